package import Domain

extension Procedure {
  /// What a field is called, with the number of each item on the way: "Défi 2, Titre".
  package func label(of path: String, in language: Language) -> String {
    var parts: [String] = []
    var fields = self.fields
    var itemName = ""
    for step in path.split(separator: ".").map(String.init) {
      if let index = Int(step) {
        // An item of a group has a name of its own; the entry of a list bears that of the list.
        guard let last = parts.last else { continue }
        parts[parts.count - 1] = "\(itemName.isEmpty ? last : itemName)\u{a0}\(index + 1)"
      } else if let field = fields.first(where: { $0.id == step }) {
        parts.append(field.label[language])
        if case .group(let name, let inner, _, _) = field.kind {
          itemName = name[language]
          fields = inner
        } else {
          itemName = ""
          if field.kind.parts != nil { fields = [] }
        }
      }
    }
    return parts.isEmpty ? path : parts.joined(separator: ", ")
  }
}
