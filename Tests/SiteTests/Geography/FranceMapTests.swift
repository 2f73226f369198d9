import Domain
import Foundation
import Storage
import Testing

@testable import Site

struct FranceMapTests {
  private static func square(_ west: Double, _ south: Double, _ size: Double) -> Outline {
    func point(_ x: Double, _ y: Double) -> OutlinePoint {
      OutlinePoint(x: Int32((x * 1e6).rounded()), y: Int32((y * 1e6).rounded()))
    }
    return Outline(rings: [
      [
        point(west, south), point(west + size, south), point(west + size, south + size),
        point(west, south + size),
      ]
    ])
  }

  private let basemap = Basemap(
    regions: [
      Basemap.Area(code: "11", outline: square(0, 44, 4)),
      Basemap.Area(code: "32", outline: square(4, 44, 4)),
      Basemap.Area(code: "06", outline: square(45, -13, 0.4)),
    ], departments: [])
  private let words = MapWords(
    id: "france", title: "Carte", description: "Les territoires & \"leurs\" <noms>")

  private func picture(_ territories: MapTerritory...) -> MapPicture {
    FranceMap.picture(territories, over: basemap, regionNames: ["06": "Mayotte"], words: words)
  }

  private func territory(_ name: String, _ outline: Outline, isPoint: Bool = false) -> MapTerritory {
    MapTerritory(slug: name, name: name, href: "/t/\(name)", outline: outline, isPoint: isPoint)
  }

  @Test func `the larger territory is drawn first, whatever the order of the list`() {
    let map = picture(
      territory("petit", FranceMapTests.square(2, 46, 0.5)),
      territory("grand", FranceMapTests.square(1, 45, 2)))

    #expect(map.shapes.map(\.title) == ["grand", "petit"])
    #expect(map.dots.map(\.title) == ["petit", "grand"])
    #expect(map.dots.map(\.number) == [1, 2])
  }

  @Test func `a town too small for a shape still has its dot`() {
    let map = picture(territory("Roubaix", FranceMapTests.square(3.1, 46.6, 0.001)))

    #expect(map.shapes == [])
    #expect(map.dots.map(\.radius) == [11])
    #expect(map.dots.allSatisfy { (0...720).contains($0.x) && (0...700).contains($0.y) })
  }

  @Test func `a point has a dot and no shape`() {
    let map = picture(territory("point", FranceMapTests.square(1, 45, 2), isPoint: true))

    #expect(map.shapes == [])
    #expect(map.dots.count == 1)
  }

  @Test func `dots of one place make room for each other, with a line back`() {
    let place = FranceMapTests.square(2, 46, 0.01)
    let map = picture(territory("a", place), territory("b", place), territory("c", place))

    for (index, left) in map.dots.enumerated() {
      for right in map.dots.dropFirst(index + 1) {
        #expect(hypot(Double(left.x - right.x), Double(left.y - right.y)) >= 22)
      }
    }
    #expect(map.leaders.count >= 2)
  }

  @Test func `a territory overseas is drawn in the box of its région`() throws {
    let map = picture(territory("mayotte", FranceMapTests.square(45, -13, 0.4)))

    let frame = try #require(map.frames.first)
    let dot = try #require(map.dots.first)
    #expect(map.frames.map(\.name) == ["Mayotte"])
    #expect((frame.x...frame.x + frame.width).contains(dot.x))
    #expect((frame.y...frame.y + frame.height).contains(dot.y))
    #expect(map.shapes.count == 1)
  }

  @Test func `a territory that no part of the map shows is in the list only, and keeps its number`() {
    let map = picture(
      territory("nulle part", Outline(rings: [])), territory("ailleurs", FranceMapTests.square(-70, 40, 1)),
      territory("ici", FranceMapTests.square(1, 45, 1)))

    #expect(map.entries.map(\.title) == ["nulle part", "ailleurs", "ici"])
    #expect(map.dots.map(\.number) == [3])
  }

  @Test func `neighbouring régions share the points of their border`() throws {
    let map = picture()
    let corners = map.land.dropLast().map { MapPathReader.points($0) }

    #expect(Set(corners[0]).intersection(corners[1]).count == 2)
  }

  @Test func `the template fills every tag, escapes what it prints, and has no style of its own`() throws {
    let drawing = try MapDrawing(picture(territory("a", FranceMapTests.square(1, 45, 2))))

    #expect(drawing.unknown == [])
    #expect(!drawing.text.contains("{{"))
    #expect(!drawing.text.contains("style"))
    #expect(!drawing.text.contains("<script"))
    #expect(!(try MapDrawing.template()).contains("{{{"))
    #expect(drawing.text.contains("Les territoires &amp; &quot;leurs&quot; &lt;noms"))
    #expect(drawing.text.contains("aria-labelledby=\"france-title france-desc\""))
    #expect(drawing.text.contains("<ol class=\"map-list\" lang=\"fr\"><li><a href=\"/t/a\">a</a></li></ol>"))
  }
}

/// Reads back what `MapPath` writes: `M1 2l3-4…z`.
enum MapPathReader {
  static func points(_ d: String) -> [MapPoint] {
    d.split(separator: "M").flatMap { ring -> [MapPoint] in
      let numbers = ring.replacing("-", with: " -").split { " lz".contains($0) }.compactMap { Double($0) }
      var here = MapPoint(x: 0, y: 0)
      return stride(from: 0, to: numbers.count - 1, by: 2).map { index in
        here = MapPoint(x: here.x + numbers[index], y: here.y + numbers[index + 1])
        return here
      }
    }
  }
}
