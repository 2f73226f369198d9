import Domain
import Services
import Storage
import TestSupport
import Testing

/// The sheet of the service beside those of the experts.
@Suite struct ServiceSheetTests {
  @Test func `the service hands in one sheet, and none once an expert's can be read`() async throws {
    let reviews = try await ReviewHouse()
    let (first, second) = (try await reviews.desk.submitted("Un"), try await reviews.desk.submitted("Deux"))
    let (instructor, other) = (reviews.desk.instructor, reviews.desk.other)
    try await reviews.submit(instructor, first, reviews.sheet(.solid))
    await #expect(throws: Refusal.serviceSheet(.another)) {
      try await reviews.submit(other, first, reviews.sheet(.absent))
    }
    // Its author still amends it.
    try await reviews.operations.amendReview(of: first.id, by: instructor)
    try await reviews.accept(reviews.experts[0], second)
    try await reviews.submit(reviews.experts[0], second, reviews.sheet(.exemplary))
    await #expect(throws: Refusal.serviceSheet(.expertsIn)) {
      try await reviews.submit(other, second, reviews.sheet(.absent))
    }
    await #expect(throws: Refusal.serviceSheet(.expertsIn)) {
      _ = try await reviews.operations.saveReview(
        reviews.sheet(.absent), of: second.id, version: 0, by: other)
    }
    let desk = try await reviews.operations.dossierReviews(of: second.id, for: other)
    #expect(!desk.mayWrite && desk.reviews?.sheets.count == 1)
  }

  @Test func `while one of the service writes a sheet, what the others gave is kept from them`() async throws {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted("Un")
    let instructor = reviews.desk.instructor
    let fields = reviews.sheet(.solid)
    _ = try await reviews.operations.saveReview(fields, of: dossier.id, version: 0, by: instructor)
    try await reviews.accept(reviews.experts[0], dossier)
    try await reviews.submit(reviews.experts[0], dossier, reviews.sheet(.exemplary, ["1.1": .score(.absent)]))
    let blind = try await reviews.operations.dossierReviews(of: dossier.id, for: instructor)
    #expect(blind.isBlind && blind.mayWrite && blind.reviews == nil && blind.versions.isEmpty)
    let slug = reviews.desk.wave.slug
    #expect(try await reviews.operations.waveResults(of: slug, for: instructor)?.rows.isEmpty == true)
    let colleague = try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.other)
    #expect(colleague.reviews?.sheets.count == 1 && !colleague.isBlind)
    await #expect(throws: Refusal.notFound) {
      try await reviews.operations.reconcile(
        "1.1", of: dossier.id, "Une note.", isSettled: true, after: 0, by: instructor)
    }
    try await reviews.submit(instructor, dossier, fields)
    let seeing = try await reviews.operations.dossierReviews(of: dossier.id, for: instructor)
    #expect(!seeing.isBlind && seeing.reviews?.sheets.count == 2)
  }

  @Test func `whoever accepted to review a dossier reads no score of it elsewhere before their own sheet is in`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted("Un")
    try await reviews.accept(reviews.experts[0], dossier)
    try await reviews.submit(reviews.experts[0], dossier, reviews.sheet(.solid))
    let second = reviews.experts[1]
    let both = Principal(person: try #require(second.person), roles: [.expert, .instructor])
    let slug = reviews.desk.wave.slug
    func rows() async throws -> Int? { try await reviews.operations.waveResults(of: slug, for: both)?.rows.count }
    #expect(try await rows() == 1)
    // Nothing is written yet: that they are awaited is enough.
    try await reviews.accept(second, dossier)
    #expect(try await rows() == 0)
    try await reviews.submit(second, dossier, reviews.sheet(.exemplary, ["1.1": .score(.absent)]))
    #expect(try await rows() == 1)
  }

  @Test func `a sheet that is given up opens the others, and none is written afterwards`() async throws {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted("Un")
    let instructor = reviews.desk.instructor
    _ = try await reviews.operations.saveReview(
      reviews.sheet(.solid), of: dossier.id, version: 0, by: instructor)
    try await reviews.accept(reviews.experts[0], dossier)
    try await reviews.submit(reviews.experts[0], dossier, reviews.sheet(.exemplary))
    for _ in 0..<2 { try await reviews.operations.discardReview(of: dossier.id, by: instructor) }
    let desk = try await reviews.operations.dossierReviews(of: dossier.id, for: instructor)
    #expect(!desk.isBlind && !desk.mayWrite && desk.reviews?.sheets.count == 1)
    await #expect(throws: Refusal.serviceSheet(.expertsIn)) {
      try await reviews.submit(instructor, dossier, reviews.sheet(.solid))
    }
  }

  @Test func `of somebody whom an interest set apart since nothing is awaited`() async throws {
    let reviews = try await ReviewHouse()
    let dossier = try await reviews.desk.submitted("Un")
    try await reviews.accept(reviews.experts[0], dossier)
    try await reviews.submit(reviews.experts[0], dossier, reviews.sheet(.solid))
    try await reviews.operations.declareConflict(dossier.id, words: "Un lien.", by: reviews.experts[0])
    let desk = try await reviews.operations.dossierReviews(of: dossier.id, for: reviews.desk.instructor)
    #expect(desk.reviews?.sheets.isEmpty == true && desk.reviews?.pending.isEmpty == true)
  }
}
