/// The words of a text as they are compared, by their stems, without the words that every text has.
package struct AffinityText: Hashable, Sendable {
  /// How often each stem stands there.
  package private(set) var counts: [String: Int] = [:]
  /// For each stem the word that people read: the first one met.
  package private(set) var words: [String: String] = [:]

  package init() {}

  package mutating func add(_ stem: String, word: String) {
    counts[stem, default: 0] += 1
    if words[stem] == nil { words[stem] = word }
  }

  package mutating func add(_ other: AffinityText) {
    counts.merge(other.counts) { $0 + $1 }
    words.merge(other.words) { first, _ in first }
  }
}

extension Answers {
  /// Every text that somebody wrote in words, in the order of the fields' ids: what is compared with what experts know.
  package var prose: [String] {
    values.sorted { $0.key < $1.key }.flatMap { _, answer -> [String] in
      switch answer {
      case .text(let text): text.contains(" ") ? [text] : []
      case .list: []
      case .group(let items): items.flatMap(\.prose)
      }
    }
  }

  /// The themes of the challenges of a candidacy, each once, as ids of the programme.
  package var challengeThemes: Set<String> {
    Set(group("challenges").flatMap { [$0.text("theme"), $0.text("secondTheme")].compactMap { $0 } })
  }
}
