/// Where a label stands on a day.
package enum LabelState: String, CaseIterable, Codable, Sendable {
  /// Granted, and still under embargo.
  case granted
  case active
  /// A yearly report is overdue: told by the clock.
  case reportLate
  /// Its holder was told that it may be suspended or withdrawn, and is being heard.
  case underNotice
  case suspended
  case renewalRequested
  /// Its term ran out: told by the clock.
  case expired
  case withdrawn
  case relinquished

  /// Whether it is over.
  package var isEnded: Bool {
    switch self {
    case .expired, .withdrawn, .relinquished: true
    case .granted, .active, .reportLate, .underNotice, .suspended, .renewalRequested: false
    }
  }

  /// What the public is told. That a report is late or a notice was given is between the holder and the service: nothing
  /// is decided yet.
  package var mark: LabelMark {
    switch self {
    case .granted, .active, .reportLate, .underNotice, .renewalRequested: .valid
    case .suspended: .suspended
    case .expired, .withdrawn, .relinquished: .ended
    }
  }

  /// Whether an application from its perimeter takes the accelerated track; those on their way keep the track that they
  /// entered with.
  package var givesAcceleratedTrack: Bool {
    switch self {
    case .active, .reportLate, .underNotice, .renewalRequested: true
    case .granted, .suspended, .expired, .withdrawn, .relinquished: false
    }
  }
}

/// What the public is told of a label.
package enum LabelMark: String, CaseIterable, Codable, Sendable {
  case valid
  case suspended
  case ended
}

/// What can happen to a label.
package enum LabelStep: String, CaseIterable, Codable, Sendable {
  case grant
  case giveNotice
  case answerNotice
  case askForHearing
  case recordHearing
  case dropNotice
  case suspend
  case resume
  case withdraw
  case requestRenewal
  /// Somebody of the service examined a request for renewal; somebody else decides on it.
  case proposeRenewal
  case renew
  case refuseRenewal
  case relinquish
  case requestChange
  case grantChange
  case refuseChange
  case fileReport
  case reviewReport
  /// An event is taken out of the history: it was recorded by mistake, or a court annulled it.
  case annul

  /// The states in which it can happen: the whole life of a label. What is not in this table cannot happen; the pages
  /// draw their buttons from it. `LabelStanding.problem` adds what a state alone does not tell.
  package var states: Set<LabelState> {
    switch self {
    case .grant, .annul: []
    case .giveNotice: [.active, .reportLate, .renewalRequested, .suspended]
    case .answerNotice, .askForHearing, .recordHearing, .dropNotice, .withdraw: [.underNotice, .suspended]
    case .suspend: [.underNotice]
    case .resume: [.suspended]
    case .requestRenewal: [.active, .reportLate, .underNotice]
    case .proposeRenewal, .renew, .refuseRenewal: [.renewalRequested]
    case .relinquish, .requestChange, .fileReport, .reviewReport:
      [.active, .reportLate, .underNotice, .suspended, .renewalRequested]
    case .grantChange, .refuseChange: [.active, .reportLate, .underNotice, .suspended, .renewalRequested]
    }
  }

  /// Whether it goes against the holder, who is told how to challenge it.
  package var isUnfavourable: Bool {
    switch self {
    case .suspend, .withdraw, .refuseRenewal, .refuseChange: true
    case .grant, .giveNotice, .answerNotice, .askForHearing, .recordHearing, .dropNotice, .resume, .requestRenewal,
      .proposeRenewal, .renew, .relinquish, .requestChange, .grantChange, .fileReport, .reviewReport, .annul:
      false
    }
  }

  /// Whether everybody may know of it.
  package var isPublic: Bool {
    switch self {
    case .grant, .suspend, .resume, .withdraw, .renew, .refuseRenewal, .relinquish, .grantChange, .annul: true
    // A request for renewal keeps a label beyond its term.
    case .requestRenewal: true
    case .giveNotice, .answerNotice, .askForHearing, .recordHearing, .dropNotice, .requestChange, .refuseChange,
      .fileReport, .reviewReport, .proposeRenewal:
      false
    }
  }

  /// Whether the holder does it, and not the service.
  package var isOfTheHolder: Bool {
    switch self {
    case .answerNotice, .askForHearing, .requestRenewal, .relinquish, .requestChange, .fileReport: true
    case .grant, .giveNotice, .recordHearing, .dropNotice, .suspend, .resume, .withdraw, .proposeRenewal, .renew,
      .refuseRenewal, .grantChange, .refuseChange, .reviewReport, .annul:
      false
    }
  }

  /// Whether it stays inside of the service: what is proposed is no decision.
  package var isInternal: Bool { self == .proposeRenewal }

  /// Whether it belongs to the procedure of a notice, from the facts to the measure.
  package var isOfANotice: Bool {
    switch self {
    case .giveNotice, .answerNotice, .askForHearing, .recordHearing, .dropNotice, .suspend, .withdraw: true
    case .grant, .resume, .requestRenewal, .proposeRenewal, .renew, .refuseRenewal, .relinquish, .requestChange,
      .grantChange, .refuseChange, .fileReport, .reviewReport, .annul:
      false
    }
  }

  /// The permission that its operation asks for.
  package var permission: Permission {
    switch self {
    case .answerNotice, .askForHearing, .requestRenewal, .relinquish, .requestChange, .fileReport: .holdLabel
    case .grant, .giveNotice, .recordHearing, .dropNotice, .suspend, .resume, .withdraw, .proposeRenewal, .renew,
      .refuseRenewal, .grantChange, .refuseChange, .reviewReport, .annul:
      .manageLabel
    }
  }
}
