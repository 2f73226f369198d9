/// The dossiers of a wave in the order of the figure that counts. When they were filed plays no part: equal is equal.
package struct Ranking: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// From 1; dossiers that are equal in everything that is compared share it, and the next one counts them.
    /// Nil for a dossier that fails a gate or is incomplete.
    package let rank: Int?
    package let result: DossierResult
  }

  /// Those with a rank, then those that fail a gate, then the incomplete ones. Equals stand by their code.
  package let entries: [Entry]

  /// - Parameter results: by the figure that counts (`ScoringRule.results`).
  package init(_ results: [DossierResult], under rule: ScoringRule) {
    let byCode = results.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    let ranked = byCode.filter { $0.isComplete && $0.failedGates.isEmpty }.map { (result: $0, key: rule.key(of: $0)) }
      // By the key and the place in the order of codes: sorting need not be stable.
      .enumerated().sorted { one, other in
        one.element.key == other.element.key
          ? one.offset < other.offset : other.element.key.lexicographicallyPrecedes(one.element.key)
      }.map(\.element)
    var entries: [Entry] = []
    for (index, item) in ranked.enumerated() {
      let isTied = index > 0 && ranked[index - 1].key == item.key
      entries.append(Entry(rank: isTied ? entries[index - 1].rank : index + 1, result: item.result))
    }
    let barred = byCode.filter { $0.isComplete && !$0.failedGates.isEmpty }
    let incomplete = byCode.filter { !$0.isComplete }
    self.entries = entries + (barred + incomplete).map { Entry(rank: nil, result: $0) }
  }
}

extension ScoringRule {
  /// What is compared, the highest first: all totals have one denominator, and so have all marks of one criterion.
  fileprivate func key(of result: DossierResult) -> [Int] {
    let ties = ties.map { id in
      result.criteria.first { $0.id == id }?.points ?? result.lines.first { $0.id == id }?.halfPoints ?? 0
    }
    return [result.counted?.numerator ?? 0] + ties
  }
}
