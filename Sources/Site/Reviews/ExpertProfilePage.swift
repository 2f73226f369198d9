package import Domain

/// What an expert says of what they know, and how many dossiers they take.
package struct ExpertProfilePage: PageModel {
  package static let template = "Reviews/expert-profile"

  let action: String
  let spaceHref: String
  let csrf: String
  let version: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let isSaved: Bool
  let colleges: [Option]
  let collegeError: [String]
  let regions: [ChoiceOption]
  let regionError: [String]
  let themes: [Option]
  let themesError: [String]
  let knowledge: String
  let knowledgeHelp: String
  let knowledgeError: [String]
  let waves: [Capacity]
  let hasWaves: Bool

  struct Option: Sendable {
    let optionID: String
    let value: String
    let label: String
    let isSelected: Bool
  }

  struct Capacity: Sendable {
    let field: String
    let label: String
    let value: String
    let error: [String]
  }

  /// - Parameters:
  ///   - draft: what stands in the form.
  ///   - regions: codes of régions.
  package init(
    _ draft: ExpertProfileDraft, waves: [Wave], regions: [String], refusal: Refusal? = nil, isSaved: Bool = false,
    csrf: String, in wording: Wording
  ) {
    let (words, language) = (wording.catalogue, wording.language)
    action = wording.path(.expertProfile)
    spaceHref = wording.path(.space)
    self.csrf = csrf
    version = "\(draft.version)"
    self.isSaved = isSaved
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    func errors(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    let names = Dictionary(waves.map { ("capacity.\($0.id)", $0.name[language]) }, uniquingKeysWith: { $1 })
    let anchors = [
      "college": wording.programme.colleges.first.map { "college-\($0.id)" } ?? "main", "themes": "themes",
    ]
    self.errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map { finding in
        LinkItem(
          href: "#\(anchors[finding.field] ?? finding.field)",
          label: (names[finding.field] ?? words("expert_\(finding.field)")) + words("colon") + wording.finding(finding))
      }
    hasErrors = !self.errors.isEmpty
    colleges = wording.programme.colleges.map {
      Option(
        optionID: "college-\($0.id)", value: $0.id, label: $0.label[language], isSelected: draft.college == $0.id)
    }
    collegeError = errors("college")
    self.regions = regions.map {
      ChoiceOption(value: $0, label: wording.region($0), isSelected: draft.region == $0)
    }
    regionError = errors("region")
    themes = wording.programme.themes.map {
      Option(
        optionID: "theme-\($0.id)", value: $0.id, label: $0.name[language], isSelected: draft.themes.contains($0.id))
    }
    themesError = errors("themes")
    knowledge = draft.knowledge
    knowledgeHelp = words("expertKnowledgeHelp", "\(ExpertProfile.longestKnowledge)")
    knowledgeError = errors("knowledge")
    self.waves = waves.map { wave in
      Capacity(
        field: "capacity.\(wave.id)", label: wave.name[language],
        value: draft.capacities[wave.id] ?? "\(PanelMember.usualCapacity)", error: errors("capacity.\(wave.id)"))
    }
    hasWaves = !waves.isEmpty
  }
}
