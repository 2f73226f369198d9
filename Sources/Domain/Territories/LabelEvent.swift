package import Foundation

/// Something that happened to a label. Nothing of it is ever edited: what was wrong is put right by another event.
package struct LabelEvent: Hashable, Sendable {
  /// Counts the events of one label, from 1, in the order in which they were recorded.
  package let number: Int
  /// The day from which it holds.
  package let day: Day
  package let recordedAt: Date
  /// Whose act it is; nil for the program, and once their account was erased. An event that was put right keeps its author.
  package let author: ID<Person>?
  /// Who put it right; nil for an event that stands as it was recorded.
  package let corrector: ID<Person>?
  /// The number of an event that this one puts right: from this one's recording on, the other does not count.
  package let replaces: Int?
  package let content: LabelContent
  /// Whose name and capacity stand on it, where it is a decision that needs them.
  package let signatory: Decision.Signatory?

  package init(
    number: Int, day: Day, recordedAt: Date, author: ID<Person>?, corrector: ID<Person>? = nil, replaces: Int? = nil,
    content: LabelContent, signatory: Decision.Signatory? = nil
  ) {
    self.number = number
    self.day = day
    self.recordedAt = recordedAt
    self.author = author
    self.corrector = corrector
    self.replaces = replaces
    self.content = content
    self.signatory = signatory
  }

  /// Who wrote this record of it.
  package var recorder: ID<Person>? { corrector ?? author }

  /// Everybody who had a hand in it.
  package var hands: Set<ID<Person>> { Set([author, corrector].compactMap { $0 }) }
}

/// What an event says.
package enum LabelContent: Hashable, Sendable, Codable {
  case granted(act: LabelAct)
  case noticeGiven(LabelNotice)
  /// What the holder answers to a notice.
  case answered(text: String)
  case hearingAsked
  /// What was said, or that nobody came.
  case hearingHeld(minutes: String)
  case noticeDropped(reasons: String)
  /// - Parameter wasAnswered: whether the holder answered, or let the time pass.
  case suspended(reasons: String, wasAnswered: Bool)
  case resumed(reasons: String)
  case withdrawn(reasons: String, wasAnswered: Bool)
  case renewalRequested(reasons: String)
  /// What somebody of the service who examined a request for renewal proposes to whoever decides on it.
  case renewalProposed(isFavourable: Bool, reasons: String)
  case renewed(term: LabelTerm, reasons: String)
  case renewalRefused(reasons: String)
  case relinquished(reasons: String)
  case changeRequested(LabelChange, reasons: String)
  case changeGranted(LabelChange, reasons: String)
  case changeRefused(reasons: String)
  /// A report by the day on which it was due, and the dossier that it stands in.
  case reportFiled(due: Day, dossier: ID<Dossier>)
  case reportReviewed(due: Day, remarks: String)
  case annulled(reasons: String)

  package var step: LabelStep {
    switch self {
    case .granted: .grant
    case .noticeGiven: .giveNotice
    case .answered: .answerNotice
    case .hearingAsked: .askForHearing
    case .hearingHeld: .recordHearing
    case .noticeDropped: .dropNotice
    case .suspended: .suspend
    case .resumed: .resume
    case .withdrawn: .withdraw
    case .renewalRequested: .requestRenewal
    case .renewalProposed: .proposeRenewal
    case .renewed: .renew
    case .renewalRefused: .refuseRenewal
    case .relinquished: .relinquish
    case .changeRequested: .requestChange
    case .changeGranted: .grantChange
    case .changeRefused: .refuseChange
    case .reportFiled: .fileReport
    case .reportReviewed: .reviewReport
    case .annulled: .annul
    }
  }

  /// The words that somebody wrote in it.
  package var text: String? {
    switch self {
    case .noticeGiven(let notice): notice.facts
    case .answered(let text), .hearingHeld(let text), .noticeDropped(let text), .suspended(let text, _),
      .resumed(let text), .withdrawn(let text, _), .renewalRequested(let text), .renewalProposed(_, let text),
      .renewed(_, let text),
      .renewalRefused(let text), .relinquished(let text), .changeRequested(_, let text), .changeGranted(_, let text),
      .changeRefused(let text), .reportReviewed(_, let text), .annulled(let text):
      text
    case .granted, .hearingAsked, .reportFiled: nil
    }
  }
}

/// What a holder is told before their label is suspended or withdrawn (CRPA L121-1, L122-1, L242-1).
package struct LabelNotice: Hashable, Sendable, Codable {
  package let measure: Measure
  package let ground: Ground
  package let facts: String
  /// The last day to answer, and to ask for a hearing.
  package let answerBy: Day

  package init(measure: Measure, ground: Ground, facts: String, answerBy: Day) {
    self.measure = measure
    self.ground = ground
    self.facts = facts
    self.answerBy = answerBy
  }

  /// What is considered.
  package enum Measure: String, CaseIterable, Codable, Sendable {
    case suspension
    case withdrawal
  }

  /// The ground in law. A decision that creates rights can be undone on no other (CRPA L242-1, L242-2).
  package enum Ground: Hashable, Codable, Sendable {
    /// The label should not have been granted: only within four months of its grant.
    case illegal
    /// A condition that its act states is no longer met, by its id: at any time.
    case conditionFailed(condition: String)
  }

  /// How many months after its grant an illegal label can be withdrawn (CRPA L242-1).
  package static let monthsWhenIllegal = 4

  /// The last day on which a label granted on a day can be withdrawn for its illegality (domain.md V12).
  package static func lastDayWhenIllegal(grantedOn day: Day) -> Day { day.adding(months: monthsWhenIllegal) }
}

/// What a holder asks to have changed.
package enum LabelChange: Hashable, Sendable, Codable {
  /// The whole perimeter as it is to be.
  case perimeter([PlaceCode])
  /// Another member of the collective is to lead it.
  case lead(ID<Person>)
}
