/// A two-way additive model with random effects, `total = level of the component + quality + leniency + noise`, solved
/// by the mixed-model equations of C. R. Henderson ("Best linear unbiased estimation and prediction under a selection
/// model", Biometrics 31, 1975): the effects are shrunk as far as the variances say.
///
/// There are few experts and many dossiers, so that dossiers are absorbed: what is inverted is as large as there are
/// components and experts.
struct MixedModel: Sendable {
  struct Reading {
    let dossier: Int
    let expert: Int
    let total: Double
  }

  struct Variances: Sendable {
    var quality: Double
    var leniency: Double
    var noise: Double
  }

  let dossiers: Int
  let experts: Int
  let components: Int
  let readings: Int
  /// For each dossier, where it meets components and experts, and how often.
  private let rows: [[(column: Int, count: Double)]]
  private let sums: [Double]
  private let counts: [Double]
  /// The same of the components and experts among themselves.
  private let crossings: SymmetricMatrix
  private let columnSums: [Double]
  private let totals: [Reading]

  init(_ readings: [Reading], _ components: Components) {
    dossiers = components.ofDossier.count
    experts = components.ofExpert.count
    self.components = components.count
    self.readings = readings.count
    totals = readings
    let size = components.count + experts
    var rows = Array(repeating: [Int: Double](), count: dossiers)
    var sums = Array(repeating: 0.0, count: dossiers)
    var counts = sums
    var crossings = SymmetricMatrix(size: size)
    var columnSums = Array(repeating: 0.0, count: size)
    for reading in readings {
      let columns = [components.ofDossier[reading.dossier], components.count + reading.expert]
      sums[reading.dossier] += reading.total
      counts[reading.dossier] += 1
      for column in columns {
        rows[reading.dossier][column, default: 0] += 1
        columnSums[column] += reading.total
        for other in columns { crossings[column, other] += 1 }
      }
    }
    self.rows = rows.map { row in row.sorted { $0.key < $1.key }.map { (column: $0.key, count: $0.value) } }
    self.sums = sums
    self.counts = counts
    self.crossings = crossings
    self.columnSums = columnSums
  }

  /// The effects under some variances, with what is needed for their errors.
  struct Solution: Sendable {
    let quality: [Double]
    let level: [Double]
    let leniency: [Double]
    let qualityErrors: [Double]
    let leniencyErrors: [Double]
    fileprivate let inverse: SymmetricMatrix
    fileprivate let weights: [[(column: Int, count: Double)]]
    fileprivate let diagonal: [Double]
    fileprivate let noise: Double

    /// The variance of the error of the difference between two qualities.
    func errorOfDifference(_ one: Int, _ other: Int) -> Double {
      var vector = Array(repeating: 0.0, count: inverse.size)
      for (column, weight) in weights[one] { vector[column] += weight }
      for (column, weight) in weights[other] { vector[column] -= weight }
      let product = inverse.times(vector)
      let shared = zip(vector, product).reduce(0) { $0 + $1.0 * $1.1 }
      return noise * (1 / diagonal[one] + 1 / diagonal[other] + shared)
    }
  }

  func solution(under variances: Variances) -> Solution? {
    let size = components + experts
    let diagonal = counts.map { $0 + variances.noise / variances.quality }
    var matrix = crossings
    for expert in components..<size { matrix[expert, expert] += variances.noise / variances.leniency }
    var right = columnSums
    for (dossier, row) in rows.enumerated() {
      for (column, count) in row {
        right[column] -= count * sums[dossier] / diagonal[dossier]
        for (other, second) in row { matrix[column, other] -= count * second / diagonal[dossier] }
      }
    }
    guard let inverse = matrix.inverse() else { return nil }
    let rest = inverse.times(right)
    let weights = zip(rows, diagonal).map { row, diagonal in
      row.map { (column: $0.column, count: $0.count / diagonal) }
    }
    let quality = rows.indices.map { dossier in
      sums[dossier] / diagonal[dossier] - weights[dossier].reduce(0) { $0 + $1.count * rest[$1.column] }
    }
    let qualityErrors = rows.indices.map { dossier in
      let shared = weights[dossier].reduce(0.0) { sum, one in
        weights[dossier].reduce(sum) { $0 + one.count * $1.count * inverse[one.column, $1.column] }
      }
      return variances.noise * (1 / diagonal[dossier] + shared)
    }
    return Solution(
      quality: quality, level: Array(rest[..<components]), leniency: Array(rest[components...]),
      qualityErrors: qualityErrors, leniencyErrors: (components..<size).map { variances.noise * inverse[$0, $0] },
      inverse: inverse, weights: weights, diagonal: diagonal, noise: variances.noise)
  }

  /// One step of the EM algorithm for restricted maximum likelihood: the variances that would explain the effects
  /// and their errors.
  func improved(_ variances: Variances, _ solution: Solution, _ components: Components) -> Variances {
    func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
    let qualityTrace = solution.qualityErrors.reduce(0, +)
    let leniencyTrace = solution.leniencyErrors.reduce(0, +)
    let residual = totals.reduce(0.0) { sum, reading in
      let expected =
        solution.level[components.ofDossier[reading.dossier]] + solution.quality[reading.dossier]
        + solution.leniency[reading.expert]
      return sum + (reading.total - expected) * (reading.total - expected)
    }
    let fitted =
      Double(self.components + dossiers + experts) - qualityTrace / variances.quality
      - leniencyTrace / variances.leniency
    return Variances(
      quality: (squares(solution.quality) + qualityTrace) / Double(dossiers),
      leniency: (squares(solution.leniency) + leniencyTrace) / Double(experts),
      noise: (residual + variances.noise * fitted) / Double(readings))
  }
}
