import Domain

/// Where a dossier is declared inadmissible by two people: what one of them proposed, and what the reader may do with it.
struct InadmissibilityPanel: Sendable {
  let proposed: [Proposed]
  /// The mark of the proposal, for whoever may confirm it.
  let confirm: [String]
  let form: [Form]

  struct Proposed: Sendable {
    let made: String
    let paragraphs: [String]
    /// For its author.
    let awaits: [String]
  }

  struct Form: Sendable {
    let fieldID: String
    let reasons: String
    let reasonsError: [String]
    let label: String
  }

  /// Nil where the procedure does not ask for it, or there is nothing to propose and nothing proposed.
  init?(
    _ file: DossierFile, _ draft: ExaminationPage.DecisionDraft, _ findings: [Finding], _ desk: ExaminationDesk?,
    _ wording: Wording
  ) {
    let words = wording.catalogue
    let proposal = desk?.inadmissibility
    let event = DossierEvent.findInadmissible
    let mayTake = file.possibleEvents.contains(event)
    guard file.procedure.needsFourEyes, mayTake || proposal != nil else { return nil }
    let isAuthor = proposal.map { $0.proposedBy == desk?.reader } ?? false
    proposed =
      proposal.map {
        [
          Proposed(
            made: words("inadmissibilityProposed", $0.proposer ?? words("somebody"), wording.moment($0.proposedAt)),
            paragraphs: $0.reasons.split(whereSeparator: \.isNewline).map(String.init),
            awaits: isAuthor ? [words("inadmissibilityAwaits")] : [])
        ]
      } ?? []
    confirm = proposal.map { mayTake && !isAuthor ? [$0.mark] : [] } ?? []
    let isTyped = draft.stepEvent == event.rawValue
    form =
      mayTake && (proposal == nil || isAuthor)
      ? [
        Form(
          fieldID: "reasons-\(event.rawValue)", reasons: isTyped ? draft.stepReasons : proposal?.reasons ?? "",
          reasonsError: isTyped ? findings.map(wording.finding) : [],
          label: words(isAuthor ? "inadmissibilityChange" : "inadmissibilityPropose"))
      ] : []
  }
}
