/// An appeal to the administration against a decision, as it was typed: by its applicant, or by the service for one that
/// came by post.
package struct AppealDraft: Hashable, Sendable {
  /// What it says; for a letter, its gist.
  package var reasons: String
  /// The day on which it came; not asked of an applicant, whose appeal comes as they send it.
  package var receivedOn: String

  package init(reasons: String = "", receivedOn: String = "") {
    self.reasons = reasons
    self.receivedOn = receivedOn
  }

  package static let maximumLength = 5000

  /// - Parameters:
  ///   - told: the day on which the decision was told: no appeal comes before.
  ///   - isByPost: whether the day is asked.
  /// - Returns: the day on which it came.
  /// - Throws: `Refusal.invalid` at `reasons` and `receivedOn`.
  package func checked(toldOn told: Day, on today: Day, isByPost: Bool) throws(Refusal) -> Day {
    var findings: [Finding] = []
    if reasons.isBlank { findings.append(Finding(field: "reasons", problem: .missing)) }
    if reasons.count > AppealDraft.maximumLength {
      let problem = Finding.Problem.tooLong(length: reasons.count, maximum: AppealDraft.maximumLength)
      findings.append(Finding(field: "reasons", problem: problem))
    }
    let day = isByPost ? Day(receivedOn) : today
    if let day {
      if day > today { findings.append(Finding(field: "receivedOn", problem: .dayAhead)) }
      if day < told { findings.append(Finding(field: "receivedOn", problem: .beforeNotice)) }
    } else {
      findings.append(Finding(field: "receivedOn", problem: receivedOn.isBlank ? .missing : .notADay))
    }
    guard findings.isEmpty, let day else { throw .invalid(findings) }
    return day
  }
}

/// Where an appeal is written, or recorded.
package struct AppealFile: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  package let procedure: Procedure
  /// The day on which the decision was told.
  package let toldOn: Day
  /// The day on which an appeal came that waits for its answer: none is written beside it.
  package let appealedOn: Day?
  package let isFiledByReader: Bool

  package init(
    dossier: Dossier, wave: Wave, procedure: Procedure, toldOn: Day, appealedOn: Day? = nil, isFiledByReader: Bool
  ) {
    self.dossier = dossier
    self.wave = wave
    self.procedure = procedure
    self.toldOn = toldOn
    self.appealedOn = appealedOn
    self.isFiledByReader = isFiledByReader
  }
}

extension Sequence<DossierHistoryEntry> {
  /// The day on which what can be appealed against was told: a decision, or that the dossier was found inadmissible.
  package var toldOn: Day? {
    var told: Day?
    for entry in self where entry.event == .notify || entry.event == .findInadmissible { told = Day(entry.at) }
    return told
  }

  /// The step that answers an appeal: what is looked at anew is what was told last.
  package var reconsideration: DossierEvent {
    var step = DossierEvent.reconsider
    for entry in self {
      if entry.event == .notify { step = .reconsider }
      if entry.event == .findInadmissible { step = .reconsiderAdmissibility }
    }
    return step
  }

  /// Whether what is prepared now answers an appeal.
  package var isReconsidered: Bool {
    var isReconsidered = false
    for entry in self {
      if entry.event == .notify || entry.event == .findInadmissible { isReconsidered = false }
      if entry.event == .reconsider || entry.event == .reconsiderAdmissibility { isReconsidered = true }
    }
    return isReconsidered
  }

  /// The day on which an appeal came that no decision has answered yet.
  package var appealedOn: Day? {
    var day: Day?
    for entry in self {
      if entry.event == .appeal { day = entry.receivedOn ?? Day(entry.at) }
      if entry.event == .notify || entry.event == .findInadmissible { day = nil }
    }
    return day
  }
}
