package import Domain

/// A dossier as its applicant sees it: the sections and what is missing, then what became of it.
package struct DossierPage: PageModel {
  package static let template = "Dossiers/dossier"

  let title: String
  let reference: String
  let state: String
  let call: String
  let wave: String
  let isExample: Bool
  let isEditable: Bool
  let csrf: String
  let version: String
  let sections: [SectionItem]
  let missing: [LinkItem]
  let isComplete: Bool
  let isRefused: Bool
  let message: [String]
  let submitHref: String
  let filesHref: String
  let changesHref: String
  let submissions: [SubmissionItem]
  let withdraw: [String]
  let closes: String
  let history: [HistoryItem]
  let hasHistory: Bool
  let decision: [DecisionItem]
  let territory: [String]
  let reading: [ReadingSection]

  struct SectionItem: Sendable {
    let href: String
    let title: String
    let status: String
  }

  struct HistoryItem: Sendable {
    let at: String
    let event: String
    let reasons: [String]
  }

  struct DecisionItem: Sendable {
    let outcome: String
    let reasons: String
    let conditions: [String]
    let signatory: [String]
    let appeal: String
  }

  /// - Parameters:
  ///   - isRefused: the submission was just refused: what is missing is told as errors.
  ///   - message: what the program has to say of the last action.
  package init(
    _ file: DossierFile, csrf: String, isRefused: Bool = false, message: String? = nil, in wording: Wording
  ) {
    let dossier = file.dossier
    title = dossier.title
    reference = dossier.reference
    state = wording.state(dossier.state.asToldToApplicant)
    call = file.procedure.name[wording.language]
    wave = file.wave.name[wording.language]
    isExample = file.wave.isExample
    isEditable = dossier.state.isEditable
    self.csrf = csrf
    version = "\(dossier.version)"
    sections = file.procedure.sections.map { DossierPage.section($0, file, wording) }
    missing = file.findings.map { DossierPage.link($0, file, wording) }
    isComplete = file.findings.isEmpty
    self.isRefused = isRefused
    self.message = message.map { [$0] } ?? []
    submitHref = wording.path(.submission(dossier.id))
    filesHref = wording.path(.files(dossier.id))
    changesHref = wording.path(.answerHistory(dossier.id))
    submissions = file.submissions.map { SubmissionItem($0, of: dossier.id, in: wording) }
    withdraw = file.possibleEvents.contains(.withdrawDossier) ? [wording.path(.withdrawal(dossier.id))] : []
    closes = wording.closing(of: file.wave)
    history = file.history.map { HistoryItem($0, in: wording) }
    hasHistory = !file.history.isEmpty
    decision = file.decision.map { [DecisionItem($0, file.procedure, in: wording)] } ?? []
    territory = file.territory.map { [wording.path(.territory($0))] } ?? []
    reading = dossier.state.isEditable ? [] : ReadingSection.all(file, in: wording)
  }

  private static func section(
    _ section: Procedure.Section, _ file: DossierFile, _ wording: Wording
  ) -> SectionItem {
    let own = Set(section.fields.map(\.id))
    let open = file.findings.count { finding in
      own.contains(String(finding.field.prefix { $0 != "." }))
    }
    let isUntouched = section.fields.allSatisfy { file.dossier.answers[$0.id]?.isEmpty ?? true }
    let words = wording.catalogue
    let status =
      open == 0
      ? (isUntouched ? words("sectionOptional") : words("sectionComplete"))
      : words.count("missingCount", open)
    return SectionItem(
      href: wording.path(.section(file.dossier.id, section.id)), title: section.title[wording.language],
      status: status)
  }

  /// A gap as a link to its field.
  private static func link(_ finding: Finding, _ file: DossierFile, _ wording: Wording) -> LinkItem {
    let label = file.procedure.label(of: finding.field, in: wording.language)
    let text = "\(label)\(wording.catalogue("colon"))\(wording.finding(finding))"
    guard let section = file.procedure.section(holding: finding.field) else {
      return LinkItem(href: "#", label: text)
    }
    let page = wording.path(.section(file.dossier.id, section.id))
    return LinkItem(
      href: address(page, [("verifier", "1")]) + "#" + FieldItem.htmlID(of: finding), label: text)
  }
}

extension DossierPage.HistoryItem {
  init(_ entry: DossierHistoryEntry, in wording: Wording) {
    at = wording.moment(entry.at)
    event = wording.event(entry.event)
    reasons = entry.reasons.map { [$0] } ?? []
  }
}

extension DossierPage.DecisionItem {
  init(_ decision: Decision, _ procedure: Procedure, in wording: Wording) {
    outcome = wording.outcome(decision.outcome, of: procedure)
    reasons = decision.reasons
    conditions = decision.conditions.map { [$0] } ?? []
    signatory = decision.signatory.map { ["\($0.name), \($0.function)"] } ?? []
    appeal = procedure.receipt.appeal[wording.language]
  }
}

extension Procedure {
  /// What a field is called, with the number of each item on the way: "Défi 2, Titre".
  package func label(of path: String, in language: Language) -> String {
    var parts: [String] = []
    var fields = self.fields
    var itemName = ""
    for step in path.split(separator: ".").map(String.init) {
      if let index = Int(step) {
        // An item of a group has a name of its own; the entry of a list bears that of the list.
        guard let last = parts.last else { continue }
        parts[parts.count - 1] = "\(itemName.isEmpty ? last : itemName)\u{a0}\(index + 1)"
      } else if let field = fields.first(where: { $0.id == step }) {
        parts.append(field.label[language])
        if case .group(let name, let inner, _, _) = field.kind {
          itemName = name[language]
          fields = inner
        } else {
          itemName = ""
        }
      }
    }
    return parts.isEmpty ? path : parts.joined(separator: ", ")
  }
}

extension DossierState {
  /// The state as the applicant may know it: a decision is told by its notice, not by a word in a list.
  package var asToldToApplicant: DossierState {
    switch self {
    case .deliberated, .decided: .inReview
    case .draft, .submitted, .incomplete, .admissible, .inadmissible, .inReview, .notified, .published,
      .withdrawn, .lapsed, .appealed:
      self
    }
  }
}
