import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// What changes after an expert was asked: the last day, the asking itself, the end of the reviews.
@Suite struct ReviewChangesTests {
  @Test
  func
    `a sheet that is in is taken out of the count with a reason alone, and counts again once its writer accepts anew`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let (operations, instructor, expert) = (reviews.operations, reviews.desk.instructor, reviews.experts[0])
    let dossier = try await reviews.desk.submitted()
    try await reviews.accept(expert, dossier)
    try await reviews.submit(expert, dossier, reviews.sheet())
    let assignment = try await reviews.ask(expert, on: dossier)
    func withdraw(_ reason: String) async throws {
      try await operations.withdrawReviewer(
        assignment.id, of: dossier.id, because: reason, by: instructor, address: "https://exemple.example/evaluations")
    }
    func found() async throws -> DossierReviews? {
      try await operations.dossierReviews(of: dossier.id, for: instructor).reviews
    }
    for nothing in ["", " \u{200b}\u{2060} "] {
      await #expect(throws: Refusal.invalid([Finding(field: "reason", problem: .missing)])) {
        try await withdraw(nothing)
      }
    }
    #expect(try await found()?.sheets.count == 1)
    try await withdraw("Ne porte pas sur ce dossier.")
    let without = try #require(try await found())
    #expect(without.sheets.isEmpty)
    let desk = try await operations.dossierReviews(of: dossier.id, for: instructor)
    #expect(without.takenOut(among: desk.submitted).map(\.reason) == ["Ne porte pas sur ce dossier."])
    let journal = try await reviews.desk.journal("review.withdrawn")
    #expect(journal.count == 1 && journal.allSatisfy { $0.contains("\"reason\":\"") && !$0.contains("porte") })

    try await reviews.ask(expert, on: dossier)
    #expect(try await found()?.sheets.isEmpty == true)
    try await operations.answerReview(.accept, of: dossier.id, by: expert)
    #expect(try await found()?.sheets.map(\.person) == [try reviews.person(expert)])
    // One that counts is not declined away.
    await #expect(throws: Refusal.changedMeanwhile) {
      try await operations.answerReview(.decline(reason: "Finalement non"), of: dossier.id, by: expert)
    }
  }

  @Test func `whoever is asked anew for a sheet that was taken out may decline`() async throws {
    let reviews = try await ReviewHouse()
    let expert = reviews.experts[0]
    let dossier = try await reviews.desk.submitted()
    try await reviews.accept(expert, dossier)
    try await reviews.submit(expert, dossier, reviews.sheet())
    try await reviews.operations.withdrawReviewer(
      try await reviews.ask(expert, on: dossier).id, of: dossier.id, because: "À refaire.",
      by: reviews.desk.instructor, address: "")
    try await reviews.ask(expert, on: dossier)
    try await reviews.operations.answerReview(.decline(reason: "En congé"), of: dossier.id, by: expert)
    let desk = try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor)
    #expect(desk.assignments.map(\.state) == [.withdrawn, .declined])
  }

  @Test func `asked again with another day, the last day moves and the expert is told; no day lies beyond six months`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let (operations, expert) = (reviews.operations, reviews.experts[0])
    let dossier = try await reviews.desk.submitted()
    let far = Finding(field: "due", problem: .dayTooFar(months: ReviewAssignment.longestMonths))
    await #expect(throws: Refusal.invalid([far])) {
      try await reviews.ask(expert, on: dossier, due: reviews.today.adding(months: 6).adding(days: 1))
    }
    try await reviews.ask(expert, on: dossier, due: reviews.today.adding(days: 2))
    try await operations.answerReview(.accept, of: dossier.id, by: expert)
    func remind() async throws -> Int { try await operations.remindReviewers { id, _ in "\(id)" } }
    #expect(try await remind() == 1)
    let later = reviews.today.adding(months: 6)
    try await reviews.ask(expert, on: dossier, due: later)
    try await reviews.ask(expert, on: dossier, due: later)
    let file = try await operations.reviewFile(of: dossier.id, for: expert)
    #expect(file.assignment?.dueOn == later && file.assignment?.state == .accepted)
    let letters = try await reviews.desk.letters("reviewMoved")
    #expect(letters.count == 1 && letters.allSatisfy { !$0.body.contains("Pays d’Exemple") })
    // Reminders count from the new day.
    try await reviews.ask(expert, on: dossier, due: reviews.today.adding(days: 7))
    #expect(try await remind() == 1)
    await #expect(throws: Refusal.invalid([far])) {
      try await reviews.ask(expert, on: dossier, due: Day("9999-12-31"))
    }
    #expect(try await reviews.desk.journal("review.dueMoved").count == 2)
  }

  @Test func `an interest that was set aside keeps nobody from being asked`() async throws {
    let reviews = try await ReviewHouse()
    let (operations, expert) = (reviews.operations, reviews.experts[1])
    let dossier = try await reviews.desk.submitted()
    try await reviews.ask(expert, on: dossier)
    try await operations.answerReview(.declareConflict(reason: "Ma sœur y travaille"), of: dossier.id, by: expert)
    await #expect(throws: Refusal.notAReviewer("noé")) { try await reviews.ask(expert, on: dossier) }
    let person = try reviews.person(expert)
    let findings = try await reviews.desk.house.database.read {
      try ConflictRecords($0).findings(of: person, in: dossier.id)
    }
    for finding in findings {
      try await operations.setConflictAside(
        finding, reason: "Elle n’y travaille plus depuis dix ans.", by: reviews.desk.instructor)
    }
    #expect(!findings.isEmpty)
    let desk = try await operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor)
    #expect(desk.candidates.map(\.name) == ["ida", "luz", "noé"])
    #expect(try await reviews.ask(expert, on: dossier).state == .asked)
  }

  @Test func `a deliberation that no jury made is recorded with a reason; it frees experts, who keep what they wrote`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let (operations, instructor) = (reviews.operations, reviews.desk.instructor)
    let dossier = try await reviews.desk.submitted()
    for event in [DossierEvent.findAdmissible, .openReview] {
      try await operations.moveDossier(
        dossier.id, version: try await reviews.desk.house.load(dossier.id).version, by: event, reasons: nil,
        principal: instructor)
    }
    try await reviews.accept(reviews.experts[0], dossier)
    try await reviews.submit(reviews.experts[0], dossier, reviews.sheet())
    let writer = reviews.experts[1]
    try await reviews.accept(writer, dossier)
    _ = try await operations.saveReview(["opinion": "Une ébauche"], of: dossier.id, version: 0, by: writer)
    let left = try await operations.desk(of: dossier.id, for: instructor)?.reviewsLeft
    #expect(left == .init(sheets: 1, wanted: 3, awaited: 1))
    func deliberate(_ reasons: String?) async throws {
      try await operations.moveDossier(
        dossier.id, version: try await reviews.desk.house.load(dossier.id).version, by: .deliberate, reasons: reasons,
        principal: instructor)
    }
    for nothing in [nil, "", "\u{200b}"] {
      await #expect(throws: Refusal.invalid([Finding(field: "reasons", problem: .missing)])) {
        try await deliberate(nothing)
      }
    }
    #expect(try await reviews.desk.letters("reviewFreed").isEmpty)
    try await deliberate("Le jury a délibéré par écrit.")
    let letters = try await reviews.desk.letters("reviewFreed")
    #expect(letters.map(\.person) == [writer.person] && letters.allSatisfy { !$0.body.contains("Pays d’Exemple") })
    // Not the applicant's to read before the decision is told.
    #expect(
      try await operations.dossier(dossier.id, for: reviews.desk.applicant).history.allSatisfy {
        $0.event != .deliberate
      })

    let file = try await operations.reviewFile(of: dossier.id, for: writer)
    #expect(!file.isOpen && file.draft?.sheet.fields["opinion"] == "Une ébauche")
    let own = try await operations.ownReviews(of: writer, .longest)
    #expect(own.unfinished.map(\.dossier.id) == [dossier.id] && own.toWrite.isEmpty)
    #expect(try await operations.ownReviews(of: reviews.experts[0], .longest).unfinished.isEmpty)
  }

  @Test func `an expert who is asked no longer keeps what they wrote, unless an interest binds them`() async throws {
    let reviews = try await ReviewHouse()
    let (operations, expert) = (reviews.operations, reviews.experts[0])
    let dossier = try await reviews.desk.submitted()
    await #expect(throws: Refusal.notFound) { _ = try await operations.formerReview(of: dossier.id, for: expert) }
    try await reviews.accept(expert, dossier)
    _ = try await operations.saveReview(["opinion": "Une ébauche"], of: dossier.id, version: 0, by: expert)
    await #expect(throws: Refusal.notFound) { _ = try await operations.formerReview(of: dossier.id, for: expert) }
    try await operations.withdrawReviewer(
      try await reviews.ask(expert, on: dossier).id, of: dossier.id, by: reviews.desk.instructor, address: "")
    let former = try await operations.formerReview(of: dossier.id, for: expert)
    #expect(former.sheet.fields == ["opinion": "Une ébauche"] && former.reference == dossier.reference)
    let person = try reviews.person(expert)
    try await reviews.desk.house.database.write { transaction in
      try DeclaredInterestRecords(transaction).insert(
        DeclaredInterest(
          id: reviews.clock.world.newIdentity(), kind: .relation, name: "", place: nil, words: "Un proche",
          declaredAt: reviews.clock.world.now(), endedOn: nil), of: person, to: dossier.id)
    }
    await #expect(throws: Refusal.notFound) { _ = try await operations.formerReview(of: dossier.id, for: expert) }
  }
}
