package import Domain

/// The procedures of the programme and their versions, for administrators.
package struct ProceduresPage: PageModel {
  package static let template = "Programme/procedures"

  let problems: [String]
  let hasProblems: Bool
  let procedures: [Item]

  struct Item: Sendable {
    let name: String
    let id: String
    let versions: [VersionLine]
  }

  struct VersionLine: Sendable {
    let href: String
    let version: String
    let status: String
    let notes: [String]
    let calls: [String]
  }

  package init(_ office: ProcedureOffice, in wording: Wording) {
    problems = office.problems.map(\.description)
    hasProblems = !office.problems.isEmpty
    let ids = Set(office.versions.map(\.procedure.id)).sorted()
    procedures = ids.map { id in
      let versions = office.versions.filter { $0.procedure.id == id }
      let current = versions.map(\.procedure).latest ?? versions.first?.procedure
      return Item(
        name: current?.name[wording.language] ?? id, id: id,
        versions: versions.map { VersionLine($0, in: office, wording) })
    }
  }
}

extension ProceduresPage.VersionLine {
  init(_ version: ProcedureOffice.Version, in office: ProcedureOffice, _ wording: Wording) {
    let words = wording.catalogue
    let key = version.procedure.key
    href = wording.path(.procedure(key))
    self.version = key.version
    status = version.frozenAt.map { words("procedureInUse", wording.day(Day($0))) } ?? words("procedureInFiles")
    notes = version.notes(in: office, words)
    calls = version.calls.map { $0.name[wording.language] }
  }
}

extension ProcedureOffice.Version {
  /// What an administrator should know of it at once.
  func notes(in office: ProcedureOffice, _ words: Catalogue) -> [String] {
    var notes: [String] = []
    if procedure.isHistorical { notes.append(words("procedureHistorical")) }
    if isFileAltered { notes.append(words("procedureAltered")) }
    if office.canPublish(procedure.key) { notes.append(words("procedureToPublish")) }
    return notes
  }
}
