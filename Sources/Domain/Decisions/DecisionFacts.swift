/// What stands around the decision of a dossier, as far as the reader may know it.
package struct DecisionFacts: Hashable, Sendable {
  /// What the scores came to, once the decision was told.
  package let feedback: DossierFeedback?
  package let deepening: Deepening.State?
  /// The reasons that were sent before an unfavourable decision, for the applicant alone.
  package let reply: DecisionReply?
  /// For the desk: until when the decision can be appealed against.
  package let appeal: AppealClock?
  /// For the desk: on which day an appeal came that is not answered yet.
  package let appealedOn: Day?
  /// Whether the reader can appeal against it, as its applicant.
  package let mayAppeal: Bool
  /// Whether the reader can record an appeal that came by another way than the site.
  package let mayRecordAppeal: Bool
  /// Whether the decision is prepared by one person and approved by another, and the reader takes part in it.
  package let isPrepared: Bool
  /// Whether the hour of the wave's publication is the reader's to set.
  package let setsPublication: Bool

  package init(
    feedback: DossierFeedback? = nil, deepening: Deepening.State? = nil,
    reply: DecisionReply? = nil,
    appeal: AppealClock? = nil, appealedOn: Day? = nil, mayAppeal: Bool = false, mayRecordAppeal: Bool = false,
    isPrepared: Bool = false, setsPublication: Bool = false
  ) {
    self.feedback = feedback
    self.deepening = deepening
    self.reply = reply
    self.appeal = appeal
    self.appealedOn = appealedOn
    self.mayAppeal = mayAppeal
    self.mayRecordAppeal = mayRecordAppeal
    self.isPrepared = isPrepared
    self.setsPublication = setsPublication
  }
}
