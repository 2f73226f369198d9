import Site

/// Follows a template through the values of an example as Mustache does, and notes what it does not find.
struct TemplateScopes: Sendable {
  /// Tags that no value around them has: Mustache prints nothing for them, and says nothing.
  private(set) var unknown: Set<String> = []
  /// Properties that a tag took its value from, `HomePage.tagline`.
  private(set) var used: Set<String> = []
  /// Every property of the values that were gone through.
  private(set) var properties: Set<String> = []
  /// Sections, by template and place, and whether an example went into them.
  private(set) var sections: [String: Bool] = [:]

  private let templates: [String: TemplateTree]

  init(_ templates: [String: TemplateTree]) { self.templates = templates }

  mutating func walk(_ template: String, from context: Any) {
    note(context)
    guard let tree = templates[template] else { return }
    walk(tree.nodes, in: template, [context], main: [])
  }

  private mutating func walk(
    _ nodes: [TemplateTree.Node], in template: String, _ stack: [Any], main: [TemplateTree.Node]
  ) {
    for node in nodes {
      switch node {
      case .value(let name): if find(name, in: stack) == nil { unknown.insert("\(template): \(name)") }
      case .partial(let name):
        guard let tree = templates[name] else {
          unknown.insert("\(template): >\(name)")
          continue
        }
        walk(tree.nodes, in: name, stack, main: main)
      case .layout(let name, let block):
        walk(templates[name]?.nodes ?? [], in: name, stack, main: block)
      case .block: walk(main, in: template, stack, main: [])
      case .section(let name, let place, let isInverted, let inner):
        let key = "\(template): \(isInverted ? "^" : "#")\(name) at \(place)"
        sections[key] = sections[key] ?? false
        guard let value = find(name, in: stack) else {
          unknown.insert("\(template): \(name)")
          continue
        }
        let entries = contents(of: value, stack)
        if entries.isEmpty == isInverted { sections[key] = true }
        for entry in isInverted && entries.isEmpty ? [stack] : isInverted ? [] : entries {
          walk(inner, in: template, entry, main: main)
        }
      }
    }
  }

  /// The stacks with which the inside of a section is gone through: none when it is not shown.
  private mutating func contents(of value: Any, _ stack: [Any]) -> [[Any]] {
    if let flag = value as? Bool { return flag ? [stack] : [] }
    guard let items = value as? [Any] else {
      note(value)
      return [stack + [value]]
    }
    for item in items { note(item) }
    return items.map { stack + [$0] }
  }

  private mutating func note(_ value: Any) {
    guard !(value is String) else { return }
    for child in Mirror(reflecting: value).children {
      if let label = child.label { properties.insert("\(type(of: value)).\(label)") }
    }
  }

  private mutating func find(_ name: String, in stack: [Any]) -> Any? {
    if name == "." { return stack.last }
    let steps = name.split(separator: ".").map(String.init)
    guard let first = steps.first,
      let owner = stack.last(where: { TemplateScopes.child(first, of: $0) != nil }),
      var value = TemplateScopes.child(first, of: owner)
    else { return nil }
    used.insert("\(type(of: owner)).\(first)")
    for step in steps.dropFirst() {
      note(value)
      used.insert("\(type(of: value)).\(step)")
      guard let next = TemplateScopes.child(step, of: value) else { return nil }
      value = next
    }
    return value
  }

  private static func child(_ name: String, of value: Any) -> Any? {
    if let strings = value as? [String: String] { return strings[name] }
    return Mirror(reflecting: value).children.first { $0.label == name }?.value
  }
}
