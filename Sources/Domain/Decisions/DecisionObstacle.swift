/// What keeps a decision from being taken, told or published now.
package enum DecisionObstacle: Hashable, Sendable {
  /// The procedure asks for a second person: the decision is proposed, and approved by somebody else.
  case fourEyesNeeded
  /// Who prepared a decision does not approve it, and who took one does not take it anew after an appeal.
  case sameHand
  /// An interest binds whoever proposed it, or wrote what is proposed.
  case boundHand
  /// The applicant was not asked yet what they say to the reasons of an unfavourable decision.
  case replyNotAsked
  /// They still have time to answer, this day included.
  case replyAwaited(until: Day)
  /// The decisions of the wave are told and published together, at the hour that is set for all.
  case publishedTogether
  /// Decisions of the wave are not taken, or not signed.
  case decisionsMissing
  /// The hour has passed: what is public stays public.
  case hourPassed
  /// Somebody proposed the decision while it was being written: its text waits for the second person now.
  case proposedMeanwhile
  /// What is to be decided is not what the applicant was shown and could answer.
  case replyChanged
  /// The applicant was heard on just this.
  case replyHeard
  /// A deepening does not end without the label before the day that its collective was given.
  case deepeningNotDue(on: Day)
  /// The hour of publication is set: it is cancelled first.
  case hourSet
  /// A dossier of the wave binds whoever wants to set its hour.
  case boundInWave

  /// The key of its sentence in the catalogues.
  package var key: String {
    switch self {
    case .fourEyesNeeded: "fourEyesNeeded"
    case .sameHand: "sameHand"
    case .boundHand: "boundHand"
    case .replyNotAsked: "replyNotAsked"
    case .replyAwaited: "replyAwaited"
    case .publishedTogether: "publishedTogether"
    case .decisionsMissing: "decisionsMissing"
    case .hourPassed: "hourPassed"
    case .proposedMeanwhile: "proposedMeanwhile"
    case .replyChanged: "replyChanged"
    case .replyHeard: "replyHeard"
    case .deepeningNotDue: "deepeningNotDue"
    case .hourSet: "hourSet"
    case .boundInWave: "boundInWave"
    }
  }
}
