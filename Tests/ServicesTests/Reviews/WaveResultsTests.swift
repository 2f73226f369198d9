import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// What the sheets of a wave come to, for those who examine it.
@Suite struct WaveResultsTests {
  @Test func `totals, ranks, missing reviewers and figures of each reviewer follow from the sheets`() async throws {
    let reviews = try await ReviewHouse()
    let desk = reviews.desk
    let (best, middle, unread) = (
      try await desk.submitted("A"), try await desk.submitted("B"), try await desk.submitted("C")
    )
    try await reviews.review(best, [.solid, .solid, .solid])
    try await reviews.review(middle, [.begun, .begun])
    let results = try #require(try await reviews.operations.waveResults(of: desk.wave.slug, for: desk.instructor))
    #expect(results.rows.map(\.dossier.id) == [best.id, middle.id, unread.id])
    #expect(results.rows.map(\.rank) == [1, 2, nil])
    #expect(results.rows.map(\.result.total) == [Fraction(75, 1), Fraction(50, 1), nil])
    #expect(results.rows.map(\.result.missingReviewers) == [0, 1, 3])
    #expect(results.rows.map(\.result.band?.id) == ["label", "deepening", nil])
    #expect(results.reviewers.map(\.name) == ["alix", "ida", "noé"])
    #expect(results.reviewers.map(\.sheets) == [1, 2, 2] && results.reviewers[1].mean == 2.5)
    #expect(results.alpha == 1)
    #expect(results.rubric.counts == .median)
  }

  @Test func `only those who examine the wave read it, without the dossiers in which they have a part`() async throws {
    let reviews = try await ReviewHouse()
    let (operations, slug) = (reviews.operations, reviews.desk.wave.slug)
    let email = try #require(EmailAddress("sacha-instructor@exemple.example"))
    try await operations.grantRole(.applicant, to: email, name: "sacha", isTold: false, by: .setUp)
    let both = Principal(person: try reviews.person(reviews.desk.other), roles: [.applicant, .instructor])
    let (own, other) = (try await reviews.desk.submitted("Le mien", by: both), try await reviews.desk.submitted())
    let seen = try #require(try await operations.waveResults(of: slug, for: both)).rows.map(\.dossier.id)
    #expect(seen == [other.id])
    await #expect(throws: Refusal.notFound) { _ = try await operations.dossierReviews(of: own.id, for: both) }
    await #expect(throws: Refusal.notAllowed(.writeReview)) {
      _ = try await operations.reviewFile(of: own.id, for: both)
    }
    for role in Role.allCases where role != .instructor {
      let somebody = try await reviews.desk.house.person(role, "autre")
      await #expect(throws: Refusal.notFound) { _ = try await operations.waveResults(of: slug, for: somebody) }
    }
    let elsewhere = Principal(
      person: try reviews.person(reviews.desk.other),
      held: [HeldRole(.instructor, in: .wave(reviews.desk.house.clock.world.newIdentity()))])
    await #expect(throws: Refusal.notFound) { _ = try await operations.waveResults(of: slug, for: elsewhere) }
    // Whoever asks reviewers without examining sees who was asked, and no sheet.
    let asking = try await operations.dossierReviews(of: other.id, for: reviews.desk.administrator)
    #expect(asking.reviews == nil && asking.isScored)
  }

  @Test func `no figure of a wave tells of a dossier that binds its reader`() async throws {
    let reviews = try await ReviewHouse()
    let (desk, operations) = (reviews.desk, reviews.operations)
    let (hidden, seen) = (try await desk.submitted("Pays caché"), try await desk.submitted("Pays connu"))
    try await reviews.review(hidden, [.exemplary, .absent, .exemplary])
    try await reviews.review(seen, [.solid, .solid, .begun])
    let reader = try reviews.person(desk.other)
    try await reviews.desk.house.database.write { transaction in
      try DeclaredInterestRecords(transaction).insert(
        DeclaredInterest(
          id: reviews.clock.world.newIdentity(), kind: .relation, name: "", place: nil, words: "Un proche",
          declaredAt: reviews.clock.world.now(), endedOn: nil), of: reader, to: hidden.id)
    }
    let whole = try #require(try await operations.waveResults(of: desk.wave.slug, for: desk.instructor))
    let bound = try #require(try await operations.waveResults(of: desk.wave.slug, for: desk.other))
    #expect(whole.rows.count == 2 && whole.reviewers.map(\.sheets) == [2, 2, 2])
    // All is as in a wave that has the other dossier alone.
    #expect(bound.rows.map(\.dossier.id) == [seen.id] && bound.rows.map(\.rank) == [1])
    #expect(bound.reviewers.map(\.sheets) == [1, 1, 1] && bound.reviewers.map(\.mean) == [2, 3, 3])
    #expect(bound.alpha != whole.alpha && bound.calibration.dossiers.count == 1)
  }

  @Test func `scores that lie apart ask for a note, then for a further expert, and each step follows from the facts`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let (operations, instructor) = (reviews.operations, reviews.desk.instructor)
    let dossier = try await reviews.desk.submitted()
    for (expert, score) in [(reviews.experts[0], Score.exemplary), (reviews.experts[1], .intention)] {
      try await reviews.accept(expert, dossier)
      try await reviews.submit(expert, dossier, reviews.sheet(.solid, ["1.1": .score(score), "1.2": .cannotJudge]))
    }
    func states() async throws -> [String: Disagreement.State] {
      let found = try await operations.dossierReviews(of: dossier.id, for: instructor).reviews?.disagreements ?? []
      return Dictionary(found.map { ($0.line, $0.state) }) { first, _ in first }
    }
    #expect(try await states() == ["1.1": .noteWanted, "1.2": .furtherWanted])
    func write(_ text: String, settled: Bool, after number: Int, by principal: Principal) async throws {
      try await operations.reconcile(
        "1.1", of: dossier.id, text, isSettled: settled, after: number, by: principal)
    }
    await #expect(throws: Refusal.invalid([Finding(field: "body", problem: .missing)])) {
      try await write(" ", settled: true, after: 0, by: instructor)
    }
    await #expect(throws: Refusal.notFound) {
      try await operations.reconcile("2.1", of: dossier.id, "x", isSettled: true, after: 0, by: instructor)
    }
    reviews.clock.advance(seconds: 60)
    try await write("Nous avons lu deux versions.", settled: true, after: 0, by: reviews.experts[0])
    #expect(try await states()["1.1"] == .reconciled)
    await #expect(throws: Refusal.changedMeanwhile) { try await write("x", settled: true, after: 0, by: instructor) }
    try await write("Non, l’écart demeure.", settled: false, after: 1, by: instructor)
    #expect(try await states()["1.1"] == .furtherWanted)
    reviews.clock.advance(seconds: 60)
    let third = reviews.experts[2]
    try await reviews.accept(third, dossier)
    #expect(try await states() == ["1.1": .furtherAsked, "1.2": .furtherAsked])
    // An expert whose own sheet is not in does not speak of scores.
    await #expect(throws: Refusal.notFound) { try await write("x", settled: true, after: 2, by: third) }
    reviews.clock.advance(seconds: 60)
    try await reviews.submit(third, dossier, reviews.sheet(.solid))
    #expect(try await states()["1.1"] == .furtherRead)
    let notes = try await operations.dossierReviews(of: dossier.id, for: instructor).reviews?.notes ?? []
    #expect(notes.map(\.number) == [1, 2] && notes.map(\.author?.name) == ["ida", "alix"])
    #expect(try await reviews.desk.journal("review.reconciled").allSatisfy { !$0.contains("écart") })
  }

  @Test func `a gate is what those who examine answer; without them, every expert must say yes`() async throws {
    let reviews = try await ReviewHouse()
    let (bare, examined) = (try await reviews.desk.submitted("Un"), try await reviews.desk.submitted("Deux"))
    try await reviews.submit(reviews.desk.instructor, examined, reviews.sheet(.solid, gates: true))
    for dossier in [bare, examined] {
      for (expert, passes) in zip(reviews.experts, [true, false]) {
        try await reviews.accept(expert, dossier)
        try await reviews.submit(expert, dossier, reviews.sheet(.solid, gates: passes))
      }
    }
    func failed(_ dossier: Dossier) async throws -> Int? {
      try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor).reviews?.result
        .failedGates.count
    }
    #expect(try await failed(bare) == reviews.rubric.gates.count)
    #expect(try await failed(examined) == 0)
  }

  @Test func `where the programme says so, calibrated totals count`() throws {
    func dossier(_ number: Int) throws -> ReviewedDossier {
      let id = try #require(ID<Dossier>("00000000-0000-7000-8000-00000000000\(number)"))
      return ReviewedDossier(id: id, reference: "FI-\(number)", title: "\(number)")
    }
    let data = try ExampleProgramme.data()
    let median = try #require(data.rubric)
    let calibrated = Rubric(
      version: median.version, scale: median.scale, criteria: median.criteria, gates: [], bands: median.bands,
      ties: median.ties, flags: median.flags, gaps: median.gaps, counts: .calibrated)
    let wave = Wave(
      id: try #require(ID("00000000-0000-7000-8000-0000000000ff")), slug: Slug(naming: "essai"),
      name: LocalisedText(fr: "Essai", en: "Trial"), call: LocalisedText(fr: "Appel", en: "Call"),
      procedure: ProcedureKey(id: "x", version: "1"), opensAt: TestWorld.noon(2026, 1, 1),
      closesAt: TestWorld.noon(2026, 2, 1), decisionPromisedBy: nil, decidedOn: nil, publishedOn: nil,
      ceremonyOn: nil, stated: nil, note: nil, isExample: true)
    // 1 was read by the severe reviewer alone, 2 by the lenient one alone: raw, 2 looks better.
    let given: [(dossier: Int, reviewer: Int, Score)] = [
      (1, 1, .begun), (2, 2, .solid), (3, 1, .intention), (3, 2, .solid), (4, 1, .absent), (4, 2, .begun),
    ]
    let people = try (1...2).map { try #require(ID<Person>("00000000-0000-7000-8000-0000000000a\($0)")) }
    func results(_ rubric: Rubric) throws -> WaveResults {
      let dossiers = try (1...4).map { number in
        let card = try dossier(number)
        let sheets = given.filter { $0.dossier == number }.map { one in
          let fields = rubric.lines.map { (ReviewSheet.Field.score($0.id).name, "\(one.2.rawValue)") }
          return SubmittedReview(
            dossier: card.id, person: people[one.reviewer - 1], number: 1, capacity: .instructor,
            sheet: ReviewSheet(Dictionary(uniqueKeysWithValues: fields)), digest: "", submittedAt: wave.closesAt,
            firstSubmittedAt: wave.closesAt)
        }
        return DossierReviews(card, under: rubric, assignments: [], latest: sheets, notes: [])
      }
      return WaveResults(wave, under: rubric, dossiers, names: [:])
    }
    let (raw, fair) = (try results(calibrated.counting(.median)), try results(calibrated))
    func order(_ results: WaveResults) -> [String] { results.rows.map(\.dossier.reference) }
    #expect(order(raw).first == "FI-2" && order(fair).first == "FI-1")
    let values = fair.rows.compactMap { $0.calibrated?.calibrated }
    #expect(values == values.sorted(by: >) && fair.rows.map(\.rank) == [1, 2, 3, 4])
  }
}

extension Rubric {
  fileprivate func counting(_ figure: Figure) -> Rubric {
    Rubric(
      version: version, scale: scale, criteria: criteria, gates: gates, bands: bands, ties: ties, flags: flags,
      gaps: gaps, counts: figure)
  }
}
