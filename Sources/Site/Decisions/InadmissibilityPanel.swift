import Domain

/// Where a dossier is declared inadmissible by two people: what one of them proposed, and what the reader may do with it.
struct InadmissibilityPanel: Sendable {
  let proposed: [Proposed]
  /// The mark of the proposal, for whoever may confirm it.
  let confirm: [String]
  let form: [Form]
  /// What the applicant was shown before, and answered.
  let replies: [DecisionDraftPage.ReplyPanel]
  /// That their answer is awaited before anybody confirms.
  let waits: [String]

  struct Proposed: Sendable {
    let made: String
    let paragraphs: [String]
    let signatory: [String]
    /// For its author.
    let awaits: [String]
  }

  struct Form: Sendable {
    let fieldID: String
    let reasons: String
    let reasonsError: [String]
    let signatory: [Input]
    /// That the applicant is shown the reasons, and for how many days.
    let hearing: [String]
    let label: String
  }

  /// A line of a form.
  struct Input: Sendable {
    let name: String
    let fieldID: String
    let inputLabel: String
    let value: String
    let help: [String]
    let fieldError: [String]
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
            signatory: $0.signatory.map { ["\(words("signedBy")) \($0.name), \($0.function)"] } ?? [],
            awaits: isAuthor ? [words("inadmissibilityAwaits")] : [])
        ]
      } ?? []
    let (procedure, moment) = (file.procedure, file.timing.moment)
    let hearings = desk?.inadmissibilityReplies ?? []
    replies = hearings.map { DecisionDraftPage.ReplyPanel($0, at: moment, in: wording) }
    let heard = proposal?.reply(among: hearings)
    let open = heard.flatMap { $0.isOpen(at: moment) ? $0.dueOn : nil }
    waits = open.map { [words("obstacle_replyAwaited", wording.day($0))] } ?? []
    let mayConfirm = !procedure.asksForReply(before: .inadmissible) || (heard != nil && open == nil)
    confirm = proposal.map { mayTake && !isAuthor && mayConfirm ? [$0.mark] : [] } ?? []
    let isTyped = draft.stepEvent == event.rawValue
    func input(_ name: String, _ typed: String, _ saved: String?) -> Input {
      Input(
        name: name, fieldID: "\(name)-\(event.rawValue)", inputLabel: words(name),
        value: isTyped ? typed : saved ?? "", help: name == "signatoryName" ? [words("signatoryHelp")] : [],
        fieldError: isTyped ? findings.filter { $0.field == name }.map(wording.finding) : [])
    }
    let signatory = [
      input("signatoryName", draft.signatoryName, proposal?.signatory?.name),
      input("signatoryFunction", draft.signatoryFunction, proposal?.signatory?.function),
    ]
    let days = procedure.asksForReply(before: .inadmissible) ? procedure.decision?.replyDays : nil
    form =
      mayTake && (proposal == nil || isAuthor)
      ? [
        Form(
          fieldID: "reasons-\(event.rawValue)", reasons: isTyped ? draft.stepReasons : proposal?.reasons ?? "",
          reasonsError: isTyped ? findings.filter { $0.field == "reasons" }.map(wording.finding) : [],
          signatory: procedure.requiresSignatory ? signatory : [],
          hearing: days.map { [words("inadmissibilityHearing", "\($0)")] } ?? [],
          label: words(isAuthor ? "inadmissibilityChange" : "inadmissibilityPropose"))
      ] : []
  }
}
