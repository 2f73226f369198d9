import Domain

extension ProcedureReader {
  /// `conflicts: { organisations: [funders.organisation], names: [collectiveName], perimeter: true }`
  func conflicts(_ source: YAMLSource) -> Procedure.Conflicts? {
    guard let own = source.member("conflicts") else { return nil }
    own.allow("organisations", "names", "perimeter")
    return Procedure.Conflicts(
      organisations: own.optionalList("organisations").map(\.text), names: own.optionalList("names").map(\.text),
      perimeter: own.flag("perimeter", default: false))
  }

  /// The fields that it names must be there and hold words; a perimeter that binds must be asked for.
  func checkConflicts(_ source: YAMLSource, _ procedure: Procedure) {
    guard let conflicts = procedure.conflicts, let place = source.member("conflicts") else { return }
    for path in conflicts.organisations + conflicts.names {
      switch procedure.field(at: path)?.kind {
      case .text?, .list?: continue
      case .longText?, .wholeNumber?, .decimal?, .money?, .day?, .period?, .choice?, .choices?, .yesNo?, .declaration?,
        .perimeter?, .commune?, .organisation?, .person?, .attachment?, .group?:
        place.report(
          "\"\(path)\" holds no name", "name a text or a list; fields of kind organisation count by themselves")
      case nil:
        place.report(
          "there is no field \"\(path)\"", "name a field of the form; funders.organisation for one of a group")
      }
    }
    if conflicts.perimeter, !procedure.fields.contains(where: { $0.kind == .perimeter }) {
      place.report("the form asks for no perimeter that could bind anybody", "remove perimeter, or add such a field")
    }
  }
}

extension Procedure {
  /// A field of the form, or, `group.field`, of the items of one of its groups.
  fileprivate func field(at path: String) -> Field? {
    let steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var (fields, found): ([Field], Field?) = (fields, nil)
    for step in steps {
      found = fields.first { $0.id == step }
      if case .group(_, let inner, _, _)? = found?.kind { fields = inner } else { fields = [] }
    }
    return found
  }
}
