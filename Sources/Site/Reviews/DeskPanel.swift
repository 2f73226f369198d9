import Domain

/// What the service has beside a dossier, on the page where it is examined.
struct DeskPanel: Sendable {
  let holder: String
  let holderNote: [String]
  let mayGive: Bool
  let giveAction: String
  /// The dossier with who has it now, so that two who give it at once are told.
  let asked: String
  /// What stands for nobody where the dossier is given back.
  let nobody = DossierToGive.nobody
  /// The reader, where they can take it themselves.
  let take: [String]
  let isHeld: Bool
  let candidates: [ChoiceOption]
  let hasCandidates: Bool
  let checklist: [ChecklistSummary]
  let notes: [NoteItem]
  let notesHref: String
  let notesLabel: String
  let recusalHref: String
  let reviewsHref: String

  struct ChecklistSummary: Sendable {
    let progress: String
    let open: [String]
    let hasOpen: Bool
    let href: String
  }

  init(_ desk: ExaminationDesk, of dossier: ID<Dossier>, in wording: Wording) {
    let words = wording.catalogue
    holder = desk.holder?.name ?? words("givenTo_nobody")
    holderNote = desk.isHolderAble ? [] : [words("holderCannot")]
    mayGive = desk.mayGive
    giveAction = wording.path(.dossierGiving(dossier))
    asked = DossierToGive(dossier, heldBy: desk.holder?.id).text
    take = desk.reader.flatMap { $0 == desk.holder?.id ? nil : ["\($0)"] } ?? []
    isHeld = desk.holder != nil
    let names = Homonyms(desk.candidates)
    candidates = desk.candidates.filter { $0.id != desk.holder?.id && $0.id != desk.reader }.map {
      ChoiceOption(value: "\($0.id)", label: names.label($0), isSelected: false)
    }
    hasCandidates = !candidates.isEmpty
    checklist = desk.checklist.map { [ChecklistSummary($0, of: dossier, in: wording)] } ?? []
    notes = desk.notes.items.map { NoteItem($0, in: wording) }
    notesHref = wording.path(.notes(dossier))
    recusalHref = wording.path(.recusal(dossier))
    reviewsHref = wording.path(.review(.dossier(dossier)))
    notesLabel = desk.notes.total == 0 ? words("firstNote") : words.count("noteCount", desk.notes.total)
  }
}

extension DeskPanel.ChecklistSummary {
  init(_ checklist: AdmissibilityChecklist, of dossier: ID<Dossier>, in wording: Wording) {
    let language = wording.language
    progress = wording.admissibilityProgress(checklist)
    open =
      checklist.notMet.map { wording.catalogue("admissibilityNotMet", $0.title[language]) }
      + checklist.unanswered.map { wording.catalogue("admissibilityUnanswered", $0.title[language]) }
    hasOpen = !open.isEmpty
    href = wording.path(.admissibility(dossier))
  }
}

/// A note of the service.
struct NoteItem: Sendable {
  let author: String
  let at: String
  let bodyLines: [String]
  let isTakenBack: Bool
  let takeBack: [TakeBack]

  struct TakeBack: Sendable {
    let takeBackAction: String
    let note: String
  }

  /// - Parameter action: where it is taken back; nil where the reader cannot.
  init(_ note: InternalNote, takenBackBy action: String? = nil, in wording: Wording) {
    author = note.author?.name ?? wording.catalogue("somebody")
    at = wording.moment(note.writtenAt)
    isTakenBack = note.takenBackAt != nil
    bodyLines =
      isTakenBack ? [] : note.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    takeBack = action.map { [TakeBack(takeBackAction: $0, note: "\(note.id)")] } ?? []
  }
}

extension Wording {
  func told(_ left: ExaminationDesk.ReviewsLeft) -> [String] {
    var told = [
      catalogue("sheetCount") + catalogue("colon") + catalogue("sheetsIn", "\(left.sheets)", "\(left.wanted)")
    ]
    if left.awaited > 0 { told.append(catalogue.count("reviewsFreed", left.awaited)) }
    return told + [catalogue("deliberateByHand")]
  }

  func admissibilityProgress(_ checklist: AdmissibilityChecklist) -> String {
    catalogue("admissibilityProgress", "\(checklist.answered)", "\(checklist.lines.count)")
  }
}
