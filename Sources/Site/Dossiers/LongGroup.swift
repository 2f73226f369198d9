package import Domain

/// A group at the top of a section with so many items that their fields at once would be no page any more: it lists
/// its items, and one opens one of them. What the form does not hold stays as it is (`SectionForm`).
package enum LongGroup {
  /// More items than these are listed.
  package static let shown = 6

  /// The item at the top of a section to which a path leads: `challenges.7` for `challenges.7.objectives.1.target`.
  package static func item(of path: String) -> String? {
    let steps = path.split(separator: ".", maxSplits: 2)
    guard steps.count > 1, Int(steps[1]) != nil else { return nil }
    return "\(steps[0]).\(steps[1])"
  }

  /// The items that a posted form holds: they are shown again, whatever was typed into them. Somebody else may have taken
  /// another item away meanwhile, so that an item stands at another place than the form says: its identity tells.
  package static func items(in members: [(name: String, value: String)], among answers: Answers) -> Set<String> {
    var places: [String: String] = [:]
    for (name, value) in members {
      guard let item = item(of: name) else { continue }
      if places[item] == nil { places[item] = item }
      guard name == item + ".#", let group = item.split(separator: ".").first.map(String.init),
        case .group(let items)? = answers[group], let index = items.firstIndex(where: { $0.item == value })
      else { continue }
      places[item] = "\(group).\(index)"
    }
    return Set(places.values)
  }

  /// The item that was added last to a group which is listed; nil where all its items are shown.
  package static func added(to group: String, in answers: Answers) -> String? {
    guard item(of: group) == nil, case .group(let items)? = answers[group], items.count > shown else { return nil }
    return "\(group).\(items.count - 1)"
  }

  /// Where an item stands in its group today: another may have gone since the page was drawn.
  package static func place(of item: String, in group: String, _ answers: Answers) -> String? {
    guard case .group(let items)? = answers[group] else { return nil }
    return items.firstIndex { $0.item == item }.map { "\(group).\($0)" }
  }

  /// The address of a field on the page of its section, where the item around it is open.
  static func href(_ page: String, to path: String, anchor: String, asking more: [(String, String?)] = []) -> String {
    address(page, more + [("element", item(of: path))]) + "#" + anchor
  }
}
