import Testing

@testable import Site

struct MapArcsTests {
  private func ring(_ points: (Double, Double)...) -> [MapPoint] {
    points.map { MapPoint(x: $0.0, y: $0.1) }
  }

  @Test func `neighbours keep the same points of their border, fewer than before`() {
    let west = ring((0, 0), (20, 0), (20.3, 5), (23, 10), (19.8, 15), (20, 20), (0, 20))
    let east = ring((20, 0), (40, 0), (40, 20), (20, 20), (19.8, 15), (23, 10), (20.3, 5))
    let arcs = MapArcs([west, east], tolerance: 1.7)

    let (left, right) = (arcs.simplified(west), arcs.simplified(east))

    #expect(Set(left).intersection(right) == Set(ring((20, 0), (23, 10), (20, 20))))
    #expect(left.count == 5)
    #expect(right.count == 5)
  }

  @Test func `where two points lie equally far, both sides choose the same`() {
    let west = ring((0, 0), (20, 0), (22, 10), (22, 20), (20, 30), (0, 30))
    let east = ring((20, 0), (40, 0), (40, 30), (20, 30), (22, 20), (22, 10))
    let arcs = MapArcs([west, east], tolerance: 1.5)

    #expect(arcs.simplified(west).count == 5)
    #expect(Set(arcs.simplified(west)).intersection(arcs.simplified(east)).count == 3)
  }

  @Test func `an island keeps its shape`() {
    let island = ring((0, 0), (10, 0.2), (20, 0), (20, 20), (0, 20))

    #expect(
      Set(MapArcs([island], tolerance: 1).simplified(island)) == Set(ring((0, 0), (20, 0), (20, 20), (0, 20)))
    )
  }

  @Test func `an enclave and what is around it keep the same points`() {
    let enclave = ring((5, 5), (9, 5.1), (15, 5), (15, 15), (5, 15))
    let around = ring((0, 0), (20, 0), (20, 20), (0, 20))
    let arcs = MapArcs([around, enclave.reversed(), enclave], tolerance: 1)

    #expect(Set(arcs.simplified(enclave)) == Set(arcs.simplified(enclave.reversed())))
    #expect(arcs.simplified(enclave).count == 4)
  }

  @Test func `an empty ring stays empty`() {
    #expect(MapArcs([[]], tolerance: 1).simplified([]) == [])
  }
}
