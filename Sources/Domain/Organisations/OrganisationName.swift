/// The name of an organisation as it is compared with another: legal forms, articles and small words say nothing of who
/// it is.
package enum OrganisationName {
  /// Raised with every change of the rule: what was kept under an earlier one is then made anew.
  package static let rule = 1

  /// "SCIC Coopérative d’Exemple", "la Coopérative d'Exemple" and "Coopérative d’Exemple (S.C.I.C.)" are one:
  /// `cooperative exemple`. A name of which nothing would be left keeps its legal form, or stays as it is folded.
  package static func key(of name: String) -> String {
    let words = Folding.fold(name).split(separator: " ").map(String.init)
    let told = withoutForms(words)
    for kept in [told.filter { !smallWords.contains($0) }, words.filter { !smallWords.contains($0) }]
    where !kept.isEmpty { return kept.joined(separator: " ") }
    return words.joined(separator: " ")
  }

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
