package import Domain

/// What a page knows around the answers of a form, and its fields offer as choices.
package struct FieldContext: Sendable {
  /// By whom the form is filled in: what a browser keeps of it comes back to nobody else.
  package var writer = ""
  /// The files attached to the dossier, and the address of their page.
  package var files: [Attachment] = []
  package var filesPath = ""
  /// The communes that bear a name.
  package var communes: @Sendable (String) -> [Municipality] = { _ in [] }
  /// What a search in the register found.
  package var organisations: [OrganisationResults] = []
  /// The path of the text that is to be shown as it will be read.
  package var preview: String?
  /// The builder of the perimeter of a section that has one.
  package var perimeter: PerimeterPanel.Contents?
  /// What is said of the balance of tables, by the path of the group.
  var balances: [String: [String]] = [:]
  /// The items of a long group that are shown with their fields, by their path; the others are a line with a link.
  package var open: Set<String> = []
  /// The version of the dossier that the page is drawn from.
  var version = 0
  /// The address of the page, for the links to items that are not open.
  var page = ""
  /// Inside a table: as small as can be.
  var isCompact = false

  package init() {}

  /// The organisations that a search for one field found.
  package struct OrganisationResults: Sendable {
    let path: String
    let query: String
    let organisations: [Organisation]

    package init(path: String, query: String, organisations: [Organisation]) {
      self.path = path
      self.query = query
      self.organisations = organisations
    }
  }

  /// The name of an item that is not saved yet: the same form sent twice is saved once. Another version of the dossier, or
  /// somebody else, gives another name at the same place.
  func newName(at path: String) -> String {
    ItemIdentity.newPrefix + sha256("\(writer):\(version):\(path)").prefix(32)
  }

  /// Where a finding is told: on this page, or on the same with its item open.
  func href(to finding: Finding) -> String {
    let anchor = FieldItem.htmlID(of: finding)
    guard let item = LongGroup.item(of: finding.field), !open.contains(item) else { return "#" + anchor }
    return LongGroup.href(page, to: finding.field, anchor: anchor, asking: [("verifier", "1")])
  }

  var forColumns: FieldContext {
    var copy = self
    copy.isCompact = true
    return copy
  }
}

extension FieldContext {
  /// Says at both tables of a rule how far they are from balance.
  mutating func addBalances(of procedure: Procedure, _ answers: Answers, in wording: Wording) {
    for rule in procedure.rules ?? [] {
      guard case .balances(let left, let right) = rule.check, let one = answers.sum(left),
        let other = answers.sum(right)
      else { continue }
      let gap = Money(cents: one.cents.subtractingReportingOverflow(other.cents).partialValue)
      for (own, across, gap) in [(left, right, gap), (right, left, Money(cents: 0 &- gap.cents))] {
        let name = procedure.label(
          of: across.split(separator: ".").first.map(String.init) ?? across, in: wording.language)
        let text =
          gap.cents == 0
          ? wording.catalogue("balanced", name) : wording.catalogue("balanceGap", name, wording.money(gap))
        balances[own.split(separator: ".").first.map(String.init) ?? own, default: []].append(text)
      }
    }
  }
}
