/// A dossier with all that its pages show.
package struct DossierFile: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  package let procedure: Procedure
  /// What was submitted, the first first.
  package let submissions: [Submission]
  package let history: [DossierHistoryEntry]
  /// The decisions that the reader may know, the first first: the applicant learns each by its notice.
  package let decisions: [RecordedDecision]
  /// What keeps the dossier from being submitted, in the order of the form.
  package let findings: [Finding]
  /// The page of the territory, once it is public.
  package let territory: Slug?
  /// What the reader can do now, in the order of the table of steps.
  package let possibleEvents: [DossierEvent]
  /// What may still be written, what is awaited until when, and the legal clock.
  package let timing: DossierTiming
  /// Whether the reader is on the side of those who file it, rather than of the service.
  package let isFiledByReader: Bool
  /// How many open remarks each value has; under `#` and the section for a whole section.
  package let openComments: [String: Int]
  package let work: [SectionWork]
  /// What stands around its decision.
  package let facts: DecisionFacts

  package init(
    dossier: Dossier, wave: Wave, procedure: Procedure, submissions: [Submission], history: [DossierHistoryEntry],
    decisions: [RecordedDecision], findings: [Finding], territory: Slug?, possibleEvents: [DossierEvent],
    timing: DossierTiming, isFiledByReader: Bool = true, openComments: [String: Int] = [:], work: [SectionWork] = [],
    facts: DecisionFacts = DecisionFacts()
  ) {
    self.dossier = dossier
    self.wave = wave
    self.procedure = procedure
    self.submissions = submissions
    self.history = history
    self.decisions = decisions
    self.findings = findings
    self.territory = territory
    self.possibleEvents = possibleEvents
    self.timing = timing
    self.isFiledByReader = isFiledByReader
    self.openComments = openComments
    self.work = work
    self.facts = facts
  }

  /// The state as its applicant reads it.
  package var stateAsTold: DossierState {
    dossier.state.asToldToApplicant(isFavourable: decision.map(isFavourable) ?? true)
  }

  /// What happened, as its applicant reads it: nothing of a refusal was made public.
  package var historyAsTold: [DossierHistoryEntry] {
    let refusals = Set(decisions.map(\.decision).filter { !isFavourable($0) }.compactMap(\.publishedAt))
    return history.filter { $0.event != .publish || !refusals.contains($0.at) }
  }

  private func isFavourable(_ decision: Decision) -> Bool {
    procedure.outcome(decision.outcome)?.kind.isFavourable ?? false
  }

  /// The last one of them.
  package var decision: Decision? { decisions.last?.decision }
}
