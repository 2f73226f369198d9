package import Foundation

/// That an expert is asked to review a dossier, and what they answered.
package struct ReviewAssignment: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    case asked
    case accepted
    case declined
    /// The service takes it back; a sheet that is in stays, and counts no longer.
    case withdrawn

    /// Whether the expert still has it before them.
    package var isStanding: Bool {
      switch self {
      case .asked, .accepted: true
      case .declined, .withdrawn: false
      }
    }
  }

  package let id: ID<ReviewAssignment>
  package let dossier: ID<Dossier>
  package let person: ID<Person>
  package let state: State
  /// Nil for the program.
  package let askedBy: ID<Person>?
  package let askedAt: Date
  /// The last day on which the sheet is awaited, in Europe/Paris.
  package let dueOn: Day
  package let answeredAt: Date?
  /// Why it was declined; why a sheet that was in is taken out of the count.
  package let reason: String
  /// Whether it was declined for an interest of one's own.
  package let declaresConflict: Bool

  package init(
    id: ID<ReviewAssignment>, dossier: ID<Dossier>, person: ID<Person>, state: State = .asked,
    askedBy: ID<Person>?, askedAt: Date, dueOn: Day, answeredAt: Date? = nil, reason: String = "",
    declaresConflict: Bool = false
  ) {
    self.id = id
    self.dossier = dossier
    self.person = person
    self.state = state
    self.askedBy = askedBy
    self.askedAt = askedAt
    self.dueOn = dueOn
    self.answeredAt = answeredAt
    self.reason = reason
    self.declaresConflict = declaresConflict
  }

  package static let longestReason = 1000
  /// The last day lies at most so many months away, ours: longer than any examination takes.
  package static let longestMonths = 6
  /// How many days before the last one a reminder is sent.
  package static let reminderDays = [7, 2, 0]

  /// - Parameter isIn: whether the sheet was submitted.
  package func isLate(at moment: Date, isIn: Bool) -> Bool { state.isStanding && !isIn && Day(moment) > dueOn }

  /// What keeps a review from being asked for until a day.
  package static func findings(due: Day?, at moment: Date) -> [Finding] {
    guard let due else { return [Finding(field: "due", problem: .notADay)] }
    if due < Day(moment) { return [Finding(field: "due", problem: .dayPast)] }
    guard due > Day(moment).adding(months: longestMonths) else { return [] }
    return [Finding(field: "due", problem: .dayTooFar(months: longestMonths))]
  }

  /// What keeps a sheet that is in from being taken out of the count: nobody does so without a word.
  package static func findings(withdrawing reason: String) -> [Finding] {
    let length = InternalNote.cleaned(reason).count
    if length == 0 { return [Finding(field: "reason", problem: .missing)] }
    guard length > longestReason else { return [] }
    return [Finding(field: "reason", problem: .tooLong(length: length, maximum: longestReason))]
  }
}

/// What an expert answers who is asked for a review.
package enum ReviewAnswer: Hashable, Sendable {
  case accept
  case decline(reason: String)
  /// An interest of one's own stands against it.
  case declareConflict(reason: String)

  package var state: ReviewAssignment.State {
    switch self {
    case .accept: .accepted
    case .decline, .declareConflict: .declined
    }
  }

  package var reason: String {
    switch self {
    case .accept: ""
    case .decline(let reason), .declareConflict(let reason): InternalNote.cleaned(reason)
    }
  }

  package var isConflict: Bool {
    switch self {
    case .declareConflict: true
    case .accept, .decline: false
    }
  }

  /// Whoever declines says why.
  package var findings: [Finding] {
    switch self {
    case .accept: return []
    case .decline, .declareConflict:
      let length = reason.count
      if length == 0 { return [Finding(field: "reason", problem: .missing)] }
      guard length > ReviewAssignment.longestReason else { return [] }
      return [
        Finding(field: "reason", problem: .tooLong(length: length, maximum: ReviewAssignment.longestReason))
      ]
    }
  }
}

extension Day {
  /// How many days lie between this day and a later one; less than none for an earlier one.
  package func days(until other: Day) -> Int {
    // Days of a change of the clocks have 23 or 25 hours.
    Int((other.start.timeIntervalSince(start) / 86_400).rounded())
  }
}

extension DossierState {
  /// Whether a dossier is reviewed: from its submission until the jury has deliberated. Afterwards no sheet changes.
  package var isReviewed: Bool {
    switch self {
    case .submitted, .incomplete, .admissible, .inReview: true
    case .draft, .inadmissible, .deliberated, .decided, .notified, .published, .withdrawn, .lapsed, .appealed: false
    }
  }
}

extension Procedure {
  /// Whether dossiers of a wave are scored on the grid of the programme: those that may become a label.
  package func isScored(in wave: Wave) -> Bool { effect == .grantLabel && !isHistorical && !wave.isPermanent }

  /// Whether a step is taken with its reasons in writing. Where dossiers are scored, one that no jury dealt with is said to
  /// be deliberated by somebody who answers for it: it ends the reviews.
  package func needsReasons(for event: DossierEvent, in wave: Wave) -> Bool {
    event.needsReasons || (event == .deliberate && isScored(in: wave))
  }
}
