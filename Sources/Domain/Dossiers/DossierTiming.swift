package import Foundation

/// What time does to a dossier: what may still be written, what is awaited until when, and the legal clock.
package struct DossierTiming: Hashable, Sendable {
  package let openFields: OpenFields
  /// All requests for complements, the first first.
  package let requests: [ComplementRequest]
  /// The last one.
  package let reopening: Reopening?
  /// Nil where nobody waits for an answer.
  package let clock: LegalClock?
  /// When it was sent as an expression of interest.
  package let interestSentAt: Date?
  /// When all this was so.
  package let moment: Date

  package init(
    openFields: OpenFields, requests: [ComplementRequest] = [], reopening: Reopening? = nil, clock: LegalClock? = nil,
    interestSentAt: Date? = nil, moment: Date
  ) {
    self.openFields = openFields
    self.requests = requests
    self.reopening = reopening
    self.clock = clock
    self.interestSentAt = interestSentAt
    self.moment = moment
  }

  /// The request that is awaited.
  package var openRequest: ComplementRequest? { requests.last { $0.answeredAt == nil } }
}

extension DossierEvent {
  /// Whether time allows it: a submission is taken back while the wave takes submissions; nothing lapses before the end of
  /// the day that its applicant was given, nor where nothing was asked of them. The table of steps says the rest.
  package func isInTime(for state: DossierState, in wave: Wave, _ timing: DossierTiming) -> Bool {
    switch self {
    case .resume: wave.phase(at: timing.moment) == .open
    case .lapse where state == .draft: timing.openFields.isEmpty
    case .lapse: timing.openRequest?.isLate(at: timing.moment) ?? false
    case .submit, .askForComplements, .complete, .findAdmissible, .findInadmissible, .openReview, .deliberate, .decide,
      .notify, .publish, .withdrawDossier, .appeal, .reconsider,
      .reconsiderAdmissibility,
      .reexamine, .takeBack:
      true
    }
  }
}

/// What time does to a dossier in the queue.
package struct QueueTime: Hashable, Sendable {
  package let clock: LegalClock?
  /// Until when complements are awaited.
  package let dueOn: Day?
  package let isLate: Bool
  /// Whether silence has decided already.
  package let isOverdue: Bool

  package init(clock: LegalClock?, dueOn: Day?, isLate: Bool, isOverdue: Bool = false) {
    self.clock = clock
    self.dueOn = dueOn
    self.isLate = isLate
    self.isOverdue = isOverdue
  }
}
