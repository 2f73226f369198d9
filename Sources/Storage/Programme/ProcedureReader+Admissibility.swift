import Domain

extension ProcedureReader {
  /// `admissibility:` what the service looks at before it finds a dossier admissible.
  func admissibility(_ source: YAMLSource) -> [AdmissibilityItem]? {
    guard let list = source.member("admissibility") else { return nil }
    let items = list.items.map { source -> AdmissibilityItem in
      source.allow("id", "title", "help")
      let item = AdmissibilityItem(
        id: source.text("id"), title: source.localised("title"), help: source.optionalLocalised("help"))
      if item.id.isEmpty || !item.id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
        source.report("admissibility id \"\(item.id)\" cannot name an input", "use letters and digits")
      }
      return item
    }
    if items.isEmpty { list.report("a checklist without items", "list what is looked at, or leave the list out") }
    checkUnique(list.items, "admissibility item")
    return items
  }
}
