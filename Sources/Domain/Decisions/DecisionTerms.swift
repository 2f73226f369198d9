/// How decisions are taken under a procedure, where it declares more than one form and one signature.
package struct DecisionTerms: Hashable, Codable, Sendable {
  /// Whether somebody else than who prepared a decision must approve it.
  package let fourEyes: Bool
  /// Whether reasons are written for each criterion of the rubric; they must be when the decision is unfavourable. This
  /// is the programme's policy, stricter than the law (domain, finding 4).
  package let perCriterion: Bool
  /// For how many days the applicant may answer the reasons of an unfavourable decision before it is taken; nil where
  /// nobody is asked.
  package let replyDays: Int?
  /// Whether the decisions of a wave are told and published all at once, at an hour that the service sets.
  package let together: Bool
  /// On what keeping the label rests: without conditions that its act states, no withdrawal could (CRPA L242-2).
  package let conditions: [LocalisedText]

  package init(
    fourEyes: Bool = true, perCriterion: Bool = false, replyDays: Int? = nil, together: Bool = false,
    conditions: [LocalisedText] = []
  ) {
    self.fourEyes = fourEyes
    self.perCriterion = perCriterion
    self.replyDays = replyDays
    self.together = together
    self.conditions = conditions
  }
}

extension Procedure {
  /// Whether decisions are prepared by one person and approved by another.
  package var needsFourEyes: Bool { decision?.fourEyes ?? false }

  /// Whether an outcome may be decided only after the applicant could answer its reasons.
  package func asksForReply(before outcome: Decision.Outcome) -> Bool {
    guard decision?.replyDays != nil else { return false }
    if outcome == .inadmissible { return true }
    guard let kind = self.outcome(outcome)?.kind else { return false }
    return !kind.isFavourable
  }
}
