import Domain

/// One thing that awaits the reader, with where it is done and until when.
package struct AwaitedTaskItem: Sendable {
  let href: String
  let what: String
  let title: String
  let reference: [String]
  let due: [String]

  init(_ task: AwaitedTask, in wording: Wording) {
    href = wording.path(AwaitedTaskItem.link(task))
    let words = wording.catalogue
    what =
      switch task.kind {
      case .unfinishedDraft: AwaitedTaskItem.draft(task.count, words)
      case .unreadMessage: words.count("unreadCount", task.count ?? 1)
      case .question: words.count("unansweredCount", task.count ?? 1)
      case .nobodyExamines: words.count("nobodyExamines", task.count ?? 1)
      case .complements, .invitation, .dossierInvitation, .decisionToRead, .dossierToExamine, .complementsBack,
        .reviewAsked, .reviewToWrite, .silenceNear, .labelPaperToPost:
        words("await_\(task.kind.rawValue)")
      case .silencePast: words("await_silencePast", wording.closing(task.due ?? task.since))
      case .jurySession: words("await_jurySession", wording.moment(task.since))
      }
    title = task.kind == .nobodyExamines ? words("nobodyExaminesHelp") : task.title
    reference = task.reference.isEmpty || task.reference == task.title ? [] : [task.reference]
    // A desk that never closes has no day by which a draft is due.
    due =
      task.due.flatMap { due in
        due >= Wave.never || task.kind.hasNoDueDay ? nil : [words("dueBy", wording.closing(due))]
      } ?? []
  }

  private static func draft(_ missing: Int?, _ words: Catalogue) -> String {
    guard let missing else { return words("await_unfinishedDraft") }
    if missing == 0 { return words("awaitReadyDraft") }
    return words("await_unfinishedDraft") + words("colon") + words.count("missingCount", missing)
  }

  private static func link(_ task: AwaitedTask) -> Link {
    switch task.place {
    case .organisations: .organisations
    case .conflicts: .conflicts
    case .letter: .space
    case .jury(let id): .jury(id)
    case .label(let id): .labelOf(id)
    case .dossier(let id):
      switch task.kind {
      case .unreadMessage, .question: .exchange(id)
      case .dossierToExamine, .complementsBack, .silenceNear, .silencePast: .examination(id)
      case .reviewAsked, .reviewToWrite: .review(.review(id))
      case .unfinishedDraft, .complements, .decisionToRead, .invitation, .dossierInvitation, .jurySession,
        .nobodyExamines, .labelPaperToPost:
        .dossier(id)
      }
    }
  }
}
