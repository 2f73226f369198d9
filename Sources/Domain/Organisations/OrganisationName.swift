/// The name of an organisation as it is compared with another: legal forms, articles and small words say nothing of who
/// it is.
package enum OrganisationName {
  /// Raised with every change of the rule: what was kept under an earlier one is then made anew.
  package static let rule = 2

  /// "SCIC Coopérative d’Exemple", "la Coopérative d'Exemple" and "Coopérative d’Exemple (S.C.I.C.)" are one:
  /// `cooperative exemple`. A name of which nothing would be left keeps its legal form, or stays as it is folded.
  package static func key(of name: String) -> String {
    let bare = Folding.fold(name.contains("(") ? name.replacing(bracketed, with: " ") : name)
    let words = publicBody(joined((bare.isEmpty ? Folding.fold(name) : bare).split(separator: " ").map(String.init)))
    let told = withoutForms(words)
    for kept in [told.filter { !smallWords.contains($0) }, words.filter { !smallWords.contains($0) }]
    where !kept.isEmpty { return kept.joined(separator: " ") }
    return words.joined(separator: " ")
  }

  /// "A.D.E." and "ADE" are one: three letters and more that stand alone in a row are an acronym, or a legal form. The
  /// last of them is none where it is an article before a name: "S.A. L’Atelier".
  private static func joined(_ words: [String]) -> [String] {
    var (kept, row): ([String], [String]) = ([], [])
    for word in words + [""] {
      if word.count == 1 {
        row.append(word)
        continue
      }
      let isForm = abbreviations.contains(row.joined())
      let article = !isForm && !word.isEmpty && ["l", "d"].contains(row.last) ? row.popLast() : nil
      kept += row.count > 2 ? [row.joined()] : row
      kept += [article, word].compactMap { $0 }.filter { !$0.isEmpty }
      row = []
    }
    return kept
  }

  /// A commune is named by its town hall, a département and a région by their councils.
  private static func publicBody(_ words: [String]) -> [String] {
    let named = words.drop { smallWords.contains($0) }
    for (written, kind) in bodies where named.starts(with: written) && named.count > written.count {
      return [kind] + named.dropFirst(written.count)
    }
    return words
  }

  private static let bodies: [([String], String)] = [
    (["mairie"], "commune"), (["ville"], "commune"), (["conseil", "departemental"], "departement"),
    (["conseil", "regional"], "region"), (["communaute", "de", "communes"], "cc"),
    (["communaute", "d", "agglomeration"], "ca"), (["communaute", "urbaine"], "cu"), (["univ"], "universite"),
  ]

  /// "Fondation d’Exemple (FDE)": an acronym, a legal form or a place behind a name says nothing of who it is.
  private static var bracketed: Regex<Substring> { /\([^()]*\)/ }

  private static func withoutForms(_ words: [String]) -> [String] {
    var (kept, rest): ([String], ArraySlice<String>) = ([], words[...])
    while let word = rest.first {
      if let form = forms[word]?.first(where: { rest.starts(with: $0) }) {
        rest = rest.dropFirst(form.count)
      } else {
        kept.append(word)
        rest = rest.dropFirst()
      }
    }
    return kept
  }

  private static let smallWords: Set = ["le", "la", "les", "l", "un", "une", "de", "du", "des", "d", "et", "au", "aux"]

  private static let abbreviations = [
    "asso", "assoc", "cae", "earl", "ei", "eirl", "epa", "epci", "epic", "epl", "eurl", "gaec", "gie", "gip", "sa",
    "sarl", "sas", "sasu", "sca", "scea", "sci", "scic", "scm", "scop", "scp", "selarl", "sem", "seml", "semop", "snc",
    "spl", "spla",
  ]

  private static let written = [
    "association", "association loi 1901", "association loi de 1901", "association de loi 1901", "loi 1901",
    "loi de 1901", "entreprise individuelle", "entreprise unipersonnelle à responsabilité limitée",
    "établissement public", "établissement public de coopération intercommunale",
    "établissement public à caractère administratif", "établissement public à caractère industriel et commercial",
    "groupement d’intérêt économique", "groupement d’intérêt public", "société anonyme", "société civile",
    "société civile immobilière", "société coopérative", "société coopérative d’intérêt collectif",
    "société coopérative et participative", "société coopérative de production",
    "société coopérative ouvrière de production", "société coopérative de travailleurs", "société d’économie mixte",
    "société en commandite par actions", "société en nom collectif", "société par actions simplifiée",
    "société par actions simplifiée unipersonnelle", "société publique locale", "société à responsabilité limitée",
  ]

  /// The words of each form by their first, the longest first; abbreviations also with a point after each letter.
  private static let forms: [String: [[String]]] = {
    let spelled = abbreviations.map { $0.map(String.init) }
    let whole = (abbreviations + written).map { Folding.fold($0).split(separator: " ").map(String.init) }
    return Dictionary(grouping: whole + spelled) { $0.first ?? "" }.mapValues { forms in
      forms.sorted { $0.count > $1.count }
    }
  }()
}
