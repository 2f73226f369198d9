package import Domain

/// The register of conflicts of interest.
package struct ConflictsPage: PageModel {
  package static let template = "Conflicts/conflicts"

  let queueHref: String
  let action: String
  let waves: [ChoiceOption]
  let count: String
  let errors: [String]
  let hasErrors: Bool
  let items: [ConflictItem]
  let isEmpty: Bool
  let pager: Pager

  struct ConflictItem: Sendable {
    let person: String
    let reference: String
    let ground: String
    let thing: [String]
    /// Whether it binds now.
    let state: String
    let reason: [String]
    let setAside: [FindingForm]
    let putBack: [FindingForm]
  }

  /// A form that names a finding.
  struct FindingForm: Sendable {
    let action: String
    let csrf: String
    let person: String
    let dossier: String
    let ground: String
    let basis: String
    let inputID: String
    let typed: String
    let isOpen: Bool
    let hidden: String
  }

  /// - Parameters:
  ///   - failed: a finding that was to be set aside, with the reason that was typed and why it was not taken.
  ///   - reader: whose own conflicts others judge.
  package init(
    _ page: Page<ConflictListing>, waves: [Wave], wave: Slug?,
    failed: (finding: ConflictFinding, reason: String, refusal: Refusal)? = nil, reader: Principal, csrf: String,
    in wording: Wording
  ) {
    let words = wording.catalogue
    queueHref = wording.path(.queue)
    action = wording.path(.conflicts)
    self.waves = waves.map {
      ChoiceOption(value: $0.slug.value, label: $0.name[wording.language], isSelected: $0.slug == wave)
    }
    count = words.count("conflictCount", page.total)
    var messages: [String] = []
    if let failed {
      if case .invalid(let found) = failed.refusal {
        messages = found.map { words("conflictReason") + words("colon") + wording.finding($0) }
      } else {
        messages = [wording.refusal(failed.refusal)]
      }
    }
    errors = messages
    hasErrors = !messages.isEmpty
    items = page.items.enumerated().map { index, listing in
      ConflictsPage.item(
        listing, index, typed: failed?.finding == listing.finding ? failed?.reason : nil, reader, csrf, wording)
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in
      address(wording.path(.conflicts), [("wave", wave?.value), ("page", "\(number)")])
    }
  }

  private static func item(
    _ listing: ConflictListing, _ index: Int, typed: String?, _ reader: Principal, _ csrf: String,
    _ wording: Wording
  ) -> ConflictItem {
    let (words, finding) = (wording.catalogue, listing.finding)
    func form(_ link: Link) -> FindingForm {
      FindingForm(
        action: wording.path(link), csrf: csrf, person: "\(finding.person)", dossier: "\(finding.dossier)",
        ground: finding.ground.rawValue, basis: finding.basis, inputID: "reason-\(index)", typed: typed ?? "",
        isOpen: typed != nil, hidden: "\(listing.person), \(listing.reference)")
    }
    let may = finding.mayBeSetAside(by: reader)
    let state =
      finding.ground.canBeSetAside
      ? listing.setAside == nil ? "conflictBinds" : "conflictSetAside" : "conflictAlwaysBinds"
    return ConflictItem(
      person: listing.person, reference: listing.reference, ground: words("ground_\(finding.ground.rawValue)"),
      thing: listing.thing.map { [$0] } ?? [], state: words(state),
      reason: listing.setAside.map {
        [words("conflictSetAsideBy", $0.by?.name ?? words("formerAccount"), wording.moment($0.at), $0.reason)]
      } ?? [],
      setAside: may && listing.setAside == nil ? [form(.conflictAside)] : [],
      putBack: may && listing.setAside != nil ? [form(.conflictBack)] : [])
  }
}
