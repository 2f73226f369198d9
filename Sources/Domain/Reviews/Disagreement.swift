package import Foundation

/// What reviewers, or the service, wrote about scores of a line that lie apart.
package struct ReconciliationNote: Hashable, Sendable {
  package let line: String
  /// Counts the notes on the line, from 1; the earlier ones stay readable.
  package let number: Int
  /// Nil once their account was erased.
  package let author: Person?
  package let body: String
  /// Whether the difference is understood, and the scores stand; else a further expert is to read.
  package let isSettled: Bool
  package let writtenAt: Date

  package init(line: String, number: Int, author: Person?, body: String, isSettled: Bool, writtenAt: Date) {
    self.line = line
    self.number = number
    self.author = author
    self.body = body
    self.isSettled = isSettled
    self.writtenAt = writtenAt
  }
}

/// A line on which reviewers differ, or which too many could not judge, and how far that is dealt with. It follows from
/// sheets, notes and who was asked; nobody sets it.
package struct Disagreement: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    /// A note of reconciliation is awaited.
    case noteWanted
    case reconciled
    /// A further expert is to be asked.
    case furtherWanted
    case furtherAsked
    /// A further expert has read; the median of all stands.
    case furtherRead

    /// Whether somebody still has to do something.
    package var isOpen: Bool {
      switch self {
      case .noteWanted, .furtherWanted, .furtherAsked: true
      case .reconciled, .furtherRead: false
      }
    }
  }

  package let line: String
  package let state: State
  /// Whether scores lie apart; else too many could not judge.
  package let isSpread: Bool

  package init(line: String, state: State, isSpread: Bool) {
    self.line = line
    self.state = state
    self.isSpread = isSpread
  }

  /// The lines of a result that call for somebody.
  ///
  /// - Parameters:
  ///   - notes: of all lines, the oldest first.
  ///   - sheets: those that count.
  static func all(
    in result: DossierResult, notes: [ReconciliationNote], sheets: [SubmittedReview],
    assignments: [ReviewAssignment]
  ) -> [Disagreement] {
    let authors = Set(sheets.map(\.person))
    let pending = assignments.filter { $0.state.isStanding && !authors.contains($0.person) }
    return result.lines.compactMap { line in
      if line.needsReconciliation {
        let own = notes.filter { $0.line == line.id }
        return Disagreement(line: line.id, state: state(own, sheets, pending), isSpread: true)
      }
      guard line.needsFurtherReviewer else { return nil }
      return Disagreement(line: line.id, state: pending.isEmpty ? .furtherWanted : .furtherAsked, isSpread: false)
    }
  }

  private static func state(
    _ notes: [ReconciliationNote], _ sheets: [SubmittedReview], _ pending: [ReviewAssignment]
  ) -> State {
    // A note speaks of the sheets that there were.
    if let last = notes.last, last.isSettled, !sheets.contains(where: { $0.submittedAt > last.writtenAt }) {
      return .reconciled
    }
    guard let unsettled = notes.last(where: { !$0.isSettled }) else { return .noteWanted }
    if sheets.contains(where: { $0.firstSubmittedAt > unsettled.writtenAt }) { return .furtherRead }
    return pending.contains { $0.askedAt >= unsettled.writtenAt } ? .furtherAsked : .furtherWanted
  }
}
