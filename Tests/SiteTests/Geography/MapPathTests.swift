import Domain
import Testing

@testable import Site

struct MapPathTests {
  private let box = MapBox(x: 0, y: 0, width: 100, height: 100)

  private func ring(_ points: (Double, Double)...) -> [MapPoint] {
    points.map { MapPoint(x: $0.0, y: $0.1) }
  }

  @Test func `a path is whole numbers in relative steps`() {
    let triangle = ring((10.2, 10.4), (90, 10), (50, 79.6))

    #expect(MapPath.d([triangle], within: box) == "M10 10l80 0-40 70z")
  }

  @Test func `points that rounding repeats or lines up are dropped, corners and spikes are not`() {
    let square = ring((0, 0), (0.3, 0.2), (40, 0), (40, 20.4), (40, 40), (40, 60), (40, 40), (0, 40))

    #expect(
      MapPathReader.points(MapPath.d([square], within: box))
        == ring((0, 0), (40, 0), (40, 60), (40, 40), (0, 40)))
  }

  @Test func `a ring is cut at the box, one outside vanishes`() {
    let across = ring((50, 50), (150, 50), (150, 80), (50, 80))
    let outside = ring((200, 200), (300, 200), (300, 300))

    #expect(
      Set(MapPathReader.points(MapPath.d([across, outside], within: box)))
        == Set(ring((50, 50), (100, 50), (100, 80), (50, 80))))
    #expect(MapPath.d([outside], within: box) == "")
  }

  @Test func `a ring that rounding makes a line is no shape`() {
    #expect(MapPath.d([ring((10, 10), (10.2, 10.1), (10.1, 10.3))], within: box) == "")
  }

  @Test func `an area is anchored inside, a bent one too`() throws {
    let bent = ring((0, 0), (90, 0), (90, 90), (80, 90), (80, 10), (0, 10))

    let middle = try #require(MapAnchor.middle(of: [bent]))

    #expect((middle.x > 80 && middle.x < 90) || (middle.y > 0 && middle.y < 10))
    #expect(MapAnchor.middle(of: [ring((0, 0), (10, 0), (10, 10), (0, 10))]) == MapPoint(x: 5, y: 5))
    #expect(MapAnchor.middle(of: []) == nil)
  }
}
