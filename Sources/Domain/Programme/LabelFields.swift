/// The fields that a label is read from (`Candidacy`). Every procedure whose effect is `grantLabel` must
/// have them, or a decision could grant a label without a name or a perimeter.
package enum LabelFields {
  /// What is missing or of the wrong kind, as sentences for the author of the file.
  package static func problems(in procedure: Procedure) -> [(message: String, remedy: String)] {
    let fields = procedure.fields
    var problems: [(message: String, remedy: String)] = []
    func need(_ id: String, _ kind: String, required: Bool, _ fits: (Field) -> Bool) {
      guard let field = fields.first(where: { $0.id == id }) else {
        problems.append(("a label procedure has no field \"\(id)\"", "add it, of kind \(kind)"))
        return
      }
      if !fits(field) { problems.append(("field \"\(id)\" has another kind", "make it of kind \(kind)")) }
      if field.condition != nil {
        problems.append(("field \"\(id)\" is not always asked", "remove its condition"))
      }
      if required, !field.isRequired {
        problems.append(("field \"\(id)\" may be left empty", "set required: true"))
      }
    }
    need("name", "text", required: true) { if case .text = $0.kind { true } else { false } }
    need("presentation", "longText", required: true) { if case .longText = $0.kind { true } else { false } }
    need("perimeter", "perimeter", required: true) { $0.kind == .perimeter }
    need("organisations", "group", required: false) { item(of: $0, has: ["name"]) }
    need("challenges", "group", required: false) { item(of: $0, has: ["title", "theme", "summary"]) }
    if case .group(_, _, let minimum, _)? = fields.first(where: { $0.id == "challenges" })?.kind, minimum < 3 {
      problems.append(
        ("a candidacy may come with fewer than three challenges", "set minimumItems: 3 on \"challenges\""))
    }
    return problems
  }

  private static func item(of field: Field, has names: [String]) -> Bool {
    guard case .group(_, let fields, _, _) = field.kind else { return false }
    return names.allSatisfy { name in fields.contains { $0.id == name } }
  }
}
