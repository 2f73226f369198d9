import Domain

/// A block of simple formatted text, as templates place it: a paragraph, a list, or a numbered list. There is no way
/// to write an element or an address of another kind than the web's with it.
struct TextBlock: Sendable {
  let isParagraph: Bool
  let isList: Bool
  let isNumbered: Bool
  let rows: [TextRow]

  /// Reads paragraphs, lists (`- `, `1. `), bold, italic and links. What is none of these is text.
  static func all(in text: String) -> [TextBlock] {
    guard text.utf8.count <= TextBlock.longest else { return [TextBlock(.paragraph, [Substring(text)], isPlain: true)] }
    var blocks: [TextBlock] = []
    var open: (kind: Kind, lines: [Substring])?
    func close() {
      if let open { blocks.append(TextBlock(open.kind, open.lines)) }
      open = nil
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        close()
        continue
      }
      let (kind, content) = Kind.reading(line)
      if open?.kind != kind { close() }
      open = (kind, (open?.lines ?? []) + [content])
    }
    close()
    return blocks
  }

  /// A text beyond what any form asks for is shown as it was typed: a page is drawn mark by mark.
  private static let longest = 30_000

  private init(_ kind: Kind, _ lines: [Substring], isPlain: Bool = false) {
    isParagraph = kind == .paragraph
    isList = kind == .list
    isNumbered = kind == .numbered
    rows = lines.enumerated().map { index, line in
      TextRow(runs: isPlain ? [TextRun(plain: line)] : TextRun.all(in: line), hasNext: index + 1 < lines.count)
    }
  }

  private enum Kind {
    case paragraph
    case list
    case numbered

    static func reading(_ line: Substring) -> (Kind, Substring) {
      let content = line.drop { $0 == " " || $0 == "\t" }
      for mark in ["- ", "* ", "• "] where content.hasPrefix(mark) { return (.list, content.dropFirst(2)) }
      let digits = content.prefix { $0.isASCIIDigit }
      let rest = content.dropFirst(digits.count)
      if (1...3).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") {
        return (.numbered, rest.dropFirst(2))
      }
      return (.paragraph, line)
    }
  }
}

/// A line of a paragraph, or an entry of a list.
struct TextRow: Sendable {
  let runs: [TextRun]
  let hasNext: Bool
}

/// A stretch of text of one look.
struct TextRun: Sendable, Equatable {
  let text: String
  let isPlain: Bool
  let isStrong: Bool
  let isEmphasis: Bool
  let isBoth: Bool
  /// The address, for a link.
  let link: [String]

  fileprivate init(_ text: String, strong: Bool, emphasis: Bool, href: String? = nil) {
    self.text = text
    isPlain = href == nil && !strong && !emphasis
    isStrong = href == nil && strong && !emphasis
    isEmphasis = href == nil && emphasis && !strong
    isBoth = href == nil && strong && emphasis
    link = href.map { [$0] } ?? []
  }

  fileprivate init(plain line: Substring) { self.init(String(line), strong: false, emphasis: false) }

  static func all(in line: Substring) -> [TextRun] {
    var reader = RunReader(Array(line))
    return reader.read(0..<reader.characters.count, strong: false, emphasis: false)
  }
}

/// Reads one line from left to right. A mark that is never closed is looked for once, so that no text takes longer
/// than its length.
private struct RunReader {
  let characters: [Character]

  init(_ characters: [Character]) { self.characters = characters }

  mutating func read(_ range: Range<Int>, strong: Bool, emphasis: Bool) -> [TextRun] {
    var runs: [TextRun] = []
    var (plain, place) = ("", range.lowerBound)
    var unclosed: Set<String> = []
    func flush() {
      if !plain.isEmpty { runs.append(TextRun(plain, strong: strong, emphasis: emphasis)) }
      plain = ""
    }
    while place < range.upperBound {
      let character = characters[place]
      if character == "\\", place + 1 < range.upperBound, "\\*_[".contains(characters[place + 1]) {
        plain.append(characters[place + 1])
        place += 2
        continue
      }
      if character == "[", let link = link(at: place, in: range) {
        flush()
        runs.append(TextRun(link.label, strong: strong, emphasis: emphasis, href: link.href))
        place = link.end
        continue
      }
      if let mark = mark(at: place, in: range), !(mark.count == 2 ? strong : emphasis), !unclosed.contains(mark) {
        if let end = closing(mark, from: place + mark.count, in: range) {
          flush()
          runs += read(
            place + mark.count..<end, strong: strong || mark.count == 2, emphasis: emphasis || mark.count == 1)
          place = end + mark.count
          continue
        }
        unclosed.insert(mark)
      }
      plain.append(character)
      place += 1
    }
    flush()
    return runs
  }

  /// `**`, `*` or `_` where something follows it; `_` not inside a word.
  private func mark(at place: Int, in range: Range<Int>) -> String? {
    let character = characters[place]
    guard character == "*" || character == "_" else { return nil }
    let isDouble = character == "*" && place + 1 < range.upperBound && characters[place + 1] == "*"
    let next = place + (isDouble ? 2 : 1)
    guard next < range.upperBound, !characters[next].isWhitespace else { return nil }
    if character == "_", place > 0, characters[place - 1].isLetter || characters[place - 1].isNumber { return nil }
    return isDouble ? "**" : String(character)
  }

  private func closing(_ mark: String, from start: Int, in range: Range<Int>) -> Int? {
    let signs = Array(mark)
    var place = start + 1
    while place + signs.count <= range.upperBound {
      let isHere = zip(signs, characters[place...]).allSatisfy { $0 == $1 }
      // A single mark is not half of a double one.
      let isDouble = signs.count == 1 && place + 1 < range.upperBound && characters[place + 1] == signs[0]
      if isHere, isDouble {
        place += 2
        continue
      }
      if isHere, !characters[place - 1].isWhitespace {
        // Of three marks in a row, the first closes what lies inside.
        let isTriple = signs.count == 2 && place + 2 < range.upperBound && characters[place + 2] == signs[0]
        return isTriple ? place + 1 : place
      }
      place += 1
    }
    return nil
  }

  /// `[label](https://…)`: nothing else is a link.
  private func link(at place: Int, in range: Range<Int>) -> (label: String, href: String, end: Int)? {
    var end = place + 1
    while end < range.upperBound, characters[end] != "]" {
      if characters[end] == "[" { return nil }
      end += 1
    }
    guard end > place + 1, end + 1 < range.upperBound, characters[end + 1] == "(" else { return nil }
    var last = end + 2
    while last < range.upperBound, characters[last] != ")" {
      let character = characters[last]
      if character.isWhitespace || "(<>\"'`\\".contains(character) { return nil }
      last += 1
    }
    guard last < range.upperBound else { return nil }
    let href = String(characters[end + 2..<last])
    let lower = href.lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), href.count < 500,
      href.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { return nil }
    return (String(characters[place + 1..<end]), href, last + 1)
  }
}
