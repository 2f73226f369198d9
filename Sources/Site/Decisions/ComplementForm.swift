import Domain

/// The form by which the service asks for complements: the fields of the procedure to tick, by section.
struct ComplementForm: Sendable {
  let action: String
  let askSections: [AskSection]
  let fieldsError: [String]
  let reason: String
  let reasonError: [String]
  let due: String
  let dueError: [String]

  struct AskSection: Sendable {
    let title: String
    let isOpen: Bool
    let fields: [AskField]
  }

  struct AskField: Sendable {
    let id: String
    let label: String
    let isAsked: Bool
    let isIndispensable: Bool
    let ownReason: String
  }

  init(_ file: DossierFile, _ draft: ComplementDraft, _ findings: [Finding], in wording: Wording) {
    func errors(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    action = wording.path(.complements(file.dossier.id))
    askSections = file.procedure.sections.map { section in
      AskSection(
        title: section.title[wording.language], isOpen: section.fields.contains { draft.fields.contains($0.id) },
        fields: section.fields.map { field in
          AskField(
            id: field.id, label: field.label[wording.language], isAsked: draft.fields.contains(field.id),
            isIndispensable: draft.indispensable.contains(field.id), ownReason: draft.fieldReasons[field.id] ?? "")
        })
    }
    fieldsError = errors("fields")
    reason = draft.reason
    reasonError = errors("reasons")
    due = draft.due
    dueError = errors("due")
  }
}
