package import Domain

/// The labels as the service lists them.
package struct LabelsPage: PageModel {
  package static let template = "Territories/labels"

  let action: String
  let states: [ChoiceOption]
  let count: String
  let lines: [Line]
  let isEmpty: Bool
  let pager: Pager

  struct Line: Sendable {
    let href: String
    let name: String
    let state: String
    let labelledOn: String
    let endsOn: String
    let dueOn: String
    let isExample: Bool
  }

  package init(_ page: Page<LabelListing>, state: LabelState?, in wording: Wording) {
    let path = wording.path(.labels)
    action = path
    states = LabelState.allCases.filter { $0 != .granted }.map {
      ChoiceOption(value: $0.rawValue, label: wording.labelState($0), isSelected: $0 == state)
    }
    count = wording.catalogue.count("labelCount", page.total)
    lines = page.items.map { label in
      Line(
        href: wording.path(.labelOf(label.territory)), name: label.name, state: wording.labelState(label.state),
        labelledOn: wording.day(label.labelledOn),
        endsOn: label.endsOn.map(wording.day) ?? wording.catalogue("labelNoTermShort"),
        dueOn: label.dueOn.map(wording.day) ?? "–", isExample: label.isExample)
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { address(path, [("etat", state?.rawValue), ("page", "\($0)")]) }
  }
}
