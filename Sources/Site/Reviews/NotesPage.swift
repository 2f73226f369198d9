package import Domain
package import Foundation

/// The notes of the service on a dossier.
package struct NotesPage: PageModel {
  package static let template = "Reviews/notes"

  let title: String
  let reference: String
  let queueHref: String
  let examinationHref: String
  let action: String
  let csrf: String
  let help: String
  let typed: String
  let bodyError: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  let notes: [NoteItem]
  let isEmpty: Bool
  let pager: Pager

  /// - Parameters:
  ///   - typed: what was written and not taken.
  ///   - reader: whose notes can be taken back.
  package init(
    _ page: Page<InternalNote>, on dossier: Dossier, typed: String = "", refusal: Refusal? = nil,
    reader: ID<Person>?, at moment: Date, csrf: String, in wording: Wording
  ) {
    let words = wording.catalogue
    title = dossier.title
    reference = dossier.reference
    queueHref = wording.path(.queue)
    examinationHref = wording.path(.examination(dossier.id))
    action = wording.path(.notes(dossier.id))
    self.csrf = csrf
    help = words("newNoteHelp", "\(InternalNote.minutesToTakeBack)")
    self.typed = typed
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    bodyError = findings.map(wording.finding)
    errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map { LinkItem(href: "#body", label: words("newNote") + words("colon") + wording.finding($0)) }
    hasErrors = !errors.isEmpty
    notes = page.items.map { note in
      let may = note.mayBeTakenBack(by: reader, at: moment)
      return NoteItem(note, takenBackBy: may ? wording.path(.noteEnd(dossier.id)) : nil, in: wording)
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { address(wording.path(.notes(dossier.id)), [("page", "\($0)")]) }
  }
}
