/// Severe and lenient experts made comparable: the total that an expert gives is read as the level of the wave, plus the
/// quality of the dossier, plus the leniency of the expert, plus noise. Shown beside the medians; it counts where the
/// programme says so (`Rubric.counts`).
///
/// Qualities and leniencies are best linear unbiased predictions (C. R. Henderson 1975, see `MixedModel`). The variances
/// are those of restricted maximum likelihood (H. D. Patterson and R. Thompson, "Recovery of inter-block information when
/// block sizes are unequal", Biometrika 58, 1971), found by the EM algorithm (A. P. Dempster, N. M. Laird and D. B. Rubin,
/// "Maximum likelihood from incomplete data via the EM algorithm", J. R. Stat. Soc. B 39, 1977). Its steps for
/// two random factors are treated by K. Meyer, "Restricted maximum likelihood to estimate variance components for mixed
/// models with two random factors", Génét. Sél. Évol. 18, 1986.
///
/// The result depends on the readings alone, not on their order.
package struct Calibration: Sendable {
  /// The total that an expert gives to a dossier, out of 100.
  package struct Reading: Hashable, Sendable {
    package let dossier: String
    package let expert: String
    package let total: Double

    package init(dossier: String, expert: String, total: Double) {
      self.dossier = dossier
      self.expert = expert
      self.total = total
    }
  }

  package struct Dossier: Hashable, Sendable {
    package let code: String
    /// Dossiers of different components have no chain of common experts: they are not to be compared.
    package let component: Int
    package let readings: Int
    /// The mean of what its experts gave.
    package let raw: Double
    package let calibrated: Double
    /// The standard error of its quality against the level of its component, as if the variances were known; nil where
    /// there is nothing in the component to compare it with.
    package let standardError: Double?

    /// The calibrated figure where it counts: within the scale, and in ten-thousandths of a point, so that nothing hangs
    /// on the last digits of a computation.
    package var units: Int {
      Int((min(max(calibrated, 0), 100) * Double(Dossier.unitsPerPoint)).rounded())
    }
    package static let unitsPerPoint = 10_000
  }

  package struct Expert: Hashable, Sendable {
    package let code: String
    package let component: Int
    package let readings: Int
    /// How much more than others this expert gives to the same dossiers; less than zero for a severe one.
    package let leniency: Double
    package let standardError: Double?
  }

  /// How much of the differences comes from where.
  package struct Variances: Hashable, Sendable {
    package let quality: Double
    package let leniency: Double
    package let noise: Double
  }

  package enum Outcome: Hashable, Sendable {
    case converged(iterations: Int)
    /// The bound was reached: what stands is the last step, whose likelihood is the highest of all steps.
    case stopped(iterations: Int)
    /// Nothing varies within a component, or nothing was read twice: raw means stand in for calibrated ones.
    case notEstimable
  }

  /// In the order of their codes.
  package let dossiers: [Dossier]
  package let experts: [Expert]
  package let variances: Variances?
  package let outcome: Outcome
  private let solution: MixedModel.Solution?

  package static let maximumIterations = 2000
  /// The search ends when no variance moves by more than this share of the whole.
  private static let tolerance = 1e-7
  /// No variance goes below this share of the whole, so that equations stay solvable.
  private static let floor = 1e-8

  /// - Parameter maximumIterations: the bound of the search.
  package init(_ readings: [Reading], maximumIterations: Int = Calibration.maximumIterations) {
    let sorted = readings.sorted {
      ($0.dossier, $0.expert, $0.total) < ($1.dossier, $1.expert, $1.total)
    }
    let codes = (dossiers: Set(sorted.map(\.dossier)).sorted(), experts: Set(sorted.map(\.expert)).sorted())
    let places = (
      dossiers: Dictionary(uniqueKeysWithValues: codes.dossiers.enumerated().map { ($0.element, $0.offset) }),
      experts: Dictionary(uniqueKeysWithValues: codes.experts.enumerated().map { ($0.element, $0.offset) })
    )
    let placed = sorted.map {
      MixedModel.Reading(
        dossier: places.dossiers[$0.dossier] ?? 0, expert: places.experts[$0.expert] ?? 0, total: $0.total)
    }
    let components = Components(
      dossiers: codes.dossiers.count, experts: codes.experts.count,
      readings: placed.map { (dossier: $0.dossier, expert: $0.expert) })
    let fit = Calibration.fit(placed, components, maximumIterations)
    (variances, outcome, solution) = (fit?.variances, fit?.outcome ?? .notEstimable, fit?.solution)
    var sums = Array(repeating: (total: 0.0, count: 0), count: codes.dossiers.count)
    var counts = Array(repeating: 0, count: codes.experts.count)
    for reading in placed {
      sums[reading.dossier].total += reading.total
      sums[reading.dossier].count += 1
      counts[reading.expert] += 1
    }
    let sizes = components.ofDossier.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    dossiers = codes.dossiers.enumerated().map { index, code in
      let (component, sum) = (components.ofDossier[index], sums[index])
      let raw = sum.total / Double(sum.count)
      let isAlone = sizes[component] == 1
      return Dossier(
        code: code, component: component, readings: sum.count, raw: raw,
        calibrated: isAlone ? raw : fit.map { $0.solution.level[component] + $0.solution.quality[index] } ?? raw,
        standardError: isAlone ? nil : fit.map { $0.solution.qualityErrors[index].squareRoot() })
    }
    experts = codes.experts.enumerated().map { index, code in
      Expert(
        code: code, component: components.ofExpert[index], readings: counts[index],
        leniency: fit?.solution.leniency[index] ?? 0,
        standardError: fit.map { $0.solution.leniencyErrors[index].squareRoot() })
    }
  }

  /// How far one dossier lies above another, and the standard error of that; nil where they cannot be compared.
  package func difference(_ one: String, _ other: String) -> (value: Double, standardError: Double)? {
    guard let solution, let first = dossiers.firstIndex(where: { $0.code == one }),
      let second = dossiers.firstIndex(where: { $0.code == other }), first != second,
      dossiers[first].component == dossiers[second].component
    else { return nil }
    return (
      dossiers[first].calibrated - dossiers[second].calibrated,
      solution.errorOfDifference(first, second).squareRoot()
    )
  }
}

extension Calibration {
  private typealias Fit = (variances: Variances, outcome: Outcome, solution: MixedModel.Solution)

  private static func fit(_ readings: [MixedModel.Reading], _ components: Components, _ bound: Int) -> Fit? {
    guard let whole = variance(readings, components) else { return nil }
    let model = MixedModel(readings, components)
    var variances = MixedModel.Variances(quality: whole / 3, leniency: whole / 3, noise: whole / 3)
    guard var solution = model.solution(under: variances) else { return nil }
    var outcome = Outcome.stopped(iterations: bound)
    for iteration in 1...max(1, bound) {
      let next = model.improved(variances, solution, components).atLeast(floor * whole)
      guard let better = model.solution(under: next) else { break }
      let change = next.distance(to: variances)
      (variances, solution) = (next, better)
      if change < tolerance * whole {
        outcome = .converged(iterations: iteration)
        break
      }
    }
    return (
      Variances(quality: variances.quality, leniency: variances.leniency, noise: variances.noise), outcome, solution
    )
  }

  /// The variance of totals around the level of their component; nil where there is none to divide up.
  private static func variance(_ readings: [MixedModel.Reading], _ components: Components) -> Double? {
    var levels = Array(repeating: (total: 0.0, count: 0.0), count: components.count)
    for reading in readings {
      levels[components.ofDossier[reading.dossier]].total += reading.total
      levels[components.ofDossier[reading.dossier]].count += 1
    }
    let freedom = readings.count - components.count
    let squares = readings.reduce(0.0) { sum, reading in
      let level = levels[components.ofDossier[reading.dossier]]
      let deviation = reading.total - level.total / level.count
      return sum + deviation * deviation
    }
    return freedom > 0 && squares > 1e-12 ? squares / Double(freedom) : nil
  }
}

extension MixedModel.Variances {
  fileprivate func atLeast(_ floor: Double) -> MixedModel.Variances {
    .init(quality: max(quality, floor), leniency: max(leniency, floor), noise: max(noise, floor))
  }

  fileprivate func distance(to other: MixedModel.Variances) -> Double {
    max(abs(quality - other.quality), abs(leniency - other.leniency), abs(noise - other.noise))
  }
}
