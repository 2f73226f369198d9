import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// What a dossier was deliberated on stays, whatever becomes known later.
@Suite struct FrozenReviewsTests {
  private let reviews: ReviewHouse
  private let dossier: Dossier

  init() async throws {
    reviews = try await ReviewHouse()
    dossier = try await reviews.desk.submitted("Pays délibéré")
    try await reviews.review(dossier, [.exemplary, .solid, .begun])
  }

  private var instructor: Principal { reviews.desk.instructor }

  private func move(_ events: DossierEvent..., reasons: String = "Délibéré hors séance, par écrit.") async throws {
    for event in events {
      let version = try await reviews.desk.house.load(dossier.id).version
      try await reviews.operations.moveDossier(
        dossier.id, version: version, by: event, reasons: event == .deliberate ? reasons : nil, principal: instructor)
    }
  }

  private func declare(_ expert: Principal) async throws {
    let (world, person, id) = (reviews.clock.world, try reviews.person(expert), dossier.id)
    try await reviews.desk.house.database.write { transaction in
      try DeclaredInterestRecords(transaction).insert(
        DeclaredInterest(
          id: world.newIdentity(), kind: .relation, name: "", place: nil, words: "Un proche", declaredAt: world.now(),
          endedOn: nil), of: person, to: id)
    }
  }

  private func total() async throws -> Fraction? {
    let slug = reviews.desk.wave.slug
    let results = try #require(try await reviews.operations.waveResults(of: slug, for: instructor))
    return results.rows.first { $0.dossier.id == dossier.id }?.result.total
  }

  private func desk() async throws -> ReviewDesk {
    try await reviews.operations.dossierReviews(of: dossier.id, for: instructor)
  }

  @Test
  func `an interest declared after the deliberation changes no figure, is shown with its day, and closes the dossier`()
    async throws
  {
    try await move(.findAdmissible, .openReview, .deliberate)
    let before = try await total()
    #expect(before == Fraction(75, 1))
    reviews.clock.advance(seconds: 3 * 86_400)
    let (expert, declaredAt) = (reviews.experts[0], reviews.clock.world.now())
    try await declare(expert)
    let desk = try await desk()
    #expect(try await total() == before && desk.reviews?.result.total == before && desk.reviews?.sheets.count == 3)
    let person = try reviews.person(expert)
    #expect(desk.reviews?.boundSince == [person] && desk.lateInterests == [person: .some(declaredAt)])
    // The jury's ranking and the published file are made from the same sheets.
    let slug = reviews.desk.wave.slug
    let rows = try #require(try await reviews.operations.waveResults(of: slug, for: instructor)).rows
    #expect(rows.map(\.reviews.boundSince) == [[person]] && rows.map(\.reviews.pending.count) == [0])
    await #expect(throws: Refusal.self) { _ = try await reviews.operations.reviewFile(of: dossier.id, for: expert) }
  }

  @Test
  func `before the deliberation an interest takes the sheet out, and what is set aside later brings it back no more`()
    async throws
  {
    try await declare(reviews.experts[0])
    #expect(try await desk().reviews?.sheets.count == 2)
    try await move(.findAdmissible, .openReview, .deliberate)
    let before = try await total()
    let (world, person, author) = (
      reviews.clock.world, try reviews.person(reviews.experts[0]), try reviews.person(reviews.desk.other)
    )
    let id = dossier.id
    try await reviews.desk.house.database.write { transaction in
      let records = ConflictRecords(transaction)
      for finding in try records.findings(of: person, in: id) {
        try records.setAside(finding, reason: "Un homonyme.", by: author, at: world.now())
      }
    }
    let desk = try await desk()
    #expect(desk.reviews?.sheets.count == 2 && desk.lateInterests == [:] && desk.reviews?.conflicted == [])
    #expect(try await total() == before)
  }

  @Test func `a dossier that an older program let be deliberated is frozen at the start, once`() async throws {
    try await move(.findAdmissible, .openReview, .deliberate)
    let id = dossier.id
    try await reviews.desk.house.database.write { try ReviewFreezeRecords($0).end(of: id) }
    try await reviews.operations.freezeMissingReviews()
    let frozen = try await reviews.desk.house.database.read { try ReviewFreezeRecords($0).list(of: [id])[id] }
    #expect(frozen?.sheets.count == 3)
    try await declare(reviews.experts[0])
    try await reviews.operations.freezeMissingReviews()
    #expect(try await desk().reviews?.sheets.count == 3)
  }

  @Test func `nobody is awaited whose role was taken away, and their desk says so`() async throws {
    let other = try await reviews.desk.submitted("Pays sans expert")
    let expert = reviews.experts[0]
    try await reviews.accept(expert, other)
    let person = try reviews.person(expert)
    func pending() async throws -> [ReviewAssignment]? {
      try await reviews.operations.dossierReviews(of: other.id, for: instructor).reviews?.pending
    }
    #expect(try await pending()?.map(\.person) == [person])
    try await reviews.desk.house.withdraw(.expert, from: person)
    #expect(try await pending() == [])
    #expect(try await reviews.operations.dossierReviews(of: other.id, for: instructor).retired == [person])
  }
}
