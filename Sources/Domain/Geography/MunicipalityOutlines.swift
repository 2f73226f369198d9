package import Foundation

/// The outlines of all communes, kept in the packed form of `reference/outlines.bin` and unpacked on demand.
///
/// The form, little-endian: `FIO1`, the count of communes (UInt32); for each its code (5 bytes of ASCII) and
/// its count of rings (UInt8); for each ring its count of points (UInt32), then for each point longitude and
/// latitude in millionths of a degree (Int32). Neighbours use the same points in opposite directions.
package struct MunicipalityOutlines: Sendable {
  private let data: Data
  private let offsets: [String: Int]

  /// Nil when the bytes do not have the form.
  package init?(_ data: Data) {
    var offsets: [String: Int] = [:]
    let fits = data.withUnsafeBytes { bytes -> Bool in
      guard bytes.count >= 8, bytes.prefix(4).elementsEqual("FIO1".utf8) else { return false }
      let count = Int(bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
      var offset = 8
      for _ in 0..<count {
        guard offset + 6 <= bytes.count else { return false }
        let code = String(decoding: bytes[offset..<(offset + 5)], as: UTF8.self)
        offsets[code] = offset + 5
        let rings = Int(bytes[offset + 5])
        offset += 6
        for _ in 0..<rings {
          guard offset + 4 <= bytes.count else { return false }
          offset += 4 + 8 * Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
      }
      return offset == bytes.count
    }
    guard fits else { return nil }
    self.data = data
    self.offsets = offsets
  }

  /// The rings of a commune; none for an unknown code, and for the eight that the source lacks.
  package func rings(of code: String) -> [OutlineRing] {
    guard var offset = offsets[code] else { return [] }
    return data.withUnsafeBytes { bytes in
      let count = Int(bytes[offset])
      offset += 1
      return (0..<count).map { _ in
        let points = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        offset += 4
        defer { offset += points * 8 }
        return (0..<points).map { index in
          OutlinePoint(
            x: bytes.loadUnaligned(fromByteOffset: offset + index * 8, as: Int32.self),
            y: bytes.loadUnaligned(fromByteOffset: offset + index * 8 + 4, as: Int32.self))
        }
      }
    }
  }

  /// Whether a position lies in a commune: an odd number of crossings to the east, over all its rings,
  /// so that holes count as outside.
  func outline(of code: String, contains position: Position) -> Bool {
    let (x, y) = (position.longitude * 1_000_000, position.latitude * 1_000_000)
    var inside = false
    for ring in rings(of: code) {
      for (index, point) in ring.enumerated() {
        let next = ring[index + 1 == ring.count ? 0 : index + 1]
        let (x1, y1, x2, y2) = (Double(point.x), Double(point.y), Double(next.x), Double(next.y))
        if (y1 > y) != (y2 > y), x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 { inside.toggle() }
      }
    }
    return inside
  }

  /// The outline of a set of communes.
  package func outline(of codes: some Sequence<String>) -> Outline {
    Outline(uniting: codes.flatMap { rings(of: $0) })
  }
}
