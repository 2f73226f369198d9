/// Where a dossier stands. One life for every procedure (domain, section 2).
package enum DossierState: String, CaseIterable, Codable, Sendable {
  case draft
  case submitted
  case incomplete
  case admissible
  case inadmissible
  case inReview
  case deliberated
  case decided
  case notified
  case published
  case withdrawn
  case lapsed
  case appealed

  /// Whether the applicant can still change the answers.
  package var isEditable: Bool {
    switch self {
    case .draft, .incomplete: true
    case .submitted, .admissible, .inadmissible, .inReview, .deliberated, .decided, .notified,
      .published, .withdrawn, .lapsed, .appealed:
      false
    }
  }

  /// Whether no step leaves the state.
  package var isClosed: Bool {
    switch self {
    case .withdrawn, .lapsed: true
    case .draft, .submitted, .incomplete, .admissible, .inadmissible, .inReview, .deliberated,
      .decided, .notified, .published, .appealed:
      false
    }
  }

  /// The state as the applicant may know it: a decision is told by its notice, not by a word in a list or in a refusal.
  package var asToldToApplicant: DossierState {
    switch self {
    case .deliberated, .decided: .inReview
    case .draft, .submitted, .incomplete, .admissible, .inadmissible, .inReview, .notified, .published,
      .withdrawn, .lapsed, .appealed:
      self
    }
  }

  /// The same where a decision is known: of one that is not favourable nothing is published but to its applicant.
  package func asToldToApplicant(isFavourable: Bool) -> DossierState {
    self == .published && !isFavourable ? .notified : asToldToApplicant
  }

  /// Whether the outcome may still not be told to the applicant.
  package var hidesOutcome: Bool {
    switch self {
    case .draft, .submitted, .incomplete, .admissible, .inReview, .deliberated, .decided: true
    case .inadmissible, .notified, .published, .withdrawn, .lapsed, .appealed: false
    }
  }
}

/// What can happen to a dossier.
package enum DossierEvent: String, CaseIterable, Codable, Sendable {
  case submit
  /// The applicant takes a submission back into a draft.
  case resume
  case askForComplements
  case complete
  case findAdmissible
  case findInadmissible
  case openReview
  case deliberate
  case decide
  case notify
  case publish
  case withdrawDossier
  case lapse
  case appeal
  /// An appeal against a decision on the merits: the dossier is examined anew.
  case reconsider
  /// An appeal against an inadmissibility: whether the dossier can be examined is looked at anew.
  case reconsiderAdmissibility
  /// After a deepening, the dossier is decided anew on its conditions alone.
  case reexamine
  /// A decision that nobody was told of is taken back, to be corrected.
  case takeBack

  /// The permission that the operation of this event asks for.
  package var permission: Permission {
    switch self {
    case .submit, .resume, .complete: .submitDossier
    case .withdrawDossier: .withdrawDossier
    case .appeal: .appealDecision
    case .askForComplements, .findAdmissible, .findInadmissible, .openReview, .lapse, .reconsider,
      .reconsiderAdmissibility:
      .examineDossier
    case .deliberate: .deliberateDossier
    case .decide, .reexamine: .decideDossier
    case .takeBack: .approveDecision
    case .notify: .notifyDecision
    case .publish: .publishDecision
    }
  }

  /// Whether the applicant hears of the event only through what follows from it.
  package var isInternal: Bool {
    switch self {
    case .deliberate, .decide, .takeBack: true
    case .submit, .resume, .askForComplements, .complete, .findAdmissible, .findInadmissible, .openReview,
      .notify, .publish, .withdrawDossier, .lapse, .appeal, .reconsider, .reconsiderAdmissibility,
      .reexamine:
      false
    }
  }

  /// Whether the event needs its reasons in writing. Motivating is the programme's own policy,
  /// stricter than the law (domain, finding 4).
  package var needsReasons: Bool {
    switch self {
    case .askForComplements, .findInadmissible, .lapse, .appeal, .reconsider, .reconsiderAdmissibility, .takeBack: true
    case .submit, .resume, .complete, .findAdmissible, .openReview, .deliberate, .decide, .notify, .publish,
      .withdrawDossier, .reexamine:
      false
    }
  }
}
