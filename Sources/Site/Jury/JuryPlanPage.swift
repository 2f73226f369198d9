package import Domain

/// Where a session is planned, and its agenda is made.
package struct JuryPlanPage: PageModel {
  package static let template = "Jury/plan"

  let heading: String
  let wave: String
  let juriesHref: String
  let sessionLink: [LinkItem]
  let errors: [LinkItem]
  let hasErrors: Bool
  let saved: [String]
  let form: [PlanForm]
  let agenda: [Agenda]
  /// Empty unless the session goes on: before, the form of the plan names its secretaries.
  let reinforcement: [Reinforcement]
  /// Empty unless the session is planned.
  let cancelling: [Cancelling]

  struct Cancelling: Sendable {
    let action: String
    let csrf: String
    let version: String
    let reason: String
    let reasonError: [String]
  }

  struct Reinforcement: Sendable {
    let action: String
    let csrf: String
    let version: String
    let candidates: [ChoiceOption]
    let secretaryError: [String]
  }

  struct PlanForm: Sendable {
    let action: String
    let csrf: String
    let version: String
    let inputs: [Input]
    let selects: [Select]
    let hasCastingVote: Bool
    let presidents: [ChoiceOption]
    let presidentError: [String]
    let members: [ChoiceOption]
    let membersError: [String]
    let secretaries: [ChoiceOption]
    let secretariesError: [String]
    let hasNobody: Bool
  }

  struct Input: Sendable {
    let id: String
    let label: String
    let help: [String]
    let fieldError: [String]
    let value: String
    let describedBy: [String]
  }

  struct Select: Sendable {
    let id: String
    let label: String
    let help: String
    let options: [ChoiceOption]
  }

  struct Agenda: Sendable {
    let action: String
    let csrf: String
    let version: String
    let lines: [Line]
    let isEmpty: Bool
    let candidates: [ChoiceOption]
    let hasCandidates: Bool
    let freeError: [String]
    let freeText: String
    let leftOut: [String]
  }

  struct Line: Sendable {
    let item: String
    let label: String
    let status: String
    let mayMove: Bool
  }

  /// - Parameters:
  ///   - view: the session that is changed; nil for a new one.
  ///   - candidates: dossiers that can be put on its agenda.
  package init(
    _ draft: JuryDraft, wave: Wave, jurors: [Person], instructors: [Person], view: JuryView? = nil,
    candidates: [Dossier] = [], free: String = "", cancellation: String = "", refusal: Refusal? = nil, csrf: String,
    in wording: Wording
  ) {
    let (words, session) = (wording.catalogue, view?.session)
    heading = words(session == nil ? "juryPlanNew" : "juryPlan")
    self.wave = wave.name[wording.language]
    juriesHref = wording.path(.juries)
    sessionLink = session.map { [LinkItem(href: wording.path(.jury($0.id)), label: $0.title)] } ?? []
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map {
        LinkItem(href: "#\($0.field)", label: words("juryField_\($0.field)") + words("colon") + wording.finding($0))
      }
    hasErrors = !errors.isEmpty
    saved = session.map { [words("juryState_\($0.state.rawValue)")] } ?? []
    let isOpen = session.map { $0.state == .planned } ?? true
    form =
      isOpen
      ? [JuryPlanPage.form(draft, wave, jurors, instructors, session, findings, csrf, in: wording)] : []
    agenda =
      view.map { view in
        view.session.state.isOver
          ? [] : [JuryPlanPage.agenda(view, candidates, free, findings, csrf, in: wording)]
      } ?? []
    cancelling =
      session.map { session in
        guard session.state == .planned else { return [] }
        return [
          Cancelling(
            action: wording.path(.juryAgenda(session.id)), csrf: csrf, version: "\(session.version)",
            reason: cancellation, reasonError: findings.filter { $0.field == "cancellation" }.map(wording.finding))
        ]
      } ?? []
    let others = instructors.filter { session?.member($0.id) == nil }
    reinforcement =
      session.map { session in
        guard session.state == .open || session.state == .suspended, !others.isEmpty else { return [] }
        return [
          Reinforcement(
            action: wording.path(.juryAgenda(session.id)), csrf: csrf, version: "\(session.version)",
            candidates: others.map { ChoiceOption(value: "\($0.id)", label: $0.name, isSelected: false) },
            secretaryError: findings.filter { $0.field == "secretary" }.map(wording.finding))
        ]
      } ?? []
  }

  private static func form(
    _ draft: JuryDraft, _ wave: Wave, _ jurors: [Person], _ instructors: [Person], _ session: JurySession?,
    _ findings: [Finding], _ csrf: String, in wording: Wording
  ) -> PlanForm {
    let words = wording.catalogue
    func said(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    func options(_ people: [Person], _ chosen: (String) -> Bool) -> [ChoiceOption] {
      people.map { ChoiceOption(value: "\($0.id)", label: $0.name, isSelected: chosen("\($0.id)")) }
    }
    let values = [("title", draft.title), ("place", draft.place), ("day", draft.day), ("hour", draft.hour)]
    let inputs = values.map { id, value -> Input in
      let help = id == "day" ? words("dayFormat") : id == "hour" ? words("juryHourFormat") : nil
      let describing = [help == nil ? nil : "\(id)-help", said(id).isEmpty ? nil : "\(id)-error"].compactMap { $0 }
      return Input(
        id: id, label: words("juryField_\(id)"), help: help.map { [$0] } ?? [], fieldError: said(id), value: value,
        describedBy: describing.isEmpty ? [] : [describing.joined(separator: " ")])
    }
    func select(_ id: String, _ all: [(value: String, label: String)], _ chosen: String) -> Select {
      Select(
        id: id, label: words("juryField_\(id)"), help: words("juryHelp_\(id)"),
        options: all.map { ChoiceOption(value: $0.value, label: $0.label, isSelected: $0.value == chosen) })
    }
    let quorums = JuryDraft.quorums.map { quorum in
      let part = quorum.replacing("+", with: "")
      return (value: quorum, label: words(quorum.hasSuffix("+") ? "juryMoreThan" : "juryAtLeast", part))
    }
    return PlanForm(
      action: wording.path(session.map { .juryPlan($0.id) } ?? .juryPlanning(wave.slug)), csrf: csrf,
      version: "\(session?.version ?? 0)", inputs: inputs,
      selects: [
        select("quorum", quorums, draft.quorum),
        select(
          "base", JuryRule.Quorum.Base.allCases.map { ($0.rawValue, words("juryRuleBase_\($0.rawValue)")) }, draft.base),
        select(
          "majority", JuryRule.Majority.allCases.map { ($0.rawValue, words("juryMajority_\($0.rawValue)")) },
          draft.majority),
        select(
          "ballot", JuryRule.Ballot.allCases.map { ($0.rawValue, words("juryBallot_\($0.rawValue)")) }, draft.ballot),
      ], hasCastingVote: draft.hasCastingVote, presidents: options(jurors) { $0 == draft.president },
      presidentError: said("president"), members: options(jurors, draft.members.contains),
      membersError: said("members"), secretaries: options(instructors, draft.secretaries.contains),
      secretariesError: said("secretaries"), hasNobody: jurors.isEmpty)
  }

  private static func agenda(
    _ view: JuryView, _ candidates: [Dossier], _ free: String, _ findings: [Finding], _ csrf: String,
    in wording: Wording
  ) -> Agenda {
    let id = view.session.id
    return Agenda(
      action: wording.path(.juryAgenda(id)), csrf: csrf, version: "\(view.session.version)",
      lines: view.items.map { shown in
        Line(
          item: "\(shown.item.id)", label: "\(shown.number). \(wording.subject(of: shown))",
          status: JuryPage.status(shown, in: wording), mayMove: shown.item.mayMove)
      }, isEmpty: view.items.isEmpty,
      candidates: candidates.map {
        ChoiceOption(value: "\($0.id)", label: "\($0.title) (\($0.reference))", isSelected: false)
      }, hasCandidates: !candidates.isEmpty,
      freeError: findings.filter { $0.field == "free" }.map(wording.finding), freeText: free,
      leftOut: view.leftOut == 0 ? [] : [wording.catalogue.count("juryLeftOut", view.leftOut)])
  }
}
