/// How far reviewers agree: Krippendorff's alpha for ordered scores.
///
/// After Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): 1 for perfect agreement, 0 for what
/// chance alone would give, less than 0 for contradiction. Any number of reviewers, each of whom may have left out
/// anything; a thing that one alone has scored says nothing of agreement and does not count.
package enum Agreement {
  /// - Parameter units: for each thing that was scored, the scores that it got, from whomever.
  /// - Returns: nil where nothing was scored twice, or where all scores are the same: there is then no chance to compare
  ///   with.
  package static func alpha(_ units: [[Int]]) -> Double? {
    let paired = units.filter { $0.count > 1 }
    let values = Set(paired.joined()).sorted()
    guard values.count > 1 else { return nil }
    let place = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.element, $0.offset) })
    // Coincidences: each pair of scores of one thing, weighed so that every score counts once.
    var coincidences = Array(repeating: Array(repeating: 0.0, count: values.count), count: values.count)
    for unit in paired {
      let counts = unit.reduce(into: Array(repeating: 0, count: values.count)) { counts, value in
        if let index = place[value] { counts[index] += 1 }
      }
      for one in values.indices {
        for other in values.indices {
          let pairs = counts[one] * (counts[other] - (one == other ? 1 : 0))
          coincidences[one][other] += Double(pairs) / Double(unit.count - 1)
        }
      }
    }
    let frequencies = coincidences.map { $0.reduce(0, +) }
    let total = frequencies.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for one in values.indices {
      for other in values.indices where other > one {
        let distance = ordinalDistance(one, other, frequencies)
        observed += coincidences[one][other] * distance
        expected += frequencies[one] * frequencies[other] * distance
      }
    }
    return 1 - (total - 1) * observed / expected
  }

  /// The square of how many scores lie between two ranks, half of each rank counted.
  private static func ordinalDistance(_ one: Int, _ other: Int, _ frequencies: [Double]) -> Double {
    let between = frequencies[one...other].reduce(0, +) - (frequencies[one] + frequencies[other]) / 2
    return between * between
  }

  /// The agreement over all dossiers and lines.
  /// - Parameter line: the id of a line, for that one alone.
  package static func alpha(of dossiers: [DossierSheets], under rule: ScoringRule, line: String? = nil) -> Double? {
    let lines = rule.lines.map(\.id).filter { line == nil || $0 == line }
    return alpha(
      dossiers.flatMap { dossier in
        lines.map { line in dossier.sheets.compactMap { $0.judgements[line]?.score?.rawValue } }
      })
  }
}
