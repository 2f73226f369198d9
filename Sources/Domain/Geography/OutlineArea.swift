import Foundation

extension Outline {
  /// The area on the sphere of the Earth's mean radius; rings that turn the other way are holes.
  package var squareKilometres: Double {
    let radius = 6371.0088
    let sum = rings.reduce(0.0) { sum, ring in
      zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(sum) { sum, side in
        let (from, to) = side
        let width = (to.longitude - from.longitude) * .pi / 180
        return sum + width * (2 + sin(from.latitude * .pi / 180) + sin(to.latitude * .pi / 180))
      }
    }
    return abs(sum) / 2 * radius * radius
  }
}

extension MunicipalityOutlines {
  /// The communes that have a side of an outline in common, from the other side.
  package func codes(touching outline: Outline) -> [String] {
    let points = outline.rings.joined()
    guard let west = points.map(\.x).min(), let east = points.map(\.x).max(), let south = points.map(\.y).min(),
      let north = points.map(\.y).max()
    else { return [] }
    var sides: Set<Side> = []
    for ring in outline.rings {
      for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) { sides.insert(Side(from: to, to: from)) }
    }
    return codes(west: west, south: south, east: east, north: north).filter { code in
      rings(of: code).contains { ring in
        zip(ring, ring.dropFirst() + ring.prefix(1)).contains { sides.contains(Side(from: $0, to: $1)) }
      }
    }
  }

  private struct Side: Hashable {
    let from: OutlinePoint
    let to: OutlinePoint
  }
}
