import Domain
import TestSupport
import Testing

/// What a choice of places comes to, in a country of squares.
@Suite struct PerimeterReviewTests {
  private func review(_ codes: String..., in gazetteer: Gazetteer = SquareWorld.gazetteer) -> PerimeterReview {
    PerimeterReview(codes.compactMap { PlaceCode($0) }, in: gazetteer)
  }

  @Test func `communes are counted once, and those without a population are told`() {
    let review = review("epci:200000001", "commune:01001", "commune:02002")
    #expect(review.municipalities == ["01001", "02001", "02002"])
    #expect(review.population == 550)
    #expect(review.withoutPopulation == 1)
  }

  @Test func `a place inside another is told with it, and of two that are the same the later one`() {
    let nested = review("commune:01001", "epci:200000001", "region:10").places.map(\.inside?.description)
    #expect(nested == ["epci:200000001", "region:10", nil])
    let twice = review("commune:01001", "commune:01001").places.map(\.inside?.description)
    #expect(twice == [nil, "commune:01001"])
  }

  @Test func `a former commune leads to the one of today, so that a merger moves the perimeter`() {
    let review = review("commune:01099", "commune:99999", "epci:200000009")
    #expect(review.places.map(\.successor?.code) == ["01002", nil, nil])
    #expect(review.places.map(\.isUnknown) == [false, true, true])
    #expect(review.municipalities == ["01002"])
  }

  @Test func `neighbours share a side; a corner is not enough, and none of them is in it`() {
    #expect(review("commune:01001").neighbours(in: SquareWorld.gazetteer).map(\.code) == ["02001", "01002"])
    #expect(review("commune:01002").neighbours(in: SquareWorld.gazetteer).map(\.code) == ["01001"])
    #expect(review("region:10").neighbours(in: SquareWorld.gazetteer) == [])
    #expect(review("commune:01001").neighbours(in: SquareWorld.gazetteer, upTo: 0) == [])
    #expect(review("commune:90001", in: ExampleGeography.gazetteer).neighbours(in: ExampleGeography.gazetteer) == [])
  }

  @Test func `the area is that on the globe, and holes are not of it`() throws {
    // A tenth of a degree at the equator is 11.12 kilometres.
    let area = try #require(review("commune:01001").area)
    #expect(abs(area - 123.6) < 0.2)
    #expect(review("commune:90001", in: ExampleGeography.gazetteer).area == nil)
    let inner = Array(SquareWorld.square(column: 1, row: 1).reversed())
    let ring = Outline(rings: [SquareWorld.square(column: 0, row: 0, size: 3), inner])
    #expect(abs(ring.squareKilometres - 8 * 123.6) < 2)
    let far = Outline(rings: [SquareWorld.square(column: 0, row: 600)])
    #expect(abs(far.squareKilometres - 61.7) < 0.3)
  }
}
