/// What a browser would post of the form whose address is given.
extension HTMLReader {
  func posted(to action: String, pressing button: (name: String, value: String)? = nil) -> [(
    name: String, value: String
  )] {
    let members = elements.compactMap { element -> (name: String, value: String)? in
      guard let name = element["name"],
        ancestors(of: element).contains(where: { $0.name == "form" && $0["action"] == action })
      else { return nil }
      switch element.name {
      case "textarea":
        // A browser sends every line break as CR LF.
        return (name, element.text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n"))
      case "select": return (name, selected(in: element))
      case "input" where ["radio", "checkbox"].contains(element["type"]):
        return element["checked"] == nil ? nil : (name, element["value"] ?? "on")
      case "input": return (name, element["value"] ?? "")
      default: return nil
      }
    }
    return members + (button.map { [$0] } ?? [])
  }

  /// The value of the chosen option, or of the first.
  private func selected(in select: Element) -> String {
    let own = all("option").filter { option in
      option.parent.map { elements[$0].attributes == select.attributes } ?? false
    }
    return (own.first { $0["selected"] != nil } ?? own.first)?["value"] ?? ""
  }
}
