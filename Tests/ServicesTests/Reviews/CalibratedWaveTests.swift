import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// A wave of a programme in which the calibrated figure counts.
@Suite struct CalibratedWaveTests {
  @Test func `the results of the wave, the page of a dossier and what its candidate is told agree on what counts`()
    async throws
  {
    let reviews = try await ReviewHouse()
    let titles = ["Un", "Deux", "Trois", "Quatre"]
    var dossiers: [Dossier] = []
    for title in titles { dossiers.append(try await reviews.desk.submitted(title)) }
    let wave = dossiers[0].wave
    try await count(.calibrated, in: wave, reviews)
    // The first expert is severe, the second lenient.
    let given: [(Int, Int, Score)] = [
      (0, 0, .begun), (1, 1, .solid), (2, 0, .intention), (2, 1, .solid), (3, 0, .absent), (3, 1, .begun),
    ]
    for (dossier, expert, score) in given {
      try await reviews.accept(reviews.experts[expert], dossiers[dossier])
      try await reviews.submit(reviews.experts[expert], dossiers[dossier], reviews.sheet(score))
    }
    let slug = try #require(
      try await reviews.desk.house.database.read { try WaveRecords($0).find(wave) }?.slug)
    let results = try #require(try await reviews.operations.waveResults(of: slug, for: reviews.desk.instructor))
    #expect(results.rows.first?.dossier.title == "Un" && results.rows.map(\.rank) == [1, 2, 3, 4])
    let second = try #require(results.rows.first { $0.dossier.title == "Deux" })
    #expect(second.result.total == Fraction(75, 1) && second.result.band?.id != "label")
    for row in results.rows {
      let figure = try #require(row.calibrated)
      #expect(row.result.counted == Fraction(figure.units, Calibration.Dossier.unitsPerPoint))
      let page = try await reviews.operations.dossierReviews(of: row.dossier.id, for: reviews.desk.instructor)
      let own = try #require(page.reviews)
      #expect(own.result == row.result)
      #expect(DossierFeedback(own)?.total == row.result.counted)
    }
  }

  /// The same grid, of which another figure counts.
  private func count(_ figure: Rubric.Figure, in wave: ID<Wave>, _ reviews: ReviewHouse) async throws {
    let (rubric, now) = (reviews.rubric, reviews.clock.world.now())
    let other = Rubric(
      version: "2019-99", scale: rubric.scale, criteria: rubric.criteria, gates: rubric.gates, bands: rubric.bands,
      ties: rubric.ties, flags: rubric.flags, gaps: rubric.gaps, counts: figure)
    try await reviews.desk.house.database.write { transaction in
      try RubricRecords(transaction).freeze(other, at: now)
      try transaction.execute(
        "UPDATE wave_rubrics SET rubric_version = \(other.version) WHERE wave_id = \(wave)")
    }
  }
}
