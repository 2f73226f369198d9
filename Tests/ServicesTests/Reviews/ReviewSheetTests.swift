import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Sheets: saved as they are typed, submitted once, never changed, seen by others when these have given their own.
@Suite struct ReviewSheetTests {
  @Test func `a sheet is saved bit by bit, and two windows do not overwrite each other`() async throws {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let dossier = try await reviews.desk.submitted()
    let expert = reviews.experts[0]
    try await reviews.accept(expert, dossier)
    func save(_ fields: [String: String], from version: Int) async throws -> SavedReview {
      try await operations.saveReview(fields, of: dossier.id, version: version, by: expert)
    }
    let first = try await save(["score-1.1": "3", "comment-1.1": "Un\r\ndeux", "unknown": "x"], from: 0)
    #expect(first.merge.draft.version == 1 && first.merge.draft.sheet.fields["comment-1.1"] == "Un\ndeux")
    #expect(first.merge.draft.sheet.fields["unknown"] == nil)
    // The same again changes nothing; another field from the old version is taken; the same field is not.
    #expect(try await save(["score-1.1": "3"], from: 0).merge.draft.version == 1)
    let other = try await save(["score-1.2": "4", "score-1.1": "2"], from: 0)
    #expect(other.merge.conflicts == ["score-1.1"] && other.changes == ["score-1.1": "3", "comment-1.1": "Un\ndeux"])
    let file = try await operations.reviewFile(of: dossier.id, for: expert)
    #expect(file.sheet.judgement(of: "1.1") == .score(.solid) && file.sheet.judgement(of: "1.2") == .score(.exemplary))
    #expect(file.sheet.judged(under: reviews.rubric) == 2)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await operations.submitReview(reviews.sheet(.begun), of: dossier.id, version: 0, by: expert)
    }
    await #expect(
      throws: Refusal.invalid([
        Finding(field: "opinion", problem: .tooLong(length: 20_001, maximum: ReviewDraft.longestField))
      ])
    ) { _ = try await save(["opinion": String(repeating: "x", count: 20_001)], from: 2) }
  }

  @Test func `a sheet with gaps is not submitted: each is told at its field, and what was typed is kept`() async throws
  {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted()
    let expert = reviews.experts[0]
    try await reviews.accept(expert, dossier)
    var typed = reviews.sheet(.solid, ["1.1": .score(.exemplary), "2.1": .cannotJudge, "3.1": .score(.absent)])
    typed["proof-1.1"] = " "
    typed["proof-2.1"] = ""
    typed["proof-3.1"] = nil
    typed["comment-2.2"] = "Bien"
    typed["comment-2.3"] = nil
    typed["score-5.4"] = "7"
    typed["gate-lead"] = nil
    typed["confidence"] = "perhaps"
    typed["opinion"] = nil
    let gate = try #require(reviews.rubric.gates.first).id
    typed["gate-\(gate)"] = nil
    let expected = [
      Finding(field: "gate-\(gate)", problem: .missing), Finding(field: "proof-1.1", problem: .missing),
      Finding(field: "comment-2.2", problem: .notASentence), Finding(field: "comment-2.3", problem: .missing),
      Finding(field: "proof-3.1", problem: .missing), Finding(field: "score-5.4", problem: .missing),
      Finding(field: "confidence", problem: .missing), Finding(field: "opinion", problem: .missing),
    ]
    let form = typed
    await #expect(throws: Refusal.invalid(expected)) {
      try await reviews.operations.submitReview(form, of: dossier.id, version: 0, by: expert)
    }
    let file = try await reviews.operations.reviewFile(of: dossier.id, for: expert)
    #expect(file.sheet[.comment("2.2")] == "Bien" && file.sheet.fields["score-5.4"] == "7" && !file.isIn)
  }

  @Test func `nobody sees another's sheet, nor that there is one, before their own is in; then everybody does`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let dossier = try await reviews.desk.submitted()
    let (first, second) = (reviews.experts[0], reviews.experts[1])
    try await reviews.accept(first, dossier)
    try await reviews.accept(second, dossier)
    let before = try await operations.reviewFile(of: dossier.id, for: second)
    try await reviews.submit(first, dossier, reviews.sheet(.exemplary))
    let after = try await operations.reviewFile(of: dossier.id, for: second)
    #expect(
      "\(before.others)\(before.disagreements)" == "\(after.others)\(after.disagreements)" && after.others.isEmpty)
    let list = try await operations.ownReviews(of: second, .longest)
    #expect(list.toWrite.count == 1 && list.submitted.items.isEmpty)
    // One of the service could know it by now, and writes none.
    await #expect(throws: Refusal.serviceSheet(.expertsIn)) {
      _ = try await operations.reviewFile(of: dossier.id, for: reviews.desk.instructor)
    }
    try await reviews.submit(second, dossier, reviews.sheet(.intention))
    let seen = try await operations.reviewFile(of: dossier.id, for: second)
    #expect(
      seen.others.map(\.person) == [try reviews.person(first)] && seen.disagreements.count == reviews.rubric.lines.count
    )
    #expect(try await operations.ownReviews(of: second, .longest).submitted.items.count == 1)
    // Applicants never do.
    for permission in [Permission.writeReview, .readReviews, .askReviewer, .reconcileReviews] {
      #expect(!reviews.desk.applicant.may(permission, to: try await reviews.desk.house.load(dossier.id)))
    }
    await #expect(throws: Refusal.notAllowed(.writeReview)) {
      _ = try await operations.reviewFile(of: dossier.id, for: reviews.desk.applicant)
    }
    let told = try await operations.dossier(dossier.id, for: reviews.desk.applicant)
    #expect(!String(describing: told).contains("Une phrase qui dit pourquoi"))
  }

  @Test func `a submitted sheet is never changed; an amendment is a new version with a reason`() async throws {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let dossier = try await reviews.desk.submitted()
    let expert = reviews.experts[0]
    try await reviews.accept(expert, dossier)
    try await reviews.submit(expert, dossier, reviews.sheet(.solid))
    await #expect(throws: Refusal.reviewIsIn) {
      _ = try await operations.saveReview(["score-1.1": "0"], of: dossier.id, version: 0, by: expert)
    }
    await #expect(throws: Refusal.reviewIsIn) {
      try await operations.submitReview(reviews.sheet(.begun), of: dossier.id, version: 0, by: expert)
    }
    await #expect(throws: Refusal.changedMeanwhile) {
      try await operations.answerReview(.decline(reason: "Trop tard"), of: dossier.id, by: expert)
    }
    for _ in 1...2 { try await operations.amendReview(of: dossier.id, by: expert) }
    await #expect(throws: Refusal.invalid([Finding(field: "reason", problem: .missing)])) {
      try await reviews.submit(expert, dossier, ["score-1.1": "2"])
    }
    try await reviews.submit(expert, dossier, ["reason": "Une lettre que je n’avais pas vue."])
    let desk = try await operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor)
    #expect(desk.versions.map(\.number) == [1, 2])
    #expect(desk.versions.map { $0.sheet.judgement(of: "1.1") } == [.score(.solid), .score(.begun)])
    #expect(desk.reviews?.sheets.map(\.number) == [2])
    #expect(try await reviews.desk.journal("review.submitted").count == 2)
    #expect(try await reviews.desk.isJournalIntact())
    // After the jury has deliberated, nothing moves.
    try await reviews.desk.house.examine(dossier.id, by: reviews.desk.instructor)
    await #expect(throws: Refusal.reviewsClosed) { try await operations.amendReview(of: dossier.id, by: expert) }
    #expect(try await operations.reviewFile(of: dossier.id, for: expert).isOpen == false)
  }

  @Test func `an interest that comes to light later takes the sheet out of the result`() async throws {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted()
    try await reviews.review(dossier, [.solid, .intention, .solid])
    try await reviews.operations.answerReview(
      .declareConflict(reason: "Je l’apprends."), of: dossier.id, by: reviews.experts[1])
    let desk = try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor)
    #expect(desk.reviews?.sheets.count == 2 && desk.versions.count == 3)
    #expect(try await reviews.desk.house.load(dossier.id).conflicted.contains(try reviews.person(reviews.experts[1])))
    // The same for one of the service: their sheet counts no longer, and the dossier is gone from their results.
    try await reviews.operations.declareConflict(dossier.id, words: "Mon frère y siège.", by: reviews.desk.instructor)
    let other = try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.other)
    #expect(other.reviews?.sheets.map(\.person) == [try reviews.person(reviews.experts[0])])
    let slug = reviews.desk.wave.slug
    #expect(try await reviews.operations.waveResults(of: slug, for: reviews.desk.instructor)?.rows.isEmpty == true)
    #expect(try await reviews.operations.waveResults(of: slug, for: reviews.desk.other)?.rows.count == 1)
    await #expect(throws: Refusal.notFound) {
      _ = try await reviews.operations.reviewFile(of: dossier.id, for: reviews.experts[1])
    }
  }

  @Test func `with an account goes what was being written; what was submitted stays under an id`() async throws {
    let reviews = try await ReviewHouse()
    let (one, two) = (try await reviews.desk.submitted(), try await reviews.desk.submitted("Autre"))
    let expert = reviews.experts[0]
    for dossier in [one, two] { try await reviews.accept(expert, dossier) }
    try await reviews.submit(expert, one, reviews.sheet())
    _ = try await reviews.operations.saveReview(["opinion": "Presque"], of: two.id, version: 0, by: expert)
    try await reviews.operations.eraseAccount(try reviews.person(expert), by: expert)
    let instructor = reviews.desk.instructor
    #expect(try await reviews.operations.dossierReviews(of: one.id, for: instructor).reviews?.sheets.count == 1)
    let second = try await reviews.operations.dossierReviews(of: two.id, for: instructor)
    #expect(second.assignments.map(\.state) == [.withdrawn])
    let drafts = try await reviews.desk.house.database.read {
      try $0.count("SELECT COUNT(*) AS count FROM review_drafts")
    }
    #expect(drafts == 0)
  }

  @Test func `a refused candidacy that is emptied keeps its scores, and none of the words about it`() async throws {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted()
    try await reviews.review(dossier, [.solid, .begun, .solid])
    let before = try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor).reviews?
      .result
    try await reviews.desk.house.database.write { try DossierErasure($0).empty(dossier.id) }
    let after = try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor)
    #expect(after.reviews?.result == before)
    #expect(after.versions.allSatisfy { $0.sheet[.comment("1.1")].isEmpty && $0.sheet[.opinion].isEmpty })
  }
}
