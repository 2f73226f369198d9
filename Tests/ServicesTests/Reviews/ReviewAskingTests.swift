import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Experts are asked, and say before the dossier opens whether they review it.
@Suite struct ReviewAskingTests {
  @Test func `a grid is frozen with its wave; a changed file under its version is refused`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let rubric = try #require(house.operations.programme.rubric)
    #expect(try await house.database.read { try RubricRecords($0).find(of: wave.id) } == rubric)
    let altered = Rubric(
      version: rubric.version, scale: rubric.scale, criteria: rubric.criteria, gates: [], bands: rubric.bands,
      ties: rubric.ties, flags: rubric.flags, gaps: rubric.gaps)
    let now = house.clock.world.now()
    await #expect(throws: StorageFault.rubricChanged(version: rubric.version)) {
      try await house.database.write { try RubricRecords($0).freeze(altered, at: now) }
    }
    try await house.database.write { try RubricRecords($0).freeze(rubric, at: now) }
  }

  @Test func `a wave that leads to no label, and one of the past, have no grid`() async throws {
    let house = try await TestHouse()
    let past = try #require(house.operations.programme.procedures.first { $0.isHistorical })
    let record = try #require(house.operations.programme.procedures.first { $0.effect == .record })
    for procedure in [past, record] {
      let wave = try await house.openWave("sans grille \(procedure.id)", procedure: procedure)
      #expect(try await house.database.read { try RubricRecords($0).find(of: wave.id) } == nil)
      let instructor = try await house.person(.instructor)
      #expect(try await house.operations.waveResults(of: wave.slug, for: instructor) == nil)
    }
  }

  @Test func `an expert is told by the number and the call alone, and sees only what a conflict shows in`() async throws
  {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted("Vallée des Secrets")
    let expert = reviews.experts[0]
    try await reviews.ask(expert, on: dossier)
    try await reviews.ask(expert, on: dossier)
    let letters = try await reviews.desk.letters("reviewAsked")
    #expect(letters.count == 1)
    let letter = try #require(letters.first)
    #expect(letter.body.contains(dossier.reference) && !(letter.subject + letter.body).contains("Secrets"))
    let asked = try #require(try await reviews.operations.askedReview(of: dossier.id, for: expert))
    #expect(asked.title == "Vallée des Secrets")
    #expect(asked.organisations == ["Association Exemple", "Ville d’Exemple"])
    #expect(asked.perimeter.map(\.description) == ["epci:200000001"])
    // Nothing else opens before the answer.
    await #expect(throws: Refusal.notFound) {
      _ = try await reviews.operations.reviewFile(of: dossier.id, for: expert)
    }
    await #expect(throws: Refusal.notFound) {
      _ = try await reviews.operations.saveReview(["opinion": "x"], of: dossier.id, version: 0, by: expert)
    }
  }

  @Test func `whoever accepted reads this dossier and writes its sheet, and has nothing else of it or of others`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let (dossier, other) = (try await reviews.desk.submitted(), try await reviews.desk.submitted("Autre Pays"))
    let expert = reviews.experts[0]
    try await reviews.accept(expert, dossier)
    try await operations.answerReview(.accept, of: dossier.id, by: expert)
    let file = try await operations.reviewFile(of: dossier.id, for: expert)
    #expect(file.dossier.answers.text("presentation") == "Un pays qui sert d’exemple." && file.others.isEmpty)
    #expect(try await operations.askedReview(of: dossier.id, for: expert) == nil)
    await #expect(throws: Refusal.notFound) { _ = try await operations.reviewFile(of: other.id, for: expert) }
    await #expect(throws: Refusal.notFound) { _ = try await operations.dossier(dossier.id, for: expert) }
    await #expect(throws: Refusal.notFound) { _ = try await operations.notes(on: dossier.id, .longest, for: expert) }
    await #expect(throws: Refusal.notFound) { _ = try await operations.files(of: dossier.id, for: expert) }
    await #expect(throws: Refusal.notFound) {
      _ = try await operations.sendMessage("Bonjour", on: dossier.id, scanner: nil, by: expert)
    }
    await #expect(throws: Refusal.notFound) { _ = try await operations.dossierReviews(of: dossier.id, for: expert) }
    await #expect(throws: Refusal.notFound) {
      _ = try await operations.waveResults(of: reviews.desk.wave.slug, for: expert)
    }
    #expect(try await operations.desk(of: dossier.id, for: expert) == nil)
    // The role ends, and with it all of this.
    let without = Principal(person: try reviews.person(expert), held: [])
    await #expect(throws: Refusal.notFound) { _ = try await operations.reviewFile(of: dossier.id, for: without) }
  }

  @Test func `whoever accepts declares by it for the call, and sees before whom it could concern`() async throws {
    let reviews = try await ReviewHouse()
    let (operations, expert) = (reviews.operations, reviews.experts[0])
    let dossier = try await reviews.desk.submitted()
    try await reviews.ask(expert, on: dossier)
    let before = try await operations.ownInterests(.longest, for: expert).waves
    #expect(before.map(\.statedAt) == [nil])
    let named = Set(dossier.answers.group("organisations").compactMap { $0.text("name") })
    let asked = try #require(try await operations.askedReview(of: dossier.id, for: expert))
    #expect(named.isSubset(of: asked.organisations))
    try await operations.answerReview(.accept, of: dossier.id, by: expert)
    let stated = try await operations.ownInterests(.longest, for: expert).waves
    #expect(stated.map(\.statedAt) == [reviews.clock.world.now()])
    #expect(try await reviews.desk.journal("interest.stated").count == 1)
    // Declining says nothing.
    try await reviews.ask(reviews.experts[1], on: dossier)
    try await operations.answerReview(.decline(reason: "En congé"), of: dossier.id, by: reviews.experts[1])
    #expect(try await operations.ownInterests(.longest, for: reviews.experts[1]).waves.map(\.statedAt) == [nil])
  }

  @Test func `declining is kept with its reason, and an interest that was declared stands against another asking`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let dossier = try await reviews.desk.submitted()
    let (busy, partial) = (reviews.experts[0], reviews.experts[1])
    for expert in [busy, partial] { try await reviews.ask(expert, on: dossier) }
    await #expect(throws: Refusal.invalid([Finding(field: "reason", problem: .missing)])) {
      try await operations.answerReview(.decline(reason: " "), of: dossier.id, by: busy)
    }
    try await operations.answerReview(.decline(reason: "En congé"), of: dossier.id, by: busy)
    try await operations.answerReview(.declareConflict(reason: "Ma sœur y travaille"), of: dossier.id, by: partial)
    let desk = try await operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor)
    #expect(desk.assignments.map(\.state) == [.declined, .declined])
    #expect(desk.assignments.map(\.reason) == ["En congé", "Ma sœur y travaille"])
    #expect(desk.assignments.map(\.declaresConflict) == [false, true])
    #expect(try await reviews.desk.journal("review.declined").allSatisfy { !$0.contains("sœur") })
    // Who was not free may be asked again; whom an interest binds may not.
    #expect(desk.candidates.map(\.name) == ["ida", "luz"])
    try await reviews.ask(busy, on: dossier)
    await #expect(throws: Refusal.notAReviewer("noé")) { try await reviews.ask(partial, on: dossier) }
    #expect(try await reviews.desk.isJournalIntact())
  }

  @Test func `nobody is asked who is no expert of the wave, who has a part in the dossier, or who examines it`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let dossier = try await reviews.desk.submitted()
    for role in Role.allCases where role != .expert {
      let somebody = try await reviews.desk.house.person(role, "personne")
      await #expect(throws: Refusal.notAReviewer("personne")) { try await reviews.ask(somebody, on: dossier) }
    }
    // Their own dossier.
    let email = try #require(EmailAddress("ida-expert@exemple.example"))
    try await operations.grantRole(.applicant, to: email, name: "ida", isTold: false, by: .setUp)
    let both = Principal(person: try reviews.person(reviews.experts[0]), roles: [.applicant, .expert])
    let own = try await reviews.desk.submitted("Le mien", by: both)
    await #expect(throws: Refusal.notAReviewer("ida")) { try await reviews.ask(both, on: own) }
    // One of the service who is an expert too.
    let second = try #require(EmailAddress("noé-expert@exemple.example"))
    try await operations.grantRole(.instructor, to: second, name: "noé", isTold: false, by: .setUp)
    await #expect(throws: Refusal.notAReviewer("noé")) { try await reviews.ask(reviews.experts[1], on: dossier) }
    // A day that is past, and no day.
    await #expect(throws: Refusal.invalid([Finding(field: "due", problem: .dayPast)])) {
      try await reviews.ask(reviews.experts[2], on: dossier, due: reviews.today.adding(days: -1))
    }
    await #expect(throws: Refusal.invalid([Finding(field: "due", problem: .notADay)])) {
      try await operations.askReviewer(
        try reviews.person(reviews.experts[2]), on: dossier.id, due: nil, by: reviews.desk.instructor
      ) { "\($0)" }
    }
    // Those who may not ask are told that there is nothing.
    for principal in [reviews.experts[2], reviews.desk.applicant] {
      await #expect(throws: Refusal.notFound) {
        try await reviews.ask(reviews.experts[2], on: dossier, by: principal)
      }
    }
  }

  @Test func `what is taken back closes the dossier to the expert, who is told; a dossier not reviewed takes nobody`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let dossier = try await reviews.desk.submitted()
    try await reviews.accept(reviews.experts[0], dossier)
    let assignment = try await reviews.ask(reviews.experts[0], on: dossier)
    for _ in 1...2 {
      try await operations.withdrawReviewer(
        assignment.id, of: dossier.id, by: reviews.desk.instructor, address: "https://exemple.example/evaluations")
    }
    #expect(try await reviews.desk.letters("reviewWithdrawn").count == 1)
    await #expect(throws: Refusal.notFound) {
      _ = try await operations.reviewFile(of: dossier.id, for: reviews.experts[0])
    }
    try await reviews.desk.house.examine(dossier.id, by: reviews.desk.instructor)
    await #expect(throws: Refusal.reviewsClosed) { try await reviews.ask(reviews.experts[1], on: dossier) }
  }

  @Test func `reminders go out once each, to those whose sheet is not in`() async throws {
    let reviews = try await ReviewHouse()
    let operations = reviews.operations
    let dossier = try await reviews.desk.submitted()
    let due = reviews.today.adding(days: 10)
    for expert in reviews.experts.prefix(2) {
      try await reviews.ask(expert, on: dossier, due: due)
      try await operations.answerReview(.accept, of: dossier.id, by: expert)
    }
    func remind() async throws -> Int {
      try await operations.remindReviewers { id, _ in "https://exemple.example/evaluations/\(id)" }
    }
    #expect(try await remind() == 0)
    reviews.clock.advance(seconds: 3 * 86_400)
    #expect(try await remind() == 2)
    #expect(try await remind() == 0)
    try await reviews.submit(reviews.experts[0], dossier, reviews.sheet())
    reviews.clock.advance(seconds: 5 * 86_400)
    #expect(try await remind() == 1)
    reviews.clock.advance(seconds: 2 * 86_400)
    #expect(try await remind() == 1)
    reviews.clock.advance(seconds: 86_400)
    #expect(try await remind() == 0)
    let letters = try await reviews.desk.letters("reviewReminder")
    #expect(letters.count == 4 && letters.allSatisfy { !$0.body.contains("Pays d’Exemple") })
    #expect(letters.count { $0.body.contains("aujourd’hui") } == 1)
  }
}
