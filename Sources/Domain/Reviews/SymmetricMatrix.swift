/// A small symmetric matrix of which the inverse is needed, kept row by row.
struct SymmetricMatrix: Sendable {
  let size: Int
  private(set) var values: [Double]

  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  func times(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in (0..<size).reduce(0) { $0 + self[row, $1] * vector[$1] } }
  }

  /// By Cholesky's factor; nil where the matrix is not positive definite.
  func inverse() -> SymmetricMatrix? {
    guard let factor = factor() else { return nil }
    var result = SymmetricMatrix(size: size)
    var column = Array(repeating: 0.0, count: size)
    for unit in 0..<size {
      for row in 0..<size {
        guard row >= unit else {
          column[row] = 0
          continue
        }
        var sum = row == unit ? 1.0 : 0
        for inner in unit..<row { sum -= factor[row * size + inner] * column[inner] }
        column[row] = sum / factor[row * size + row]
      }
      for row in stride(from: size - 1, through: unit, by: -1) {
        var sum = column[row]
        for inner in row + 1..<size { sum -= factor[inner * size + row] * column[inner] }
        column[row] = sum / factor[row * size + row]
        (result[row, unit], result[unit, row]) = (column[row], column[row])
      }
    }
    return result
  }

  /// The lower triangle whose product with its own transpose is the matrix.
  private func factor() -> [Double]? {
    var factor = values
    for row in 0..<size {
      for column in 0...row {
        var sum = values[row * size + column]
        for inner in 0..<column { sum -= factor[row * size + inner] * factor[column * size + inner] }
        if row == column {
          guard sum > 0 else { return nil }
          factor[row * size + row] = sum.squareRoot()
        } else {
          factor[row * size + column] = sum / factor[column * size + column]
        }
      }
    }
    return factor
  }
}
