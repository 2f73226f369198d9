package import Domain

/// One version of a procedure: its form as it will be asked, what changes since another, and its publication.
package struct ProcedurePage: PageModel {
  package static let template = "Programme/procedure"

  let name: String
  let id: String
  let version: String
  let status: String
  let notes: [String]
  let officeHref: String
  let calls: [String]
  let hasCalls: Bool
  let publication: [Publication]
  let message: [String]
  let comparisons: [LinkItem]
  let changes: [Changes]
  let outcomes: [String]
  let silence: String
  let service: String
  let sections: [Preview]

  struct Publication: Sendable {
    let action: String
    let csrf: String
    let digest: String
    let moving: [String]
    let hasMoving: Bool
  }

  struct Changes: Sendable {
    let since: String
    let lines: [String]
    let isEmpty: Bool
  }

  struct Preview: Sendable {
    let title: String
    let intro: [String]
    let fields: [FieldItem]
  }

  /// - Parameters:
  ///   - other: the version to compare it with; nil for the one before it.
  ///   - refusal: why the publication was refused.
  package init(
    _ version: ProcedureOffice.Version, in office: ProcedureOffice, comparedWith other: String?, csrf: String,
    refusal: Refusal? = nil, _ wording: Wording
  ) {
    let (procedure, words, language) = (version.procedure, wording.catalogue, wording.language)
    let key = procedure.key
    name = procedure.name[language]
    id = procedure.id
    self.version = procedure.version
    status = version.frozenAt.map { words("procedureInUse", wording.day(Day($0))) } ?? words("procedureInFiles")
    notes = version.notes(in: office, words)
    officeHref = wording.path(.procedures)
    calls = version.calls.map { $0.name[language] }
    hasCalls = !version.calls.isEmpty
    let moving = office.moving(to: key).map { $0.name[language] }
    publication =
      office.canPublish(key)
      ? [
        Publication(
          action: wording.path(.procedurePublication(key)), csrf: csrf, digest: version.digest, moving: moving,
          hasMoving: !moving.isEmpty)
      ] : []
    message = refusal.map { [wording.refusal($0)] } ?? []
    let others = office.versions.filter { $0.procedure.id == key.id && $0.procedure.version != key.version }
    comparisons = others.map { one in
      LinkItem(
        href: address(wording.path(.procedure(key)), [("avec", one.procedure.version)]),
        label: words("compareWith", one.procedure.version))
    }
    let former = others.first { $0.procedure.version == other } ?? office.version(before: key)
    changes = former.map { [Changes(from: $0.procedure, to: procedure, wording)] } ?? []
    outcomes = procedure.outcomes.map {
      "\(wording.outcome($0.id, of: procedure)) (\(words("outcomeKind_\($0.kind.rawValue)")))"
    }
    let rule = procedure.receipt.silence
    silence = words("silenceRule", "\(rule.months)", words("silence_\(rule.effect.rawValue)"))
    service = procedure.receipt.service.name[language]
    sections = procedure.sections.map { section in
      Preview(
        title: section.title[language], intro: section.intro.map { [$0[language]] } ?? [],
        fields: section.fields.map {
          FieldItem(
            $0, of: procedure.fields, answer: $0.blank, at: $0.id, leaf: $0.id, findings: [], in: wording)
        })
    }
  }
}

extension ProcedurePage.Changes {
  init(from old: Procedure, to new: Procedure, _ wording: Wording) {
    let (words, found) = (wording.catalogue, ProcedureChanges(from: old, to: new))
    func told(_ key: String, _ path: String, _ procedure: Procedure) -> String {
      words(key, procedure.label(of: path, in: wording.language))
    }
    since = words("changesSince", old.version)
    lines =
      found.parts.map { words("changed_\($0.rawValue)") } + found.added.map { told("fieldAdded", $0, new) }
      + found.removed.map { told("fieldRemoved", $0, old) }
      + found.altered.map { one in
        let aspects = one.aspects.map { words("aspect_\($0.rawValue)") }.joined(separator: ", ")
        return words("fieldAltered", new.label(of: one.path, in: wording.language), aspects)
      }
    isEmpty = found.isEmpty
  }
}

extension Field {
  /// An answer that shows a group with one item, at every depth.
  fileprivate var blank: Answer? {
    guard case .group(_, let fields, let minimum, _) = kind else { return nil }
    var item = Answers()
    for field in fields { item[field.id] = field.blank }
    return .group(Array(repeating: item, count: max(1, minimum)))
  }
}
