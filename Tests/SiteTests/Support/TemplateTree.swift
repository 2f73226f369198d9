/// A template as Mustache understands it, in the small part of the language that the house uses.
struct TemplateTree: Sendable {
  indirect enum Node: Sendable {
    case value(String)
    case partial(String)
    /// A template that takes this one's block into its own place.
    case layout(String, block: [Node])
    case block(String)
    case section(String, place: Int, isInverted: Bool, [Node])
  }

  private(set) var nodes: [Node] = []
  private var tags: ArraySlice<Tag>

  private struct Tag: Sendable {
    let kind: Character
    let name: String
    let place: Int
  }

  init(_ text: String) {
    let kinds = "#^/>$<%"
    let found = text.matches(of: /\{\{([^}]+)\}\}/).map { match -> Tag in
      let body = match.1.drop(while: \.isWhitespace)
      let kind = body.first.flatMap { kinds.contains($0) ? $0 : nil } ?? "="
      let name = String(kind == "=" ? body : body.dropFirst())
      return Tag(kind: kind, name: name, place: text.distance(from: text.startIndex, to: match.range.lowerBound))
    }
    tags = found[...]
    nodes = read()
  }

  private mutating func read() -> [Node] {
    var nodes: [Node] = []
    while let tag = tags.popFirst(), tag.kind != "/" {
      switch tag.kind {
      case "#", "^": nodes.append(.section(tag.name, place: tag.place, isInverted: tag.kind == "^", read()))
      case ">": nodes.append(.partial(tag.name))
      case "<": nodes.append(.layout(tag.name, block: blocks(read())))
      case "$":
        let inner = read()
        nodes.append(.block(tag.name))
        nodes += inner
      case "%": break
      default: nodes.append(.value(tag.name))
      }
    }
    return nodes
  }

  /// What a page puts into the block of its layout: all that follows the name of the block.
  private func blocks(_ nodes: [Node]) -> [Node] {
    nodes.filter { if case .block = $0 { false } else { true } }
  }
}
