package import Domain

extension Operations {
  /// The answers with the code of each commune that was named, where only one bears the name; what is ambiguous or
  /// unknown stays as it was typed.
  package func resolvingCommunes(in answers: Answers, of fields: [Field]) -> Answers {
    var copy = answers
    for field in fields {
      if field.kind == .commune, let text = answers.text(field.id), PlaceCode(text) == nil {
        let named = gazetteer.municipalities(named: text)
        if named.count == 1 {
          copy[field.id] = .text("\(PlaceCode(level: .municipality, code: named[0].code))")
        }
      }
      if case .group(_, let inner, _, _) = field.kind, case .group(let items)? = answers[field.id] {
        copy[field.id] = .group(items.map { resolvingCommunes(in: $0, of: inner) })
      }
    }
    return copy
  }
}
