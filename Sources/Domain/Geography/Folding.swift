/// Names as people compare them: without accents or case, hyphens and apostrophes as spaces, "St" and
/// "Ste" written out.
package enum Folding {
  /// "L'Haÿ-les-Roses" → `l hay les roses`; "St-Étienne" → `saint etienne`.
  package static func fold(_ name: String) -> String {
    var folded = ""
    var word = ""
    func end() {
      guard !word.isEmpty else { return }
      if !folded.isEmpty { folded.append(" ") }
      switch word {
      case "st": folded.append("saint")
      case "ste": folded.append("sainte")
      default: folded.append(word)
      }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in name.unicodeScalars.map(narrow) {
      switch letters(scalar) {
      case .same: word.unicodeScalars.append(scalar)
      case .plain(let plain): word.unicodeScalars.append(plain)
      case .two(let first, let second):
        word.unicodeScalars.append(first)
        word.unicodeScalars.append(second)
      case .nothing: break
      case .space: end()
      }
    }
    end()
    return folded
  }

  /// The folded name, and the same without its article: "Le Mans" is also found as "Mans".
  package static func keys(of name: String) -> [String] {
    let folded = fold(name)
    let articles = ["le ", "la ", "les ", "l ", "aux ", "las ", "los "]
    guard let article = articles.first(where: { folded.hasPrefix($0) }) else { return [folded] }
    return [folded, String(folded.dropFirst(article.count))]
  }

  private enum Letters {
    case same
    case plain(Unicode.Scalar)
    case two(Unicode.Scalar, Unicode.Scalar)
    /// A combining accent: dropped.
    case nothing
    case space
  }

  /// A full-width letter or digit, as some keyboards write them, as the letter that it is.
  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xff01...0xff5e).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
  }

  private static func letters(_ scalar: Unicode.Scalar) -> Letters {
    switch scalar {
    case "a"..."z", "0"..."9": .same
    case "A"..."Z": .plain(Unicode.Scalar(UInt8(scalar.value) + 32))
    case " ", "-", "'", "\u{2019}": .space
    case "à", "â", "ä", "á", "ã", "å", "À", "Â", "Ä", "Á", "Ã", "Å": .plain("a")
    case "ç", "Ç": .plain("c")
    case "é", "è", "ê", "ë", "É", "È", "Ê", "Ë": .plain("e")
    case "î", "ï", "í", "ì", "Î", "Ï", "Í", "Ì": .plain("i")
    case "ô", "ö", "ó", "ò", "õ", "Ô", "Ö", "Ó", "Ò", "Õ": .plain("o")
    case "ù", "û", "ü", "ú", "Ù", "Û", "Ü", "Ú": .plain("u")
    case "ÿ", "Ÿ", "ý", "Ý": .plain("y")
    case "ñ", "Ñ": .plain("n")
    case "œ", "Œ": .two("o", "e")
    case "æ", "Æ": .two("a", "e")
    case "\u{300}"..."\u{36f}": .nothing
    // The apostrophe that some keyboards type is a letter to Unicode.
    case "\u{2bc}": .space
    // A soft hyphen, a joiner: what a text copied from a document bears unseen.
    default:
      scalar.properties.isDefaultIgnorableCodePoint
        ? .nothing : scalar.properties.isAlphabetic ? .same : .space
    }
  }
}
