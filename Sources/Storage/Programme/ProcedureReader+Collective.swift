import Domain

extension ProcedureReader {
  /// `collective: { field: organisations, name: name, kind: kind, signs: { field: role, is: [lead] } }`
  func collective(_ source: YAMLSource) -> Procedure.Collective? {
    guard let own = source.member("collective") else { return nil }
    own.allow("field", "name", "kind", "signs")
    let signs = own.member("signs")
    signs?.allow("field", "is")
    return Procedure.Collective(
      field: own.text("field"), name: own.text("name"), kind: own.optionalText("kind"),
      signs: signs.map {
        Field.Condition(field: $0.text("field"), values: $0.list("is").compactMap(\.text))
      })
  }

  /// The fields that the collective names must be there.
  func checkCollective(_ source: YAMLSource, _ procedure: Procedure) {
    guard let collective = procedure.collective, let place = source.member("collective") else { return }
    guard case .group(_, let fields, _, _)? = procedure.fields.first(where: { $0.id == collective.field })?.kind else {
      place.report("\"\(collective.field)\" is no group of the form", "name the group of the organisations")
      return
    }
    for name in [collective.name, collective.kind, collective.signs?.field].compactMap({ $0 })
    where !fields.contains(where: { $0.id == name }) {
      place.report(
        "\"\(collective.field)\" has no field \"\(name)\"",
        "give one of \(fields.map(\.id).joined(separator: ", "))")
    }
  }
}
