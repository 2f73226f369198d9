/// Names as people compare them: without accents or case, hyphens and apostrophes as spaces, "St" and
/// "Ste" written out.
package enum Folding {
  /// "L'Haÿ-les-Roses" → `l hay les roses`; "St-Étienne" → `saint etienne`.
  package static func fold(_ name: String) -> String {
    var words: [String] = []
    var word = ""
    func end() {
      switch word {
      case "": return
      case "st": words.append("saint")
      case "ste": words.append("sainte")
      default: words.append(word)
      }
      word = ""
    }
    for scalar in name.unicodeScalars {
      if let letters = plain(scalar) {
        word.unicodeScalars.append(contentsOf: letters.unicodeScalars)
      } else {
        end()
      }
    }
    end()
    return words.joined(separator: " ")
  }

  /// The folded name, and the same without its article: "Le Mans" is also found as "Mans".
  package static func keys(of name: String) -> [String] {
    let folded = fold(name)
    let articles = ["le ", "la ", "les ", "l ", "aux ", "las ", "los "]
    guard let article = articles.first(where: { folded.hasPrefix($0) }) else { return [folded] }
    return [folded, String(folded.dropFirst(article.count))]
  }

  /// The plain letters of a scalar, nil for what separates words. A combining accent is dropped.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "a"..."z", "0"..."9": String(scalar)
    case "A"..."Z": String(Character(Unicode.Scalar(UInt8(scalar.value) + 32)))
    case "à", "â", "ä", "á", "ã", "å", "À", "Â", "Ä", "Á", "Ã", "Å": "a"
    case "ç", "Ç": "c"
    case "é", "è", "ê", "ë", "É", "È", "Ê", "Ë": "e"
    case "î", "ï", "í", "ì", "Î", "Ï", "Í", "Ì": "i"
    case "ô", "ö", "ó", "ò", "õ", "Ô", "Ö", "Ó", "Ò", "Õ": "o"
    case "ù", "û", "ü", "ú", "Ù", "Û", "Ü", "Ú": "u"
    case "ÿ", "Ÿ", "ý": "y"
    case "ñ", "Ñ": "n"
    case "œ", "Œ": "oe"
    case "æ", "Æ": "ae"
    case "\u{300}"..."\u{36f}": ""
    default: scalar.properties.isAlphabetic ? String(scalar) : nil
    }
  }
}
