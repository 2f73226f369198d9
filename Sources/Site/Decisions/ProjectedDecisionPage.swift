package import Domain

/// Where an applicant reads the reasons of an unfavourable decision before it is taken, and answers.
package struct ProjectedDecisionPage: PageModel {
  package static let template = "Decisions/projected"

  let title: String
  let reference: String
  let dossierHref: String
  let exchangeHref: String
  let csrf: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let lead: String
  let reading: [DecisionReading]
  let form: [AnswerForm]
  /// An answer that could not be sent any more.
  let unsaved: [DecisionReading]
  let hasUnsaved: Bool
  let answered: [String]
  let answer: [String]

  struct AnswerForm: Sendable {
    let action: String
    let field: DecisionField
  }

  package init(
    _ projected: ProjectedDecision, typed: String = "", refusal: Refusal? = nil, csrf: String, in wording: Wording
  ) {
    let words = wording.catalogue
    let (dossier, reply, draft) = (projected.dossier, projected.reply, projected.reply.content)
    title = dossier.title
    reference = dossier.reference
    dossierHref = wording.path(.dossier(dossier.id))
    exchangeHref = wording.path(.exchange(dossier.id))
    self.csrf = csrf
    errors = wording.problems(refusal) { _ in words("yourAnswer") }
    hasErrors = !errors.isEmpty
    lead = words("projectedLead", wording.day(reply.dueOn))
    let outcome = Decision.Outcome(rawValue: draft.outcome)
    reading =
      ([DecisionReading(words("projectedOutcome"), wording.outcome(outcome, of: projected.procedure))]
      + draft.criteria.sorted { $0.key < $1.key }.map { DecisionReading(wording.criterion($0.key), $0.value) }
      + [
        DecisionReading(words("generalReasons"), draft.reasons),
        DecisionReading(words("conditions"), draft.conditions), DecisionReading(words("coach"), draft.coach),
        DecisionReading(words("due"), draft.due),
      ]).filter { !$0.paragraphs.isEmpty }
    unsaved =
      refusal != nil && !projected.isOpen
      ? [DecisionReading(words("yourAnswer"), typed)].filter { !$0.paragraphs.isEmpty } : []
    hasUnsaved = !unsaved.isEmpty
    form =
      projected.isOpen
      ? [
        AnswerForm(
          action: wording.path(.projectedDecision(dossier.id)),
          field: DecisionField(
            "answer", words("yourAnswer"), typed, rows: 10, help: words("yourAnswerHelp"), wording.findings(refusal),
            in: wording))
      ] : []
    answered =
      reply.answeredAt.map { [words("replyGiven", wording.moment($0))] }
      ?? (projected.isOpen ? [] : [words("replyTimeOver")])
    answer = reply.answer?.split(whereSeparator: \.isNewline).map(String.init) ?? []
  }
}
