import Domain

/// Reads the outcomes of a procedure, and what a procedure of each effect must say of them.
enum ProcedureOutcomeReader {
  static func outcomes(_ source: YAMLSource) -> [Procedure.Outcome]? {
    guard source.member("outcomes") != nil else { return nil }
    var seen: Set<String> = []
    return source.filledList("outcomes", "a list of no outcomes").map { item in
      item.allow("id", "name", "kind")
      let id = item.text("id")
      if !id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
        item.at("id").report("outcome id \"\(id)\" cannot name an input", "use letters and digits: partlyGranted")
      }
      if !id.isEmpty, !seen.insert(id).inserted {
        item.at("id").report("outcome \"\(id)\" stands twice", "give each its own id")
      }
      return Procedure.Outcome(
        id: Decision.Outcome(rawValue: id), name: item.localised("name"), kind: item.choice("kind") ?? .refused)
    }
  }

  /// A decision that is only recorded can be told only by words that the file gives it.
  static func checkRecord(_ procedure: Procedure, _ source: YAMLSource) {
    if source.member("outcomes") == nil {
      source.report("a procedure that records its decisions declares no outcomes", "add outcomes: with their names")
    } else if Set(procedure.outcomes.map(\.kind.isFavourable)).count < 2 {
      source.at("outcomes").report(
        "nothing can be decided but one way", "declare an outcome that is favourable and one that is not")
    }
    if !procedure.fields.contains(where: { ["name", "title"].contains($0.id) && $0.isTitle }) {
      source.at("sections").report(
        "no field names a dossier in lists", "add a required text field \"name\" or \"title\" that is always asked")
    }
  }

  static func checkLabel(_ procedure: Procedure, _ source: YAMLSource) {
    if procedure.declaredPublication == false {
      source.at("publication").report("a label is always published", "remove publication:")
    }
  }
}

extension Field {
  fileprivate var isTitle: Bool {
    guard case .text = kind else { return false }
    return isRequired && condition == nil
  }
}
