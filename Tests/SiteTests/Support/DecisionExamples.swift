import Domain
import Foundation
import Site
import TestSupport

/// The pages of a decision in several hands.
struct DecisionExamples {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers
  let base: PrivateExamples
  let wording: Wording

  func all() throws -> [PageExample] {
    try drafts() + (try hours()) + (try answers()) + (try deepenings()) + (try appeals())
      + (try inadmissibilities())
  }

  static let content = DecisionDraft(
    outcome: "deepening", criteria: ["c1": V.hostile, "c2": "Deux\nlignes"], reasons: V.hostile,
    conditions: "Une\nDeux", coach: V.hostile, due: "25/02/2027", signatoryName: V.hostile, signatoryFunction: "x")

  static let reply = DecisionReply(
    id: V.identity(71), content: content, askedAt: V.moment, dueOn: Day(V.moment).adding(days: 3))
  static let answered = DecisionReply(
    id: V.identity(71), content: content, askedAt: V.moment, dueOn: Day(V.moment), answer: "\(V.hostile)\nfin",
    answeredAt: V.moment)

  private var terms: DecisionTerms {
    DecisionTerms(perCriterion: true, replyDays: 15, together: true, conditions: [V.both("terme")])
  }

  private var procedure: Procedure {
    Procedure(
      id: "p", version: "1", name: V.both("P"), effect: .grantLabel, isHistorical: false, requiresSignatory: true,
      receipt: D.procedure.receipt, sections: D.procedure.sections, decision: terms)
  }

  private func work(
    _ state: DossierState = .deliberated, drafts: [SavedDecisionDraft] = [], proposals: [DecisionProposal] = [],
    reply: DecisionReply? = nil, jury: JuryProposal? = nil, bound: Set<ID<Person>> = []
  ) -> DecisionWork {
    DecisionWork(
      dossier: dossier(state, bound), wave: V.wave(), procedure: procedure,
      criteria: [
        DecisionCriterion(id: "c1", title: V.both("Un"), start: V.hostile),
        DecisionCriterion(id: "c2", title: V.both("Deux")),
      ], drafts: drafts, proposals: proposals, reply: reply, jury: jury, moment: V.moment)
  }

  private func dossier(_ state: DossierState, _ bound: Set<ID<Person>>) -> Dossier {
    let one = D.file(state).dossier
    return Dossier(
      id: one.id, reference: one.reference, wave: one.wave, procedure: one.procedure, owner: one.owner,
      title: one.title, state: state, answers: one.answers, version: one.version, createdAt: one.createdAt,
      updatedAt: one.updatedAt, submittedAt: one.submittedAt, members: one.members, conflicted: bound)
  }

  private func jury(_ outcome: Decision.Outcome, reason: String = "") -> JuryProposal {
    JuryProposal(
      session: V.identity(76), sessionTitle: V.hostile, outcome: outcome, reason: reason,
      advice: JuryAdvice(stored: ""),
      closedAt: V.moment)
  }

  private func drafts() throws -> [PageExample] {
    let writer = Principal(person: V.identity(9 + 40), roles: [.instructor])
    let person = try ReviewExamples.person()
    let saved = [
      SavedDecisionDraft(number: 2, content: DecisionExamples.content, author: person, savedAt: V.moment),
      SavedDecisionDraft(number: 1, content: DecisionDraft(outcome: "rejected"), author: nil, savedAt: V.moment),
    ]
    let open = DecisionProposal(
      id: V.identity(72), draft: 2, proposedBy: person.id, proposer: V.hostile, proposedAt: V.moment)
    let back = DecisionProposal(
      id: V.identity(73), draft: 1, proposedBy: nil, proposedAt: V.moment, verdict: .sentBack, checker: V.hostile,
      checkedAt: V.moment, reasons: V.hostile)
    let taken = DecisionProposal(
      id: V.identity(74), draft: 2, proposedBy: person.id, proposedAt: V.moment, verdict: .approved, checker: V.hostile,
      checkedAt: V.moment)
    let recalled = DecisionProposal(
      id: V.identity(75), draft: 1, proposedBy: person.id, proposedAt: V.moment, verdict: .approved, checker: V.hostile,
      checkedAt: V.moment, recall: .init(at: V.moment, by: nil, reasons: V.hostile))
    let typed = DecisionDraft(outcome: "labelled", criteria: ["c1": "Autre"], reasons: "")
    let faults = ["outcome", "criterion-c1", "reasons", "coach", "due"].map { Finding(field: $0, problem: .missing) }
    func page(
      _ work: DecisionWork, typed: DecisionDraft? = nil, refusal: Refusal? = nil, saved: Bool = false,
      reader: Principal? = nil
    ) -> DecisionDraftPage {
      DecisionDraftPage(
        work, typed: typed, checkReasons: V.hostile, refusal: refusal, isSaved: saved, reader: reader ?? writer,
        csrf: "token", in: wording)
    }
    let author = Principal(person: person.id, roles: [.instructor])
    let pages = [
      ("blank", page(work(.inReview))), ("saved", page(work(drafts: saved, proposals: [back]), saved: true)),
      ("refused", page(work(drafts: saved), typed: typed, refusal: .invalid(faults))),
      ("changed", page(work(drafts: saved, reply: DecisionExamples.reply), typed: typed, refusal: .changedMeanwhile)),
      ("to check", page(work(drafts: saved, proposals: [open], reply: DecisionExamples.answered))),
      (
        "sent back without a word",
        page(
          work(drafts: saved, proposals: [open]),
          refusal: .invalid([Finding(field: "checkReasons", problem: .missing)]))
      ),
      ("awaiting another", page(work(drafts: saved, proposals: [open]), reader: author)),
      ("decided", page(work(.decided, drafts: saved, proposals: [back]))),
      ("as the jury proposed", page(work(drafts: saved, jury: jury(.deepening)))),
      (
        "not as the jury proposed",
        page(work(drafts: saved, proposals: [open], jury: jury(.labelled, reason: V.hostile)))
      ),
      ("proposed by somebody bound", page(work(drafts: saved, proposals: [open], bound: [person.id]))),
      ("written by somebody bound", page(work(drafts: saved, bound: [person.id]))),
      (
        "proposed meanwhile",
        page(
          work(drafts: saved, proposals: [open], reply: DecisionExamples.answered), typed: typed,
          refusal: .decision(.proposedMeanwhile), reader: author)
      ),
      ("to be taken back", page(work(.decided, drafts: saved, proposals: [taken, recalled]))),
    ]
    return try pages.map { try base.example("decision draft \($0)", $1, .decisionDraft(V.identity(5))) }
  }

  private func hours() throws -> [PageExample] {
    func file(_ publication: WavePublication?, missing: Bool = false, bound: Bool = false) -> WavePublicationFile {
      WavePublicationFile(
        wave: V.wave(), publication: publication, ready: 3,
        missing: missing
          ? [
            MissingDecision(
              dossier: V.identity(5), reference: "FI-1", title: V.hostile, state: .inReview, isUnsigned: false),
            MissingDecision(
              dossier: V.identity(6), reference: "FI-2", title: "x", state: .decided, isUnsigned: true),
            MissingDecision(
              dossier: V.identity(7), reference: "FI-3", title: "y", state: .decided, isUnsigned: false),
          ] : [], isReaderBound: bound, moment: V.moment)
    }
    let later = WavePublication(at: V.moment.addingTimeInterval(9000), setAt: V.moment, version: 2)
    let done = WavePublication(at: V.moment, setAt: V.moment, doneAt: V.moment, version: 2)
    let link = Link.wavePublication(Slug(naming: "vague-exemple"))
    return [
      try base.example(
        "publication unset",
        WavePublicationPage(
          file(nil, missing: true), refusal: .decision(.decisionsMissing), csrf: "token", in: wording),
        link),
      try base.example(
        "publication set", WavePublicationPage(file(later), isSaved: true, csrf: "token", in: wording), link),
      try base.example(
        "publication refused",
        WavePublicationPage(
          file(later), typed: .init(day: V.hostile, hour: "9"),
          refusal: .invalid([Finding(field: "day", problem: .notADay)]), csrf: "token", in: wording), link),
      try base.example(
        "publication bound", WavePublicationPage(file(later, bound: true), csrf: "token", in: wording), link),
      try base.example("publication done", WavePublicationPage(file(done), csrf: "token", in: wording), link),
    ]
  }

  private func answers() throws -> [PageExample] {
    let dossier = D.file(.deliberated).dossier
    func projected(_ reply: DecisionReply) -> ProjectedDecision {
      ProjectedDecision(dossier: dossier, procedure: procedure, reply: reply, moment: V.moment)
    }
    let link = Link.projectedDecision(dossier.id)
    return [
      try base.example(
        "projected decision",
        ProjectedDecisionPage(
          projected(DecisionExamples.reply), typed: V.hostile,
          refusal: .invalid([Finding(field: "answer", problem: .missing)]), csrf: "token", in: wording), link),
      try base.example(
        "late answer",
        ProjectedDecisionPage(
          ProjectedDecision(
            dossier: D.file(.published).dossier, procedure: procedure, reply: DecisionExamples.answered,
            moment: V.moment), typed: V.hostile, refusal: .changedMeanwhile, csrf: "token", in: wording), link),
      try base.example(
        "answered decision",
        ProjectedDecisionPage(projected(DecisionExamples.answered), csrf: "token", in: wording), link),
    ]
  }

  private func appeals() throws -> [PageExample] {
    func file(isFiled: Bool, appealedOn: Day? = nil) -> AppealFile {
      AppealFile(
        dossier: D.file(.notified).dossier, wave: V.wave(), procedure: procedure, toldOn: Day(V.moment),
        appealedOn: appealedOn, isFiledByReader: isFiled)
    }
    let typed = AppealDraft(reasons: V.hostile, receivedOn: V.hostile)
    let findings = [
      Finding(field: "reasons", problem: .missing), Finding(field: "receivedOn", problem: .beforeNotice),
    ]
    return [
      try base.example(
        "appeal", AppealPage(file(isFiled: true), csrf: "token", in: wording), .appeal(V.identity(5))),
      try base.example(
        "appeal recorded",
        AppealPage(file(isFiled: false), typed: typed, refusal: .invalid(findings), csrf: "token", in: wording),
        .appealRecord(V.identity(5))),
      try base.example(
        "appeal twice",
        AppealPage(
          file(isFiled: true, appealedOn: Day(V.moment)), typed: typed, refusal: .changedMeanwhile, csrf: "token",
          in: wording), .appeal(V.identity(5))),
    ]
  }

  private func deepenings() throws -> [PageExample] {
    let conditions = [
      Deepening.Condition(number: 1, text: V.hostile, isMet: true, reasons: V.hostile),
      Deepening.Condition(number: 2, text: "Deux", isMet: false, reasons: "x"),
      Deepening.Condition(number: 3, text: "Trois"),
    ]
    func file(_ state: Deepening.State, _ steps: [DeepeningStep], isFiled: Bool = false) -> DeepeningFile {
      DeepeningFile(
        dossier: D.file(.published).dossier, wave: V.wave(),
        deepening: Deepening(
          state: state, coach: V.hostile, dueOn: Day(V.moment), conditions: conditions, openedAt: V.moment,
          closingReasons: state == .closed ? V.hostile : nil, version: 3), possibleSteps: steps,
        isFiledByReader: isFiled)
    }
    let link = Link.deepening(V.identity(5))
    let verdicts = DeepeningVerdicts([1: .init(isMet: false, reasons: V.hostile), 2: .init()])
    let pages = [
      ("opened", DeepeningPage(file(.opened, [.agree, .renounce], isFiled: true), csrf: "token", in: wording)),
      (
        "refused",
        DeepeningPage(
          file(.inProgress, [.reassess, .renounce]), typed: verdicts, closingTyped: V.hostile,
          refusal: .invalid([
            Finding(field: "met-2", problem: .missing), Finding(field: "why-2", problem: .missing),
            Finding(field: "reasons", problem: .missing),
          ]), csrf: "token", in: wording)
      ),
      ("reassessed", DeepeningPage(file(.reassessed, [.reassess, .decide]), csrf: "token", in: wording)),
      ("not due", DeepeningPage(file(.reassessed, [.reassess]), csrf: "token", in: wording)),
      (
        "moved meanwhile",
        DeepeningPage(
          file(.closed, []), typed: verdicts, refusal: .changedMeanwhile, csrf: "token", in: wording)
      ),
      ("closed", DeepeningPage(file(.closed, []), csrf: "token", in: wording)),
    ]
    return try pages.map { try base.example("deepening \($0)", $1, link) }
  }

  private func inadmissibilities() throws -> [PageExample] {
    let person = try ReviewExamples.person()
    func page(
      by proposer: String?? = .none, to reader: ID<Person>?, events: [DossierEvent]? = nil, typed: String = "",
      replies: [DecisionReply] = [],
      _ refusal: Refusal? = nil
    ) -> ExaminationPage {
      let proposal = proposer.map {
        InadmissibilityProposal(
          version: 7, proposedBy: person.id, proposer: $0, reasons: "\(V.hostile)\nfin",
          signatory: .init(name: V.hostile, function: V.hostile), proposedAt: V.moment)
      }
      return ExaminationPage(
        D.file(.submitted, events: events, procedure: procedure), csrf: "token",
        draft: .init(stepEvent: refusal == nil ? "" : "findInadmissible", stepReasons: typed), refusal: refusal,
        desk: ExaminationDesk(
          reader: reader, notes: base.page([]), inadmissibility: proposal, inadmissibilityReplies: replies),
        in: wording)
    }
    let missing = Refusal.invalid(
      ["reasons", "signatoryName"].map { Finding(field: $0, problem: .missing) })
    func reply(answeredAt moment: Date?) -> DecisionReply {
      DecisionReply(
        id: V.identity(76),
        content: DecisionDraft(outcome: Decision.Outcome.inadmissible.rawValue, reasons: "\(V.hostile)\nfin"),
        askedAt: V.moment, dueOn: Day(V.moment).adding(days: 3), answer: moment.map { _ in V.hostile },
        answeredAt: moment)
    }
    let pages = [
      ("nothing proposed", page(to: person.id)), ("refused", page(to: person.id, missing)),
      ("own", page(by: V.hostile, to: person.id)),
      ("to confirm", page(by: V.hostile, to: V.identity(3), replies: [reply(answeredAt: V.moment)])),
      ("awaiting an answer", page(by: V.hostile, to: V.identity(3), replies: [reply(answeredAt: nil)])),
      (
        "proposed meanwhile",
        page(by: .some(nil), to: V.identity(3), typed: V.hostile, .decision(.proposedMeanwhile))
      ),
      ("to read", page(by: V.hostile, to: nil, events: [])),
    ]
    return try pages.map { try base.example("inadmissibility \($0)", $1, Link.examination(V.identity(5))) }
  }
}
