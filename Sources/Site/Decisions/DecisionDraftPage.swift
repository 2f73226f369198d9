package import Domain
import Foundation

/// Where a decision is written by one person and approved by another.
package struct DecisionDraftPage: PageModel {
  package static let template = "Decisions/draft"

  let title: String
  let reference: String
  let state: String
  let queueHref: String
  let examinationHref: String
  let csrf: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let isSaved: Bool
  let form: [WritingForm]
  let reading: [DecisionReading]
  /// What was typed and could not be saved, where no form shows it.
  let unsaved: [DecisionReading]
  let hasUnsaved: Bool
  let check: [CheckForm]
  let recall: [CheckForm]
  let notes: [String]
  let jury: [JuryPanel]
  let reply: [ReplyPanel]
  let proposals: [ProposalItem]
  let hasProposals: Bool
  let versions: [String]
  let hasVersions: Bool

  struct WritingForm: Sendable {
    let action: String
    let number: String
    let outcomes: [ChoiceOption]
    let outcomeError: [String]
    let outcomeSaved: [String]
    let inputs: [DecisionField]
    let mayPropose: Bool
    let mayAsk: [String]
  }

  struct CheckForm: Sendable {
    let checkAction: String
    let proposal: String
    let reasons: DecisionField
  }

  struct JuryPanel: Sendable {
    let proposal: String
    let reasons: [String]
    let departs: [String]
    let href: String
  }

  struct ReplyPanel: Sendable {
    let asked: String
    let answered: [String]
    let answer: [String]
  }

  struct ProposalItem: Sendable {
    let made: String
    let verdict: [String]
    let why: [String]
  }

  /// - Parameters:
  ///   - typed: what was refused, as it was typed.
  ///   - checkReasons: why it was to be sent back.
  package init(
    _ work: DecisionWork, typed: DecisionDraft? = nil, checkReasons: String = "", refusal: Refusal? = nil,
    isSaved: Bool = false, reader: Principal, csrf: String, in wording: Wording
  ) {
    let words = wording.catalogue
    let dossier = work.dossier
    title = dossier.title
    reference = dossier.reference
    state = wording.state(dossier.state)
    queueHref = wording.path(.queue)
    examinationHref = wording.path(.examination(dossier.id))
    self.csrf = csrf
    self.isSaved = isSaved
    errors = wording.problems(refusal) { DecisionDraftPage.label($0, work, wording) }
    hasErrors = !errors.isEmpty
    let mayWrite = work.isWritable && reader.may(.decideDossier, to: dossier)
    let latest = work.latest?.content ?? DecisionDraftPage.begun(work)
    form =
      mayWrite
      ? [WritingForm(work, typed ?? latest, saved: typed == nil ? nil : work.latest?.content, refusal, wording)] : []
    reading = mayWrite ? [] : DecisionDraftPage.reading(latest, work, wording)
    let open = work.openProposal
    let isAuthor = open.map { work.isHand(reader.person, in: $0) }
    let mayApprove = reader.may(.approveDecision, to: dossier)
    func checkForm(_ proposal: DecisionProposal, _ label: String) -> [CheckForm] {
      [
        CheckForm(
          checkAction: wording.path(.decisionCheck(dossier.id)), proposal: "\(proposal.id)",
          reasons: DecisionField("checkReasons", label, checkReasons, rows: 3, wording.findings(refusal), in: wording))
      ]
    }
    check = open.map { isAuthor == false && mayApprove ? checkForm($0, words("checkReasons")) : [] } ?? []
    recall = work.recallable.map { mayApprove ? checkForm($0, words("recallReasons")) : [] } ?? []
    let lost = check.isEmpty && recall.isEmpty ? checkReasons : ""
    unsaved =
      refusal == nil
      ? []
      : (mayWrite ? [] : typed.map { DecisionDraftPage.reading($0, work, wording) } ?? [])
        + [DecisionReading(words("yourReasons"), lost)].filter { !$0.paragraphs.isEmpty }
    hasUnsaved = !unsaved.isEmpty
    let isBound = open.map(work.isBound) ?? work.isLatestBound
    notes =
      (isAuthor == true ? [words("decisionAwaitsOther")] : [])
      + (isBound ? [words(open == nil ? "draftOfBound" : "proposalOfBound")] : [])
    let decides = typed ?? latest
    jury = work.jury.map { [JuryPanel($0, work, decides, in: wording)] } ?? []
    let replies = (work.reply.map { [$0] } ?? []) + work.earlierReplies
    reply = replies.map { ReplyPanel($0, at: work.moment, in: wording) }
    proposals = work.proposals.map { ProposalItem($0, in: wording) }
    hasProposals = !proposals.isEmpty
    versions = work.drafts.map {
      words("draftVersion", "\($0.number)", $0.author?.name ?? words("somebody"), wording.moment($0.savedAt))
    }
    hasVersions = !versions.isEmpty
  }

  /// A blank draft, with what the reviews say on each criterion to begin with.
  private static func begun(_ work: DecisionWork) -> DecisionDraft {
    DecisionDraft(
      criteria: Dictionary(
        work.criteria.compactMap { criterion in
          criterion.start.map { (criterion.id, "\(DecisionDraft.mark)\n\($0)") }
        }, uniquingKeysWith: { first, _ in first }))
  }

  fileprivate static func label(_ field: String, _ work: DecisionWork, _ wording: Wording) -> String {
    if let criterion = work.criteria.first(where: { "criterion-\($0.id)" == field }) {
      return criterion.title[wording.language]
    }
    return wording.catalogue(field == "reasons" ? "generalReasons" : field)
  }

  private static func reading(_ draft: DecisionDraft, _ work: DecisionWork, _ wording: Wording) -> [DecisionReading] {
    let words = wording.catalogue
    let outcome = Decision.Outcome(rawValue: draft.outcome)
    var lines = [
      DecisionReading(
        words("outcome"),
        work.procedure.outcome(outcome) == nil ? "" : wording.outcome(outcome, of: work.procedure))
    ]
    lines += work.criteria.map { DecisionReading($0.title[wording.language], draft.criteria[$0.id] ?? "") }
    lines += [
      DecisionReading(words("generalReasons"), draft.reasons), DecisionReading(words("conditions"), draft.conditions),
      DecisionReading(words("coach"), draft.coach), DecisionReading(words("due"), draft.due),
      DecisionReading(words("signatoryName"), draft.signatoryName),
      DecisionReading(words("signatoryFunction"), draft.signatoryFunction),
      DecisionReading(words("departure"), draft.departure),
    ]
    return lines.filter { !$0.paragraphs.isEmpty }
  }
}

extension DecisionDraftPage.WritingForm {
  init(
    _ work: DecisionWork, _ draft: DecisionDraft, saved: DecisionDraft?, _ refusal: Refusal?, _ wording: Wording
  ) {
    let words = wording.catalogue
    let findings = wording.findings(refusal)
    let procedure = work.procedure
    func field(
      _ id: String, _ path: KeyPath<DecisionDraft, String>, rows: Int? = nil, help: String? = nil, label: String? = nil
    ) -> DecisionField {
      DecisionField(
        id, label ?? words(id), draft[keyPath: path], rows: rows, help: help.map { words($0) },
        saved: saved?[keyPath: path], findings, in: wording)
    }
    action = wording.path(.decisionDraft(work.dossier.id))
    number = "\(work.latest?.number ?? 0)"
    outcomes = procedure.outcomes.map {
      ChoiceOption(
        value: $0.id.rawValue, label: wording.outcome($0.id, of: procedure),
        isSelected: $0.id.rawValue == draft.outcome)
    }
    outcomeError = findings.filter { $0.field == "outcome" }.map(wording.finding)
    let other = saved.map { Decision.Outcome(rawValue: $0.outcome) }
    outcomeSaved =
      saved?.outcome == draft.outcome || other.flatMap(procedure.outcome) == nil
      ? [] : other.map { [wording.outcome($0, of: procedure)] } ?? []
    let criteria = work.criteria.map { criterion in
      DecisionField(
        "criterion-\(criterion.id)", criterion.title[wording.language], draft.criteria[criterion.id] ?? "", rows: 4,
        saved: saved.map { $0.criteria[criterion.id] ?? "" }, start: criterion.start, findings, in: wording)
    }
    let isLabel = procedure.effect == .grantLabel
    inputs =
      criteria
      + [
        field("reasons", \.reasons, rows: 5, help: "generalReasonsHelp", label: words("generalReasons")),
        field("conditions", \.conditions, rows: 4, help: isLabel ? "draftConditionsHelp" : "conditionsHelp"),
      ] + (isLabel ? [field("coach", \.coach, help: "coachHelp"), field("due", \.due, help: "deepeningDueHelp")] : [])
      + (procedure.requiresSignatory
        ? [
          field("signatoryName", \.signatoryName, help: "signatoryHelp"),
          field("signatoryFunction", \.signatoryFunction),
        ] : []) + (work.jury == nil ? [] : [field("departure", \.departure, rows: 3, help: "departureHelp")])
    mayPropose = work.dossier.state == .deliberated
    mayAsk =
      mayPropose && (work.reply.map { !$0.isOpen(at: work.moment) } ?? true)
      ? procedure.decision?.replyDays.map { [words("askForReplyHelp", "\($0)")] } ?? [] : []
  }
}

extension DecisionDraftPage.JuryPanel {
  init(_ jury: JuryProposal, _ work: DecisionWork, _ draft: DecisionDraft, in wording: Wording) {
    let words = wording.catalogue
    proposal = words(
      "juryProposedFor", wording.outcome(jury.outcome, of: work.procedure), jury.sessionTitle,
      wording.moment(jury.closedAt))
    reasons = jury.reason.split(whereSeparator: \.isNewline).map(String.init)
    departs = draft.outcome.isEmpty || !draft.departs(from: jury) ? [] : [words("juryDeparted")]
    href = wording.path(.juryMinutes(jury.session))
  }
}

extension DecisionDraftPage.ReplyPanel {
  init(_ reply: DecisionReply, at moment: Date, in wording: Wording) {
    let words = wording.catalogue
    asked = words("replyAsked", wording.moment(reply.askedAt), wording.day(reply.dueOn))
    answered =
      reply.answeredAt.map { [words("replyGiven", wording.moment($0))] }
      ?? (reply.isOpen(at: moment) ? [words("replyAwaited")] : [words("replyNone")])
    answer = reply.answer?.split(whereSeparator: \.isNewline).map(String.init) ?? []
  }
}

extension DecisionDraftPage.ProposalItem {
  init(_ proposal: DecisionProposal, in wording: Wording) {
    let words = wording.catalogue
    made = words(
      "proposalMade", proposal.proposer ?? words("somebody"), wording.moment(proposal.proposedAt),
      "\(proposal.draft)")
    verdict =
      proposal.verdict.map { verdict in
        [
          words(
            "proposal_\(verdict.rawValue)", proposal.checker ?? words("somebody"),
            proposal.checkedAt.map(wording.moment) ?? "")
        ]
      } ?? []
    let recalled = proposal.recall.map { recall in
      [words("proposal_recalled", recall.by ?? words("somebody"), wording.moment(recall.at)), recall.reasons]
    }
    why = (proposal.reasons.map { [$0] } ?? []) + (recalled ?? [])
  }
}
