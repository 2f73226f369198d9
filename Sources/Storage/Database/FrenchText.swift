import CStemmer
package import Domain
import Foundation

/// Words as search compares them: lower case, stemmed in the language of the text, without accents.
/// "réparer" and "Réparation" are one term; "l'économie" is found by "economie".
package enum FrenchText {
  /// The terms of a text, in order, joined by spaces: for each word the stem of its spelling, and that of its
  /// spelling without accents where they differ. Accents matter to the stemmer, and people leave them out.
  package static func terms(of text: String, in language: Language) -> String {
    words(of: text).flatMap { stems($0, in: language) }.joined(separator: " ")
  }

  /// The words that a person looks for, each once, as the stems that stand for it. One letter alone ("l'",
  /// "à") finds nothing useful.
  package static func query(_ text: String, in language: Language) -> [[String]] {
    var seen: Set<[String]> = []
    return words(of: text).filter { $0.count > 1 || $0.first?.isNumber == true }
      .map { stems($0, in: language) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
      .prefix(12).map { $0 }
  }

  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(40)) }
  }

  private static func stems(_ word: String, in language: Language) -> [String] {
    let spelt = fold(snowball(word, in: language))
    let plain = fold(snowball(fold(word), in: language))
    return (spelt == plain ? [spelt] : [spelt, plain]).filter { !$0.isEmpty }
  }

  static func fold(_ word: String) -> String {
    word.folding(options: [.diacriticInsensitive], locale: Locale(identifier: "fr_FR"))
      .replacing("œ", with: "oe").replacing("æ", with: "ae")
      .filter(\.isASCII)
  }

  static func snowball(_ word: String, in language: Language) -> String {
    let name =
      switch language {
      case .french: "french"
      case .english: "english"
      }
    // A stemmer may not be used by two threads at once; making one costs about as much as using it.
    guard let stemmer = sb_stemmer_new(name, "UTF_8") else { return word }
    defer { sb_stemmer_delete(stemmer) }
    let bytes = Array(word.utf8)
    guard let stem = sb_stemmer_stem(stemmer, bytes, Int32(bytes.count)) else { return word }
    let length = Int(sb_stemmer_length(stemmer))
    return String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
  }
}
