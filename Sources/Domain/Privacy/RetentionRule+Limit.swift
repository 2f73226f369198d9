package import Foundation

extension RetentionRule {
  /// What is older than this is no longer kept; nil where the rule removes nothing.
  package func limit(at moment: Date) -> Date? {
    guard kind.isApplied else { return nil }
    switch duration {
    case .days(let days): return moment.addingTimeInterval(-Double(days) * 86_400)
    case .months(let months): return Day(moment).adding(months: -months).start
    case .kept: return nil
    }
  }
}

/// What the application of one rule did, or, on a trial, would do.
package struct RetentionResult: Hashable, Sendable {
  package let kind: RetentionRule.Kind
  package var removed: Int
  /// What is old enough and stays all the same: the account of the only administrator, for instance.
  package var spared: Int

  package init(kind: RetentionRule.Kind, removed: Int = 0, spared: Int = 0) {
    self.kind = kind
    self.removed = removed
    self.spared = spared
  }
}
