package import Domain

/// The experts of a wave, and how many dossiers they take.
package struct PanelPage: PageModel {
  package static let template = "Reviews/panel"

  let action: String
  let wave: String
  let isExample: Bool
  let queueHref: String
  let proposalHref: String
  let csrf: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let isSaved: Bool
  let isEmpty: Bool
  let places: String
  let members: [Member]

  struct Member: Sendable {
    let name: String
    let college: String
    let region: String
    let themes: String
    let knowledge: [String]
    let field: String
    let capacityLabel: String
    let capacity: String
    /// The number that stood in the form when it was drawn.
    let drawnField: String
    let drawn: String
    let stated: [String]
    let error: [String]
  }

  /// - Parameters:
  ///   - typed: capacities that were typed and not taken.
  ///   - drawn: those that stood in the form in which they were typed; the present ones where it is drawn anew.
  package init(
    _ members: [PanelMember], of wave: Wave, typed: [ID<Person>: String] = [:], drawn: [ID<Person>: String] = [:],
    refusal: Refusal? = nil, isSaved: Bool = false, csrf: String, in wording: Wording
  ) {
    let words = wording.catalogue
    action = wording.path(.panel(wave.slug))
    self.wave = wave.name[wording.language]
    isExample = wave.isExample
    queueHref = wording.path(.queue)
    proposalHref = wording.path(.panelProposal(wave.slug))
    self.csrf = csrf
    self.isSaved = isSaved
    isEmpty = members.isEmpty
    places = words(
      "panelPlaces", words.count("panelExperts", members.count),
      words.count("panelPlaceCount", members.reduce(0) { $0 + $1.capacity }))
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    let names = Dictionary(
      members.map { ("capacity.\($0.person.id)", $0.person.name) }, uniquingKeysWith: { $1 })
    errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map {
        LinkItem(href: "#\($0.field)", label: (names[$0.field] ?? "") + words("colon") + wording.finding($0))
      }
    hasErrors = !errors.isEmpty
    self.members = members.map { member in
      let (id, present) = (member.person.id, "\(member.capacity)")
      let field = "capacity.\(id)"
      let isOvertaken = refusal == .changedMeanwhile && typed[id] != nil
      return Member(
        name: member.person.name, college: wording.college(member.profile.college),
        region: member.profile.region.map(wording.region) ?? words("noRegion"),
        themes: member.profile.themes.isEmpty
          ? words("noTheme") : member.profile.themes.map(wording.theme).joined(separator: ", "),
        knowledge: member.profile.knowledge.isEmpty ? [] : [member.profile.knowledge], field: field,
        capacityLabel: words("capacityOf", member.person.name),
        capacity: typed[id] ?? present, drawnField: "drawn.\(id)", drawn: drawn[id] ?? present,
        stated: member.isCapacityStated ? [] : [words("capacityUsual")],
        error: isOvertaken
          ? [words("capacityNow", present)] : findings.filter { $0.field == field }.map(wording.finding))
    }
  }
}
