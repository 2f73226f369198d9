package import Domain

/// The organisations that I belong to; finding others; registering one.
package struct OrganisationsPage: PageModel {
  package static let template = "Organisations/organisations"

  let action: String
  let own: [OrganisationLine]
  let hasOwn: Bool
  let query: String
  let isSearch: Bool
  let count: String
  let found: [OrganisationLine]
  let hasFound: Bool
  let csrf: String
  let pager: Pager
  let form: OrganisationForm
  let notice: [String]
  let errors: [String]
  let hasErrors: Bool
  let taken: [OrganisationLine]

  /// What the page says beside its lists.
  package enum Notice: Sendable {
    case askedToJoin
    case left
  }

  /// - Parameters:
  ///   - found: what a search found; nil without a search.
  ///   - entry: the form to register as it was typed, and what is wrong with it.
  ///   - taken: the organisation that has the number already.
  package init(
    own: Page<Organisation>, query: String, found: Page<Organisation>?, entry: OrganisationEntry = OrganisationEntry(),
    findings: [Finding] = [], taken: Organisation? = nil, notice: Notice? = nil, csrf: String, in wording: Wording
  ) {
    action = wording.path(.organisations)
    let ownIDs = Set(own.items.map(\.id))
    self.own = own.items.map { OrganisationLine($0, isOwn: true, in: wording) }
    hasOwn = !own.items.isEmpty
    self.query = query
    isSearch = found != nil
    count = wording.catalogue.count("organisationCount", found?.total ?? 0)
    self.found = found?.items.map { OrganisationLine($0, isOwn: ownIDs.contains($0.id), in: wording) } ?? []
    hasFound = !self.found.isEmpty
    self.csrf = csrf
    pager = Pager(found ?? Page(items: [], total: 0, request: .longest), in: wording) { number in
      address(wording.path(.organisations), [("q", query), ("page", "\(number)")])
    }
    form = OrganisationForm(entry, findings, action: wording.path(.organisations), csrf: csrf, in: wording)
    self.notice =
      switch notice {
      case .askedToJoin: [wording.catalogue("askedToJoin")]
      case .left: [wording.catalogue("organisationLeft")]
      case nil: []
      }
    errors = findings.map(wording.finding)
    hasErrors = !findings.isEmpty
    self.taken = taken.map { [OrganisationLine($0, isOwn: ownIDs.contains($0.id), in: wording)] } ?? []
  }
}

/// An organisation in a list: what the register tells of it.
struct OrganisationLine: Sendable {
  let id: String
  let name: String
  let details: String
  let open: [String]
  let join: [String]

  /// - Parameter isOwn: whether its page opens to the reader; others are asked to let one in.
  init(_ organisation: Organisation, isOwn: Bool, in wording: Wording) {
    let card = organisation.card
    id = "\(organisation.id)"
    name = card.name
    let place = card.municipality.map { wording.place(PlaceCode(level: .municipality, code: $0)) }
    details = [wording.form(card.form), card.number.map(OrganisationLine.spaced), place].compactMap { $0 }
      .joined(separator: " · ")
    open = isOwn ? [wording.path(.organisation(organisation.id))] : []
    join = isOwn ? [] : [wording.path(.organisationJoin(organisation.id))]
  }

  /// As people write and check numbers: `732 829 320 00074`.
  static func spaced(_ number: RegisterNumber) -> String {
    let digits = Array(number.description)
    let parts = [digits[0..<3], digits[3..<6], digits[6..<9], digits[9...]].map { String($0) }
    let label =
      switch number {
      case .siren: "SIREN"
      case .siret: "SIRET"
      }
    return label + "\u{a0}" + parts.filter { !$0.isEmpty }.joined(separator: "\u{202f}")
  }
}

/// The fields of an organisation, to register it or to edit it.
struct OrganisationForm: Sendable {
  let action: String
  let csrf: String
  let version: [Int]
  let name: Box
  let siren: Box
  let siret: Box
  let municipality: Box
  let website: Box
  let forms: [ChoiceOption]
  let formError: [String]
  let kinds: [ChoiceOption]
  let kindsError: [String]

  struct Box: Sendable {
    let value: String
    let error: [String]
  }

  init(
    _ entry: OrganisationEntry, _ findings: [Finding], version: Int? = nil, action: String, csrf: String,
    in wording: Wording
  ) {
    func error(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    self.action = action
    self.csrf = csrf
    self.version = version.map { [$0] } ?? []
    name = Box(value: entry.name, error: error("name"))
    siren = Box(value: entry.siren, error: error("siren"))
    siret = Box(value: entry.siret, error: error("siret"))
    municipality = Box(value: entry.municipality, error: error("municipality"))
    website = Box(value: entry.website, error: error("website"))
    forms = LegalForm.allCases.map {
      ChoiceOption(value: $0.rawValue, label: wording.form($0), isSelected: $0.rawValue == entry.form)
    }
    formError = error("form")
    kinds = ActorKind.allCases.map {
      ChoiceOption(value: $0.rawValue, label: wording.kind($0), isSelected: entry.kinds.contains($0.rawValue))
    }
    kindsError = error("kinds")
  }
}
