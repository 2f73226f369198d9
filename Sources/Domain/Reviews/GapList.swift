extension ScoringRule {
  /// What a candidacy should work on: the weak lines, then the middling ones of weak criteria, each group in the order
  /// of the rubric.
  ///
  /// - Parameter isNeeded: whether the list may not be empty. It is then filled with the middling lines of all
  ///   criteria and, where there is none either, with the lowest lines.
  func gapList(
    _ lines: [DossierResult.Line], _ marks: [DossierResult.Criterion], isNeeded: Bool
  ) -> [DossierResult.Gap] {
    let below = Set(marks.filter { $0.isBelow(percent: gaps.criterionBelow) }.map(\.id))
    let inBelow = Set(criteria.filter { below.contains($0.id) }.flatMap { $0.lines.map(\.id) })
    func list(_ reason: DossierResult.Gap.Reason, where isGap: (String, Int) -> Bool) -> [DossierResult.Gap] {
      lines.compactMap { line in
        guard let half = line.halfPoints, isGap(line.id, half), let target = Score(rawValue: half / 2 + 1) else {
          return nil
        }
        return DossierResult.Gap(line: line.id, halfPoints: half, target: target, reason: reason)
      }
    }
    let (weak, middling) = (2 * gaps.weak, 2 * gaps.middling)
    let usual =
      list(.weak) { $1 <= weak }
      + list(.middlingInWeakCriterion) { $1 > weak && $1 <= middling && inBelow.contains($0) }
    guard usual.isEmpty, isNeeded else { return usual }
    let filled = list(.middling) { $1 <= middling }
    guard filled.isEmpty, let lowest = lines.compactMap(\.halfPoints).min() else { return filled }
    return list(.lowest) { $1 == lowest }
  }
}
