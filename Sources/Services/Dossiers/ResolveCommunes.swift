package import Domain

extension Operations {
  /// The answers with the code of each commune that was named, where only one bears the name; what is ambiguous or
  /// unknown stays as it was typed.
  package func resolvingCommunes(in answers: Answers, of fields: [Field]) -> Answers {
    var copy = answers
    for field in fields {
      switch (field.kind, answers[field.id]) {
      case (.commune, .text(let text)?) where PlaceCode(text) == nil && !text.trimmed.isEmpty:
        let named = gazetteer.municipalities(named: text)
        guard named.count == 1 else { continue }
        copy[field.id] = .text("\(PlaceCode(level: .municipality, code: named[0].code))")
      case (.group(_, let inner, _, _), .group(let items)?):
        copy[field.id] = .group(items.map { resolvingCommunes(in: $0, of: inner) })
      default: continue
      }
    }
    return copy
  }
}
