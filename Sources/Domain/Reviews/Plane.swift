/// Rows of numbers side by side in memory, without the checks that arrays make at each access: the inner loops of an
/// assignment run over them some hundred million times.
final class Plane<Cell: BitwiseCopyable> {
  let columns: Int
  private let cells: UnsafeMutablePointer<Cell>

  init(rows: Int, columns: Int, filledWith value: Cell) {
    self.columns = columns
    cells = .allocate(capacity: rows * columns)
    cells.initialize(repeating: value, count: rows * columns)
  }

  init(copying values: [Cell], columns: Int) {
    self.columns = columns
    cells = .allocate(capacity: values.count)
    values.withUnsafeBufferPointer { if let base = $0.baseAddress { cells.initialize(from: base, count: $0.count) } }
  }

  deinit { cells.deallocate() }

  @inline(__always) func row(_ row: Int) -> UnsafeMutablePointer<Cell> { cells + row * columns }
}
