import Domain
import Site

/// What every page must keep to, beyond being well formed: names, labels and references that lead somewhere.
extension HTMLReader {
  var ruleProblems: [String] {
    problems + identities + references + headings + controls + tables + structure + forbidden
  }

  private var identities: [String] {
    let all = elements.compactMap { $0["id"] }
    return Set(all).filter { id in all.count { $0 == id } > 1 }.map { "the id \($0) comes twice" }
      + all.filter { $0.isEmpty || $0.contains(where: \.isWhitespace) }.map { "\"\($0)\" is no id" }
  }

  private var references: [String] {
    let known = Set(elements.compactMap { $0["id"] })
    let wanted = elements.flatMap { element -> [String] in
      let lists = [element["aria-describedby"], element["aria-labelledby"], element["for"]].compactMap { $0 }
      let anchor = element["href"].flatMap { $0.hasPrefix("#") ? String($0.dropFirst()) : nil }
      return lists.flatMap { $0.split(separator: " ").map(String.init) } + (anchor.map { [$0] } ?? [])
    }
    return Set(wanted).subtracting(known).map { "nothing has the id \($0)" }
  }

  private var headings: [String] {
    var found = all("h1").count == 1 ? [] : ["\(all("h1").count) first headings"]
    let inMain = all("h1", "h2", "h3", "h4").filter { element in ancestors(of: element).contains { $0.name == "main" } }
    let levels = inMain.compactMap { Int($0.name.dropFirst()) }
    for (before, after) in zip(levels, levels.dropFirst()) where after > before + 1 {
      found.append("h\(before) is followed by h\(after)")
    }
    return found + inMain.filter { $0.text.trimmed.isEmpty }.map { "an empty \($0.name)" }
  }

  private var controls: [String] {
    let labelled = Set(all("label").compactMap { $0["for"] })
    let fields = all("input", "select", "textarea").filter { $0["type"] != "hidden" }
    let nameless = fields.filter { field in
      field["aria-label"] == nil && !(field["id"].map(labelled.contains) ?? false)
    }
    let buttons = all("button").filter { $0["type"] == nil || $0.text.trimmed.isEmpty }
    let links = all("a").filter { link in
      link["href"] == nil || (link.text.trimmed.isEmpty && link["aria-label"] == nil && link["aria-hidden"] == nil)
    }
    return nameless.map { "no label: \($0.name) \($0["name"] ?? "?")" }
      + buttons.map { "a button without type or text: \($0.attributes)" }
      + links.map { "a link without address or text: \($0["href"] ?? "?")" }
      + all("img").filter { $0["alt"] == nil }.map { "no alt: \($0["src"] ?? "?")" }
  }

  private var tables: [String] {
    let captions = all("caption").count == all("table").count ? [] : ["a table without a caption"]
    return captions + all("th").filter { $0["scope"] == nil }.map { "no scope: \($0.text)" }
  }

  private var structure: [String] {
    func parent(_ element: Element) -> String { element.parent.map { elements[$0].name } ?? "" }
    let items = all("li").filter { !["ul", "ol"].contains(parent($0)) }
    let terms = all("dt", "dd").filter { !["dl", "div"].contains(parent($0)) }
    let strangers = elements.filter { ["ul", "ol"].contains(parent($0)) && $0.name != "li" }
    let nested = all("form", "a", "button").filter { element in
      ancestors(of: element).contains { $0.name == element.name }
    }
    return items.map { "li in \(parent($0))" } + terms.map { "\($0.name) in \(parent($0))" }
      + strangers.map { "\($0.name) directly in a list" } + nested.map { "\($0.name) in another" }
  }

  private var forbidden: [String] {
    let bad = elements.filter { element in
      let isOurs = element.name == "script" && element["src"] == Assets.script.path && element.text.isEmpty
      return ["script", "style", "iframe", "object", "embed"].contains(element.name) && !isOurs
    }
    let attributes = elements.flatMap { element in
      element.attributes.filter { name, value in
        name.hasPrefix("on") || name == "style" || value.lowercased().trimmed.hasPrefix("javascript:")
      }
    }
    return bad.map { "<\($0.name)>" } + attributes.map { "attribute \($0.key)" }
  }
}
