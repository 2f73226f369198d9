package import Foundation

/// The deepening of a candidacy: not a polite refusal, but a status with a list of conditions, somebody who goes along,
/// and a day (domain, P5). The dossier is examined again on those conditions alone.
package struct Deepening: Hashable, Sendable {
  package let state: State
  package let coach: String
  package let dueOn: Day
  package let conditions: [Condition]
  package let openedAt: Date
  /// Why it ended without a label.
  package let closingReasons: String?
  /// Rises with every change.
  package let version: Int

  package enum State: String, CaseIterable, Codable, Sendable {
    case opened
    /// The collective agrees to the list.
    case gapListAgreed
    case inProgress
    /// Each condition was looked at again.
    case reassessed
    case labelled
    case closed

    package var isOver: Bool {
      switch self {
      case .labelled, .closed: true
      case .opened, .gapListAgreed, .inProgress, .reassessed: false
      }
    }
  }

  package struct Condition: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let text: String
    /// Nil until it was looked at again.
    package let isMet: Bool?
    package let reasons: String

    package init(number: Int, text: String, isMet: Bool? = nil, reasons: String = "") {
      self.number = number
      self.text = text
      self.isMet = isMet
      self.reasons = reasons
    }
  }

  package init(
    state: State, coach: String, dueOn: Day, conditions: [Condition], openedAt: Date, closingReasons: String? = nil,
    version: Int
  ) {
    self.state = state
    self.coach = coach
    self.dueOn = dueOn
    self.conditions = conditions
    self.openedAt = openedAt
    self.closingReasons = closingReasons
    self.version = version
  }

  /// Whether the label may follow: every condition is met.
  package var isMet: Bool { !conditions.isEmpty && conditions.allSatisfy { $0.isMet == true } }

  /// Whether a step can be taken on a day. The collective has until its day: before, the service neither looks at a
  /// list that it has not begun to work on, nor decides while a condition is open.
  package func allows(_ step: DeepeningStep, on today: Day) -> Bool {
    switch step {
    case .agree, .start, .renounce: true
    case .reassess: state == .inProgress || state == .reassessed || today >= dueOn
    case .decide: isMet || today >= dueOn
    }
  }
}

/// What can happen to a deepening.
package enum DeepeningStep: String, CaseIterable, Sendable {
  case agree
  case start
  case reassess
  /// The dossier is decided anew, on the conditions alone; the label or the end follows with the notice.
  case decide
  /// The collective gives it up of itself. The service cannot end it: without the label it ends by a decision.
  case renounce

  /// Who takes it: the collective agrees or gives up, the service does the rest.
  package var isOfCollective: Bool { self == .agree || self == .renounce }
}

extension Deepening.State {
  /// The whole life of a deepening; what is not in this table cannot happen.
  package static let steps: [(from: Deepening.State, step: DeepeningStep, to: Deepening.State)] = [
    (.opened, .agree, .gapListAgreed), (.opened, .reassess, .reassessed), (.opened, .renounce, .closed),
    (.gapListAgreed, .start, .inProgress), (.gapListAgreed, .reassess, .reassessed),
    (.gapListAgreed, .renounce, .closed),
    (.inProgress, .reassess, .reassessed), (.inProgress, .renounce, .closed),
    (.reassessed, .reassess, .reassessed), (.reassessed, .decide, .reassessed), (.reassessed, .renounce, .closed),
  ]

  package func after(_ step: DeepeningStep) -> Deepening.State? {
    Deepening.State.steps.first { $0.from == self && $0.step == step }?.to
  }

  package var possibleSteps: [DeepeningStep] {
    Deepening.State.steps.filter { $0.from == self }.map(\.step)
  }
}

/// What the service found when it looked at the conditions again, by their number.
package struct DeepeningVerdicts: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var isMet: Bool?
    package var reasons: String

    package init(isMet: Bool? = nil, reasons: String = "") {
      self.isMet = isMet
      self.reasons = reasons
    }
  }

  package var entries: [Int: Entry]

  package init(_ entries: [Int: Entry] = [:]) { self.entries = entries }

  /// Each condition is met or not, and says why.
  package func findings(for conditions: [Deepening.Condition]) -> [Finding] {
    conditions.flatMap { condition -> [Finding] in
      let entry = entries[condition.number] ?? Entry()
      var found: [Finding] = []
      if entry.isMet == nil { found.append(Finding(field: "met-\(condition.number)", problem: .missing)) }
      if entry.reasons.isBlank { found.append(Finding(field: "why-\(condition.number)", problem: .missing)) }
      if entry.reasons.count > 5000 {
        found.append(
          Finding(
            field: "why-\(condition.number)", problem: .tooLong(length: entry.reasons.count, maximum: 5000)))
      }
      return found
    }
  }
}

/// A deepening with what its page shows.
package struct DeepeningFile: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  package let deepening: Deepening
  /// What the reader can do now.
  package let possibleSteps: [DeepeningStep]
  package let isFiledByReader: Bool

  package init(
    dossier: Dossier, wave: Wave, deepening: Deepening, possibleSteps: [DeepeningStep], isFiledByReader: Bool
  ) {
    self.dossier = dossier
    self.wave = wave
    self.deepening = deepening
    self.possibleSteps = possibleSteps
    self.isFiledByReader = isFiledByReader
  }
}
