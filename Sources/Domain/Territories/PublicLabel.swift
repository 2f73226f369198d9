/// How a label stands on a day, for everybody: what lists, files and the place search say beside the name of its territory.
package struct PublicLabel: Hashable, Sendable {
  package let state: State
  /// The first day on which it no longer held; nil while it holds.
  package let endedOn: Day?

  /// What the public is told. A late report, a notice and a request for renewal are between the holder and the service.
  package enum State: String, CaseIterable, Codable, Sendable {
    case valid
    case suspended
    case expired
    case withdrawn
    case relinquished
  }

  package init(_ state: State, endedOn: Day? = nil) {
    self.state = state
    self.endedOn = endedOn
  }

  /// - Parameters:
  ///   - kept: the state as the clock of the program last saw it.
  ///   - until: the first day after the last on which it holds; nil where no end is known.
  package init(kept: LabelState, until: Day?, on day: Day) {
    guard let until, until <= day else {
      self.init(kept == .suspended ? .suspended : .valid)
      return
    }
    switch kept {
    case .withdrawn: self.init(.withdrawn, endedOn: until)
    case .relinquished: self.init(.relinquished, endedOn: until)
    // A term that ran out since the clock last looked.
    case .expired, .granted, .active, .reportLate, .underNotice, .suspended, .renewalRequested:
      self.init(.expired, endedOn: until)
    }
  }

  package var mark: LabelMark {
    switch state {
    case .valid: .valid
    case .suspended: .suspended
    case .expired, .withdrawn, .relinquished: .ended
    }
  }

  package var isEnded: Bool { mark == .ended }
}
