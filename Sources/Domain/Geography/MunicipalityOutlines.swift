package import Foundation

/// The outlines of all communes, kept in the packed form of `reference/outlines.bin` and unpacked on demand.
///
/// The form, little-endian: the four bytes `FIO2`, the count of communes (UInt32); for each its code (5 bytes
/// of ASCII), its count of rings (UInt8), and its box: west, south, east, north (Int32 each); for each ring
/// its count of points (UInt32), then for each point longitude and latitude (Int32). All degrees are in
/// millionths. The first point of a ring is not repeated at its end; neighbours use the same points, in
/// opposite directions. `scripts/reference.py` writes it.
package struct MunicipalityOutlines: Sendable {
  private let data: Data
  private let entries: [Entry]
  private let entryByCode: [String: Int]
  private let entriesByCell: [Cell: [Int]]

  /// Nil when the bytes do not have the form.
  package init?(_ data: Data) {
    guard let entries = data.withUnsafeBytes(Entry.all(in:)) else { return nil }
    var byCode: [String: Int] = [:]
    var byCell: [Cell: [Int]] = [:]
    byCode.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      byCode[entry.code] = index
      guard entry.rings > 0, entry.box.isPlausible else { continue }
      for cell in entry.box.cells { byCell[cell, default: []].append(index) }
    }
    self.data = data
    self.entries = entries
    entryByCode = byCode
    entriesByCell = byCell
  }

  /// The rings of a commune; none for an unknown code, and for the four that the source lacks.
  package func rings(of code: String) -> [OutlineRing] {
    guard let index = entryByCode[code] else { return [] }
    return data.withUnsafeBytes { bytes in
      entries[index].mapRings(in: bytes) { start, count in
        (0..<count).map { bytes.point(at: start + $0 * 8) }
      }
    }
  }

  /// The outline of the union of communes.
  package func outline(of codes: some Sequence<String>) -> Outline {
    Outline(uniting: codes.flatMap { rings(of: $0) })
  }

  /// The code of the commune whose outline holds a position. A position on a border is in one commune only.
  package func code(at position: Position) -> String? {
    let (x, y) = (position.longitude * 1_000_000, position.latitude * 1_000_000)
    let near = entriesByCell[Cell(x: x, y: y)] ?? []
    return data.withUnsafeBytes { bytes in
      near.first { entries[$0].box.holds(x: x, y: y) && entries[$0].holds(x: x, y: y, in: bytes) }
        .map { entries[$0].code }
    }
  }

  /// The communes whose boxes meet a rectangle, in millionths of a degree.
  func codes(west: Int32, south: Int32, east: Int32, north: Int32) -> [String] {
    let box = Box(west: west, south: south, east: east, north: north)
    guard box.isPlausible else { return [] }
    var found: Set<Int> = []
    for cell in box.cells {
      for index in entriesByCell[cell] ?? [] where entries[index].box.meets(box) { found.insert(index) }
    }
    return found.sorted().map { entries[$0].code }
  }

  /// A square of a quarter of a degree: one holds about ten communes.
  private struct Cell: Hashable {
    let column: Int
    let row: Int

    init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }

    init(x: Double, y: Double) {
      column = Int((x / 250_000).rounded(.down))
      row = Int((y / 250_000).rounded(.down))
    }
  }

  private struct Box {
    let west: Int32
    let south: Int32
    let east: Int32
    let north: Int32

    /// Within the globe, so that a damaged file cannot ask for millions of cells; no commune is as wide as
    /// ten degrees.
    var isPlausible: Bool {
      west <= east && south <= north && abs(Double(west)) <= 180e6 && abs(Double(south)) <= 90e6
        && Double(east) - Double(west) <= 10e6 && Double(north) - Double(south) <= 10e6
    }

    var cells: [Cell] {
      let first = Cell(x: Double(west), y: Double(south))
      let last = Cell(x: Double(east), y: Double(north))
      return (first.column...last.column).flatMap { column in
        (first.row...last.row).map { Cell(column: column, row: $0) }
      }
    }

    func meets(_ other: Box) -> Bool {
      west <= other.east && east >= other.west && south <= other.north && north >= other.south
    }

    func holds(x: Double, y: Double) -> Bool {
      x >= Double(west) && x <= Double(east) && y >= Double(south) && y <= Double(north)
    }
  }

  /// Where the rings of a commune lie in the bytes. All bounds were checked when it was made.
  private struct Entry {
    let code: String
    let rings: Int
    let box: Box
    let offset: Int

    static func all(in bytes: UnsafeRawBufferPointer) -> [Entry]? {
      guard bytes.count >= 8, bytes.prefix(4).elementsEqual("FIO2".utf8) else { return nil }
      var entries: [Entry] = []
      var offset = 8
      for _ in 0..<bytes.count(at: 4) {
        guard offset + 22 <= bytes.count else { return nil }
        let rings = Int(bytes[offset + 5])
        let (southWest, northEast) = (bytes.point(at: offset + 6), bytes.point(at: offset + 14))
        entries.append(
          Entry(
            code: String(decoding: bytes[offset..<(offset + 5)], as: UTF8.self), rings: rings,
            box: Box(west: southWest.x, south: southWest.y, east: northEast.x, north: northEast.y),
            offset: offset + 22))
        offset += 22
        for _ in 0..<rings {
          guard offset + 4 <= bytes.count else { return nil }
          offset += 4 + 8 * bytes.count(at: offset)
        }
      }
      return offset == bytes.count ? entries : nil
    }

    func mapRings<Value>(
      in bytes: UnsafeRawBufferPointer, _ transform: (_ start: Int, _ count: Int) -> Value
    ) -> [Value] {
      var offset = offset
      return (0..<rings).map { _ in
        let count = bytes.count(at: offset)
        defer { offset += 4 + 8 * count }
        return transform(offset + 4, count)
      }
    }

    /// An odd number of borders to the east, over all rings, so that holes count as outside.
    func holds(x: Double, y: Double, in bytes: UnsafeRawBufferPointer) -> Bool {
      var isInside = false
      _ = mapRings(in: bytes) { start, count in
        guard count > 0 else { return }
        var previous = bytes.point(at: start + (count - 1) * 8)
        for index in 0..<count {
          let point = bytes.point(at: start + index * 8)
          defer { previous = point }
          let (y1, y2) = (Double(previous.y), Double(point.y))
          guard (y1 > y) != (y2 > y) else { continue }
          let (x1, x2) = (Double(previous.x), Double(point.x))
          if x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 { isInside.toggle() }
        }
      }
      return isInside
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func count(at offset: Int) -> Int {
    Int(UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }

  fileprivate func point(at offset: Int) -> OutlinePoint {
    OutlinePoint(
      x: Int32(littleEndian: loadUnaligned(fromByteOffset: offset, as: Int32.self)),
      y: Int32(littleEndian: loadUnaligned(fromByteOffset: offset + 4, as: Int32.self)))
  }
}
