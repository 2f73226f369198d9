package import Domain

/// A label for those who hold it and for the service: what is due, the exchange, the steps, the history.
package struct LabelFilePage: PageModel {
  package static let template = "Territories/label"

  let name: String
  let publicHref: String
  let listHref: [String]
  let state: String
  let stateHelp: String
  let facts: [Fact]
  let isExample: Bool
  let conditions: [Condition]
  let hasConditions: Bool
  let notice: [NoticeItem]
  /// For the service: that letters reach nobody by mail.
  let unposted: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  /// What was typed into a form that the page has no more.
  let unsaved: [DecisionReading]
  let hasUnsaved: Bool
  let isSaved: Bool
  let csrf: String
  let steps: [LabelStepForm]
  let hasSteps: Bool
  let history: [LabelEventItem]
  let correctionAction: String
  let version: String
  let certificateHref: [LinkItem]
  let certificateAction: String
  let badges: [Badge]
  let hasBadge: Bool
  let snippet: [Snippet]

  struct Fact: Sendable {
    let name: String
    let value: String
  }

  struct Condition: Sendable {
    let title: String
    let text: String
  }

  struct NoticeItem: Sendable {
    let measure: String
    let ground: String
    let facts: String
    let givenOn: String
    let answerBy: String
    let answer: [String]
    let isUnanswered: Bool
    let hearing: [String]
  }

  /// What the holder puts into a page of their own: a link to the verification around the badge.
  struct Snippet: Sendable {
    let verifyAddress: String
    let badgeAddress: String
    /// Ready to stand between the quotes of an attribute.
    let alternative: String
  }

  struct Badge: Sendable {
    let href: String
    let alt: String
  }

  /// What stands around the label itself.
  package struct Setting: Sendable {
    package var csrf: String
    /// Whether the certificate of the label as it is now is made.
    package var hasCertificate = false
    package var reports: [ReportListing] = []
    /// The members of the collective, by name.
    package var members: [Person] = []
    package var mayHold = false
    package var mayManage = false
    /// Somebody of the service, who has the list of labels.
    package var mayList = false
    package var reader: ID<Person>?
    /// Where the site is reached.
    package var site = ""
    package var isSaved = false

    package init(csrf: String) { self.csrf = csrf }
  }

  package init(
    _ file: LabelFile, _ setting: Setting, draft: LabelStepDraft = LabelStepDraft(), refusal: Refusal? = nil,
    in wording: Wording
  ) {
    let words = wording.catalogue
    let (facts, standing) = (file.facts, file.standing)
    name = facts.name
    publicHref = wording.path(.territory(facts.slug))
    listHref = setting.mayList ? [wording.path(.labels)] : []
    state = wording.labelState(facts.state)
    stateHelp = words("labelStateHelp_\(facts.state.rawValue)")
    isExample = facts.isExample
    self.facts = LabelFilePage.facts(file, wording)
    conditions = standing.act.conditions.map {
      Condition(title: $0.title[wording.language], text: $0.text[wording.language])
    }
    hasConditions = !conditions.isEmpty
    notice = standing.notice.map { [LabelFilePage.notice($0, standing, wording)] } ?? []
    unposted = setting.mayManage && file.papers.contains(where: \.awaitsPost) ? [words("labelUnposted")] : []
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map {
        LinkItem(
          href: "#\(draft.step)-\($0.field)",
          label: words("labelField_\($0.field)") + words("colon") + wording.finding($0))
      }
    hasErrors = !errors.isEmpty
    isSaved = setting.isSaved
    csrf = setting.csrf
    version = "\(file.version)"
    steps = LabelStepForm.all(file, setting, draft: draft, findings: findings, in: wording)
    hasSteps = !steps.isEmpty
    history = LabelEventItem.all(file, setting, draft: draft, findings: findings, in: wording)
    let isDrawn = steps.contains(where: \.isOpen) || history.contains { $0.correction.contains(where: \.isOpen) }
    unsaved = refusal == nil || isDrawn ? [] : draft.unsaved(in: wording)
    hasUnsaved = !unsaved.isEmpty
    correctionAction = wording.path(.labelCorrection(facts.territory))
    certificateAction = wording.path(.labelCertificate(facts.territory))
    certificateHref =
      setting.hasCertificate
      ? [LinkItem(href: certificateAction, label: words("certificateDownload"))] : []
    let code = facts.code.map { "\($0)" }
    badges =
      code.map { code in
        [false, true].map { isDark in
          Badge(
            href: address(wording.path(.badge(code)), [("fond", isDark ? "sombre" : nil)]),
            alt: BadgePicture(facts, isDark: isDark, in: wording).title)
        }
      } ?? []
    hasBadge = code != nil
    snippet = code.map { [LabelFilePage.snippet($0, facts, setting.site, wording)] } ?? []
  }

  private static func facts(_ file: LabelFile, _ wording: Wording) -> [Fact] {
    let (words, standing) = (wording.catalogue, file.standing)
    var facts = [
      Fact(name: words("labelGrantedOn"), value: wording.day(standing.grantedOn)),
      Fact(name: words("labelTermName"), value: wording.term(file.facts)),
    ]
    if let since = wording.since(file.facts) { facts.append(Fact(name: words("labelSinceName"), value: since)) }
    if !standing.state.isEnded {
      if let due = standing.reportDueOn {
        facts.append(Fact(name: words("labelReportDue"), value: wording.day(due)))
      }
      if let opens = standing.renewalOpensOn {
        facts.append(Fact(name: words("labelRenewalOpens"), value: wording.day(opens)))
      }
    }
    switch standing.change?.change {
    case .perimeter(let codes)?:
      facts.append(
        Fact(name: words("labelChangeAsked"), value: codes.map(wording.place).joined(separator: ", ")))
    case .lead?: facts.append(Fact(name: words("labelChangeAsked"), value: words("labelChangeLead")))
    case nil: break
    }
    facts.append(
      Fact(name: words("perimeter"), value: file.perimeter.map(wording.place).joined(separator: ", ")))
    facts.append(
      Fact(
        name: words("labelTrack"),
        value: words(standing.givesAcceleratedTrack ? "labelTrackYes" : "labelTrackNo")))
    return facts
  }

  private static func notice(
    _ open: LabelStanding.OpenNotice, _ standing: LabelStanding, _ wording: Wording
  ) -> NoticeItem {
    let words = wording.catalogue
    return NoticeItem(
      measure: words("labelMeasure_\(open.notice.measure.rawValue)"),
      ground: wording.ground(open.notice.ground, of: standing.act), facts: open.notice.facts,
      givenOn: wording.day(open.givenOn), answerBy: wording.day(open.notice.answerBy),
      answer: open.answer.map { [$0] } ?? [],
      isUnanswered: open.answer == nil && standing.day > open.notice.answerBy,
      hearing: open.isHearingAsked ? [words(open.isHearingHeld ? "labelHearingHeld" : "labelHearingAsked")] : [])
  }

  private static func snippet(_ code: String, _ facts: LabelFacts, _ site: String, _ wording: Wording) -> Snippet {
    let alternative = BadgePicture(facts, isDark: false, in: wording).title
      .replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
    return Snippet(
      verifyAddress: site + wording.path(.verifiedLabel(code)), badgeAddress: site + wording.path(.badge(code)),
      alternative: alternative)
  }
}

extension Wording {
  package func ground(_ ground: LabelNotice.Ground, of act: LabelAct) -> String {
    switch ground {
    case .illegal: catalogue("labelGround_illegal")
    case .conditionFailed(let id):
      catalogue("labelGround_condition", act.condition(id)?.title[language] ?? id)
    }
  }
}
