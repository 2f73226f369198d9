package import Domain

/// What somebody of the service declares of themselves.
package struct OwnInterestsPage: PageModel {
  package static let template = "Conflicts/interests"

  let spaceHref: String
  let notice: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  let action: String
  let csrf: String
  let kinds: [ChoiceOption]
  let name: String
  let nameError: [String]
  let words: String
  let wordsError: [String]
  let endedOn: String
  let endedOnError: [String]
  let items: [InterestItem]
  let isEmpty: Bool
  let pager: Pager
  let statementAction: String
  let waves: [StatementItem]
  let hasWaves: Bool

  struct InterestItem: Sendable {
    let kind: String
    let name: String
    let details: String
    let words: [String]
    /// The form that ends it; none for what has ended, and for a relation, which stays.
    let end: [EndForm]
  }

  struct EndForm: Sendable {
    let action: String
    let csrf: String
    let interest: String
    let inputID: String
    let label: String
  }

  struct StatementItem: Sendable {
    let name: String
    let stated: [String]
    let slug: String
    let csrf: String
    let label: String
  }

  /// What was sent and is shown again.
  package struct Outcome: Sendable {
    let draft: InterestDraft
    let findings: [Finding]
    let notice: String?

    package init(
      draft: InterestDraft = InterestDraft(kind: .organisation, name: ""), findings: [Finding] = [],
      notice: String? = nil
    ) {
      self.draft = draft
      self.findings = findings
      self.notice = notice
    }
  }

  package init(
    _ page: Page<DeclaredInterest>, waves: [InterestWave], outcome: Outcome = Outcome(), csrf: String,
    in wording: Wording
  ) {
    let words = wording.catalogue
    spaceHref = wording.path(.space)
    notice = outcome.notice.map { [words($0)] } ?? []
    let (draft, findings) = (outcome.draft, outcome.findings)
    func told(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    errors = findings.map { finding in
      let field = finding.field.hasPrefix("end-") ? "endedOn" : finding.field
      return LinkItem(
        href: "#" + finding.field,
        label: words("interestField_\(field)") + words("colon") + wording.finding(finding))
    }
    hasErrors = !findings.isEmpty
    action = wording.path(.ownInterests)
    self.csrf = csrf
    kinds = DeclaredInterest.Kind.allCases.map {
      ChoiceOption(value: $0.rawValue, label: words("interestKind_\($0.rawValue)"), isSelected: draft.kind == $0)
    }
    name = draft.name
    nameError = told("name")
    self.words = draft.words
    wordsError = told("words")
    endedOn = draft.endedOn
    endedOnError = told("endedOn")
    items = page.items.map { OwnInterestsPage.item($0, csrf, wording) }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { address(wording.path(.ownInterests), [("page", "\($0)")]) }
    statementAction = wording.path(.interestStatement)
    self.waves = waves.map { wave in
      StatementItem(
        name: wave.wave.name[wording.language],
        stated: wave.statedAt.map { [words("interestsStatedAt", wording.moment($0))] } ?? [],
        slug: wave.wave.slug.value, csrf: csrf,
        label: words(wave.statedAt == nil ? "stateInterests" : "stateInterestsAgain"))
    }
    hasWaves = !waves.isEmpty
  }

  private static func item(_ interest: DeclaredInterest, _ csrf: String, _ wording: Wording) -> InterestItem {
    let words = wording.catalogue
    var details = words("interestDeclaredAt", wording.moment(interest.declaredAt))
    if let end = interest.endedOn { details += " · " + words("interestEndedOn", wording.day(end)) }
    let mayEnd = interest.endedOn == nil && interest.kind != .relation
    return InterestItem(
      kind: words("interestKind_\(interest.kind.rawValue)"), name: interest.name, details: details,
      words: interest.words.isEmpty ? [] : [interest.words],
      end: mayEnd
        ? [
          EndForm(
            action: wording.path(.ownInterestEnd), csrf: csrf, interest: "\(interest.id)",
            inputID: "end-\(interest.id)", label: words("endInterest"))
        ] : [])
  }
}

/// The form in which somebody declares a relation to a dossier that they were asked about. It says nothing of the
/// dossier: whoever opens it learns nothing, not even whether there is one.
package struct RecusalPage: PageModel {
  package static let template = "Conflicts/recusal"

  let spaceHref: String
  let action: String
  let csrf: String
  let words: String
  let wordsError: [String]
  let errors: [LinkItem]
  let hasErrors: Bool

  package init(
    of dossier: ID<Dossier>, typed: String = "", findings: [Finding] = [], csrf: String, in wording: Wording
  ) {
    spaceHref = wording.path(.space)
    action = wording.path(.recusal(dossier))
    self.csrf = csrf
    words = typed
    wordsError = findings.map(wording.finding)
    errors = findings.map {
      LinkItem(
        href: "#words",
        label: wording.catalogue("interestField_words") + wording.catalogue("colon") + wording.finding($0))
    }
    hasErrors = !findings.isEmpty
  }
}
