import Domain
import Foundation
import Testing

struct OutlineTests {
  private func squares(_ places: [(Int, Int)]) -> [OutlineRing] {
    places.map { SquareWorld.square(column: $0.0, row: $0.1) }
  }

  /// In squares.
  private func area(_ outline: Outline) -> Double {
    outline.rings.reduce(0) { $0 + Outline.doubleArea($1) } / 2e10
  }

  @Test func `the edge between neighbours cancels`() {
    let union = Outline(uniting: squares([(0, 0), (1, 0)]))

    #expect(union.rings.count == 1)
    #expect(union.rings.first?.count == 6)
    #expect(area(union) == 2)
  }

  @Test func `squares apart keep their own rings`() {
    let union = Outline(uniting: squares([(0, 0), (5, 5)]))

    #expect(union.rings.map(\.count) == [4, 4])
    #expect(union.polygons.map(\.holes) == [[], []])
  }

  @Test func `a ring of squares has a hole`() throws {
    let around = (0...2).flatMap { x in (0...2).map { (x, $0) } }.filter { $0 != (1, 1) }
    let union = Outline(uniting: squares(around))

    #expect(area(union) == 8)
    let polygon = try #require(union.polygons.first)
    #expect(union.polygons.count == 1)
    #expect(Outline.doubleArea(polygon.outer) == 9 * 2e10)
    #expect(polygon.holes.map { Outline.doubleArea($0) } == [-2e10])
  }

  @Test func `squares that touch at a corner stay two rings, none of which visits a point twice`() {
    let union = Outline(uniting: squares([(0, 0), (1, 1)]))

    #expect(union.rings.map(\.count) == [4, 4])
    #expect(union.rings.allSatisfy { Set($0).count == $0.count })
    #expect(area(union) == 2)
  }

  @Test func `a chessboard, where every corner is a pinch point, comes apart in simple rings`() {
    let black = (0...7).flatMap { x in (0...7).map { (x, $0) } }.filter { ($0.0 + $0.1).isMultiple(of: 2) }
    let union = Outline(uniting: squares(black))

    #expect(area(union) == 32)
    #expect(union.rings.allSatisfy { Set($0).count == $0.count })
    #expect(union.rings.reduce(0) { $0 + $1.count } == 32 * 4)
  }

  @Test func `whatever squares are united, their area is kept and no ring visits a point twice`() {
    // A small generator with a fixed start: the same thousand shapes at each run.
    var state: UInt64 = 2018
    for _ in 0..<1000 {
      let places = (0..<36).map { ($0 / 6, $0 % 6) }.filter { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 63 == 1
      }
      let union = Outline(uniting: squares(places))
      #expect(area(union) == Double(places.count))
      #expect(union.rings.allSatisfy { Set($0).count == $0.count })
    }
  }

  @Test func `the outline does not depend on the order of its parts`() {
    let places = (0...3).flatMap { x in (0...3).map { (x, $0) } }.filter { $0 != (1, 2) && $0 != (2, 1) }
    let union = Outline(uniting: squares(places))

    #expect(Outline(uniting: squares(places.reversed())) == union)
    #expect(area(union) == 14)
  }

  @Test func `polygons turn right-handed even when their source turns the other way`() {
    let union = Outline(uniting: squares([(0, 0), (1, 0)]).map { $0.reversed() })

    #expect(union.polygons.map { Outline.doubleArea($0.outer) } == [4e10])
  }

  @Test func `a lake on an island in a lake belongs to the island`() {
    let lakes = [
      SquareWorld.square(column: 1, row: 1, size: 6), SquareWorld.square(column: 3, row: 3, size: 1),
    ].map { Array($0.reversed()) }
    let land = [
      SquareWorld.square(column: 0, row: 0, size: 9), SquareWorld.square(column: 2, row: 2, size: 3),
    ]

    #expect(Outline(rings: lakes + land).polygons.map(\.holes) == lakes.map { [$0] })
  }

  @Test func `a multipolygon closes its rings and rounds its degrees`() {
    let outline = Outline(rings: [
      [
        OutlinePoint(x: 1_234_567, y: 0), OutlinePoint(x: 2_000_000, y: 0),
        OutlinePoint(x: 2_000_000, y: 1_000_049),
      ]
    ])

    #expect(outline.multiPolygon(decimals: 4) == [[[[1.2346, 0], [2, 0], [2, 1], [1.2346, 0]]]])
  }

  @Test func `a polygon that rounding makes a line is left out`() {
    let speck = Outline(rings: [
      [OutlinePoint(x: 0, y: 0), OutlinePoint(x: 10, y: 0), OutlinePoint(x: 10, y: 10)]
    ])

    #expect(speck.multiPolygon(decimals: 4) == [])
    #expect(Outline(rings: []).multiPolygon(decimals: 4) == [])
  }
}

struct SimplificationTests {
  @Test func `points within the tolerance go, corners stay`() {
    let square = SquareWorld.square(column: 0, row: 0)
    let wavy = [
      square[0], OutlinePoint(x: 50_000, y: 400), square[1], OutlinePoint(x: 100_400, y: 50_000), square[2],
      square[3],
    ]

    #expect(Set(Outline(rings: [wavy]).simplified(tolerance: 0.001).rings.first ?? []) == Set(square))
    #expect(Outline(rings: [wavy]).simplified(tolerance: 0.0001).rings == [wavy])
  }

  @Test func `slivers vanish, the largest ring never does`() {
    let sliver = [
      OutlinePoint(x: 500_000, y: 0), OutlinePoint(x: 500_900, y: 0), OutlinePoint(x: 500_900, y: 10),
    ]
    let outline = Outline(rings: [sliver, SquareWorld.square(column: 0, row: 0)])

    #expect(outline.simplified(tolerance: 0.001).rings == [SquareWorld.square(column: 0, row: 0)])
    #expect(Outline(rings: [sliver]).simplified(tolerance: 1).rings == [sliver])
  }
}

struct MunicipalityOutlinesTests {
  private let packed = SquareWorld.packed([
    (
      "01001",
      [SquareWorld.square(column: -1, row: -1, size: 6), SquareWorld.square(column: 0, row: 0).reversed()]
    ),
    ("01002", [SquareWorld.square(column: 0, row: 0)]),
  ])

  @Test func `rings are unpacked as they were packed`() throws {
    let outlines = try #require(MunicipalityOutlines(packed))

    #expect(outlines.rings(of: "01002") == [SquareWorld.square(column: 0, row: 0)])
    #expect(outlines.rings(of: "99999") == [])
  }

  @Test func `an enclave is not in the commune around it`() throws {
    let outlines = try #require(MunicipalityOutlines(packed))
    let inside = try #require(Position(latitude: 0.05, longitude: 0.05))
    let around = try #require(Position(latitude: -0.05, longitude: 0.45))

    #expect(outlines.code(at: inside) == "01002")
    #expect(outlines.code(at: around) == "01001")
  }

  @Test func `an enclave and what is around it unite without a hole`() throws {
    let outlines = try #require(MunicipalityOutlines(packed))

    #expect(outlines.outline(of: ["01001", "01002"]).rings.map(\.count) == [4])
  }

  @Test func `bytes that were cut short anywhere are refused`() {
    for length in 0..<packed.count { #expect(MunicipalityOutlines(packed.prefix(length)) == nil) }
    #expect(MunicipalityOutlines(packed + Data([0])) == nil)
  }
}
