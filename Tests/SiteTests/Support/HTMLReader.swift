/// Reads a page as a strict browser would: the elements in their order, and what is malformed on the way.
struct HTMLReader: Sendable {
  /// An element with its place in the page. `parent` is the index of the element around it.
  struct Element: Sendable {
    let name: String
    let attributes: [String: String]
    let parent: Int?
    /// The text inside, that of the elements inside included.
    var text = ""

    subscript(attribute: String) -> String? { attributes[attribute] }
  }

  private(set) var elements: [Element] = []
  private(set) var problems: [String] = []
  private var open: [Int] = []
  private var rest: Substring

  private static let void: Set = ["meta", "link", "input", "br", "img", "hr"]
  /// Elements whose content is text alone.
  private static let textOnly: Set = ["textarea", "title", "option"]
  /// What ends a paragraph in a browser, whether or not the page closed it.
  private static let blocks: Set = [
    "p", "ul", "ol", "dl", "div", "form", "fieldset", "section", "table", "pre", "h1", "h2", "h3", "h4", "nav",
    "aside", "details",
  ]

  init(_ html: String) {
    rest = html[...]
    while let character = rest.first {
      if character == "<" { readTag() } else { readText() }
    }
    for index in open { problems.append("<\(elements[index].name)> is never closed") }
  }

  /// The elements around one, the nearest first.
  func ancestors(of element: Element) -> [Element] {
    var found: [Element] = []
    var next = element.parent
    while let index = next {
      found.append(elements[index])
      next = elements[index].parent
    }
    return found
  }

  func all(_ names: String...) -> [Element] { elements.filter { names.contains($0.name) } }

  private mutating func readText() {
    let text = rest.prefix { $0 != "<" }
    rest = rest[text.endIndex...]
    append(HTMLReader.decoded(text))
  }

  private mutating func append(_ text: String) {
    for index in open { elements[index].text += text }
  }

  private mutating func readTag() {
    guard let end = rest.firstIndex(of: ">") else {
      problems.append("a tag is not closed: \(rest.prefix(40))")
      rest = ""
      return
    }
    let tag = rest[rest.index(after: rest.startIndex)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.hasPrefix("!") { return }
    if tag.hasPrefix("/") { close(String(tag.dropFirst())) } else { start(tag) }
  }

  private mutating func close(_ name: String) {
    guard let last = open.last, elements[last].name == name else {
      problems.append("</\(name)> closes <\(open.last.map { elements[$0].name } ?? "nothing")>")
      if let index = open.lastIndex(where: { elements[$0].name == name }) { open.removeSubrange(index...) }
      return
    }
    open.removeLast()
  }

  private mutating func start(_ tag: Substring) {
    let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
    let parent = open.last
    if HTMLReader.blocks.contains(name), open.contains(where: { elements[$0].name == "p" }) {
      problems.append("<\(name)> stands in a <p>")
    }
    elements.append(Element(name: name, attributes: attributes(of: tag.dropFirst(name.count)), parent: parent))
    if !HTMLReader.void.contains(name), tag.last != "/" { open.append(elements.count - 1) }
    guard HTMLReader.textOnly.contains(name) else { return }
    guard let end = rest.firstRange(of: "</\(name)>") else { return }
    var text = rest[..<end.lowerBound]
    // A browser drops a line break that directly follows the tag.
    if name == "textarea", text.first?.isNewline == true { text = text.dropFirst() }
    append(HTMLReader.decoded(text))
    rest = rest[end.lowerBound...]
  }

  private mutating func attributes(of text: Substring) -> [String: String] {
    var found: [String: String] = [:]
    var rest = text
    while let first = rest.first {
      guard first.isWhitespace else {
        if rest != "/" { problems.append("what is \(rest) in a tag?") }
        break
      }
      rest = rest.drop(while: \.isWhitespace)
      let name = String(rest.prefix { $0.isLetter || $0.isNumber || "-:_".contains($0) })
      rest = rest.dropFirst(name.count)
      if name.isEmpty { continue }
      if found[name] != nil { problems.append("an attribute comes twice: \(name)") }
      found[name] = rest.hasPrefix("=\"") ? value(at: &rest) : ""
    }
    return found
  }

  /// The value between the quotation marks that the text begins with, after `=`.
  private mutating func value(at rest: inout Substring) -> String {
    let text = rest.dropFirst(2)
    guard let end = text.firstIndex(of: "\"") else {
      problems.append("a value is not closed: \(text)")
      rest = ""
      return ""
    }
    rest = text[text.index(after: end)...]
    return HTMLReader.decoded(text[..<end])
  }

  private static func decoded(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
