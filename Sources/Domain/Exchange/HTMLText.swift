/// The words of an HTML text: nothing of it is ever shown as HTML. One pass, whatever its sender made of it.
package enum HTMLText {
  private static let hidden: Set<String> = ["script", "style", "head", "title", "template", "blockquote"]
  private static let breaking: Set<String> = [
    "br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table",
  ]
  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "laquo": "«", "raquo": "»",
    "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "agrave": "à", "acirc": "â", "ccedil": "ç", "icirc": "î",
    "iuml": "ï", "ocirc": "ô", "ugrave": "ù", "ucirc": "û", "uuml": "ü", "Eacute": "É", "Agrave": "À", "oelig": "œ",
    "euro": "€", "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”", "hellip": "…", "ndash": "–", "mdash": "—",
  ]

  package static func words(of html: String) -> String {
    var text = ""
    // The element whose content is left out, and how deep one stands in it.
    var (skipped, depth) = ("", 0)
    var rest = html[...]
    while let first = rest.first {
      if first == "<" {
        let end = rest.firstIndex(of: ">") ?? rest.endIndex
        let tag = rest[rest.index(after: rest.startIndex)..<end]
        rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
        let (name, isEnd) = HTMLText.name(tag)
        if depth > 0 {
          if name == skipped { depth += isEnd ? -1 : 1 }
        } else if hidden.contains(name), !isEnd {
          (skipped, depth) = (name, 1)
        } else if breaking.contains(name) {
          breakLine(name, isEnd: isEnd, in: &text)
        }
        continue
      }
      let end = rest.firstIndex(of: "<") ?? rest.endIndex
      if depth == 0 { append(rest[..<end], to: &text) }
      rest = rest[end...]
    }
    return text
  }

  /// A line ends before and after each block, and paragraphs stand apart; more than one empty line is nobody's wish.
  private static func breakLine(_ name: String, isEnd: Bool, in text: inout String) {
    guard !text.isEmpty, !text.hasSuffix("\n\n") else { return }
    if name == "br" || !text.hasSuffix("\n") { text += "\n" }
    if name == "p", !isEnd, !text.hasSuffix("\n\n") { text += "\n" }
  }

  private static func name(_ tag: Substring) -> (String, isEnd: Bool) {
    let isEnd = tag.hasPrefix("/")
    return (tag.drop { $0 == "/" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }.lowercased(), isEnd)
  }

  /// White space in HTML is one space, and none at the beginning of a line.
  private static func append(_ words: Substring, to text: inout String) {
    var rest = words
    while let first = rest.popFirst() {
      if first.isWhitespace, first != "\u{a0}" {
        if !text.isEmpty, !text.hasSuffix(" "), !text.hasSuffix("\n") { text += " " }
      } else if first == "&", let end = rest.prefix(10).firstIndex(of: ";"), let found = entity(rest[..<end]) {
        text += found
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(first)
      }
    }
  }

  private static func entity(_ name: Substring) -> String? {
    guard name.hasPrefix("#") else { return entities[String(name)] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
  }
}
