import Mustache

/// A page model whose properties are read once, not anew for each tag of its template.
struct Reflected: MustacheParent {
  private let properties: [String: Any]

  init(_ model: Any) {
    var properties: [String: Any] = [:]
    for case (let label?, let value) in Mirror(reflecting: model).children { properties[label] = present(value) }
    self.properties = properties
  }

  func child(named name: String) -> Any? { properties[name] }
}

/// What is in an optional, nil where there is nothing.
private func present(_ value: Any) -> Any? {
  let mirror = Mirror(reflecting: value)
  return mirror.displayStyle == .optional ? mirror.children.first?.value : value
}
