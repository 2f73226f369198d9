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
  let changesHref: [String]
  let wholeHref: [String]
  let exchangeHref: String
  let fileHref: String
  let comparisonHref: String
  let copy: [CopyForm]
  let copied: [CopyReport]
  let submissions: [SubmissionItem]
  let withdraw: [String]
  let resume: [String]
  let closing: [ClosingItem]
  /// Of a standing call: that it stays open.
  let closes: [String]
  let remaining: [String]
  /// That nothing can be written any more, or until when it can.
  let notes: [String]
  let clock: [String]
  let complements: [ComplementItem]
  let interest: [String]
  let interestSent: [String]
  let refused: [LinkItem]
  let hasRefused: Bool
  let history: [HistoryItem]
  let hasHistory: Bool
  let decision: [DecisionItem]
  /// Those before it, the last first.
  let former: [DecisionItem]
  let hasFormer: Bool
  /// What the applicant can do about a decision: answer its reasons before it, go through a deepening after it.
  let afterwards: [LinkItem]
  let feedback: [FeedbackItem]
  let territory: [String]
  /// The page of the label, for those who hold it.
  let labelHref: [String]
  let reading: [ReadingSection]
  let maySubmit: Bool
  let checkHref: String
  let isChecked: Bool
  let collective: [LinkItem]
  let remarks: [LinkItem]
  let assignment: [Assignment]

  struct SectionItem: Sendable {
    let href: String
    let title: String
    let status: String
    let readiness: [String]
    let assignee: [String]
    let remarks: [LinkItem]
    let ready: [Ready]
  }

  /// The button that calls a section ready, or takes that back.
  struct Ready: Sendable {
    let action: String
    let csrf: String
    let section: String
    let value: String
    let label: String
  }

  struct Assignment: Sendable {
    let action: String
    let csrf: String
    let sections: [ChoiceOption]
    let people: [ChoiceOption]
  }

  /// What one may begin with instead of a blank form.
  struct CopyForm: Sendable {
    let action: String
    let earlier: [ChoiceOption]
  }

  /// What a copy left out.
  struct CopyReport: Sendable {
    let left: [String]
    let hasLeft: Bool
  }

  struct HistoryItem: Sendable {
    let at: String
    let event: String
    let reasons: [String]
  }

  struct DecisionItem: Sendable {
    let heading: String
    let outcome: String
    /// That nobody was told of it, or when it was contested.
    let notes: [String]
    let reasons: String
    let conditions: [String]
    let signatory: [String]
    let appeal: String
    let criteria: [DecisionReading]
    let standing: [String]
    let hasStanding: Bool
    let letterHref: [String]
  }

  /// - Parameters:
  ///   - isRefused: the submission was just refused: what is missing is told as errors.
  ///   - refused: what keeps an expression of interest from being sent.
  ///   - message: what the program has to say of the last action.
  ///   - earlier: dossiers of the same person, from which a blank draft may begin.
  ///   - copy: what was just copied.
  ///   - isWhole: everything is shown to be read, though the reader writes it on its own pages.
  package init(
    _ file: DossierFile, people: [Person] = [], reader: Principal? = nil, csrf: String, isRefused: Bool = false,
    isChecked: Bool = false, refused: [Finding] = [], message: String? = nil, earlier: [DossierListing] = [],
    copy: AnswerCopy? = nil, isWhole: Bool = false, in wording: Wording
  ) {
    let dossier = file.dossier
    let mayWrite = { (section: String) in reader.map { dossier.mayWrite(section, $0) } ?? true }
    title = dossier.title
    reference = dossier.reference
    state = wording.state(file.stateAsTold)
    call = file.procedure.name[wording.language]
    wave = file.wave.name[wording.language]
    isExample = file.wave.isExample
    let timing = file.timing
    isEditable = !timing.openFields.isEmpty
    self.csrf = csrf
    version = "\(dossier.version)"
    let digests = file.work.contains { $0.digest != nil } ? file.procedure.sectionDigests(in: dossier.answers) : [:]
    sections = file.procedure.sections
      .filter { section in section.fields.contains { timing.openFields.allows($0.id) } }
      .map { DossierPage.section($0, file, digests, csrf: mayWrite($0.id) ? csrf : nil, wording) }
    missing = file.findings.map { DossierPage.link($0, file, mayWrite, wording) }
    isComplete = file.findings.isEmpty
    self.isRefused = isRefused || (isChecked && !file.findings.isEmpty)
    self.isChecked = isChecked && file.findings.isEmpty
    maySubmit = file.possibleEvents.contains { $0 == .submit || $0 == .complete }
    checkHref = wording.path(.dossier(dossier.id))
    collective =
      file.isFiledByReader
      ? [LinkItem(href: wording.path(.collective(dossier.id)), label: wording.catalogue("collective"))] : []
    let open = file.openComments.values.reduce(0, +)
    let remarked = open == 0 ? wording.catalogue("remarks") : wording.catalogue.count("remarkCount", open)
    remarks = file.isFiledByReader ? [LinkItem(href: wording.path(.comments(dossier.id)), label: remarked)] : []
    assignment =
      people.count > 1 && (reader.map { dossier.owner == $0.actor } ?? false)
      ? [
        Assignment(
          action: wording.path(.sectionWork(dossier.id)), csrf: csrf,
          sections: file.procedure.sections.map {
            ChoiceOption(value: $0.id, label: $0.title[wording.language], isSelected: false)
          }, people: people.map { ChoiceOption(value: "\($0.id)", label: $0.name, isSelected: false) })
      ] : []
    self.message = message.map { [$0] } ?? []
    submitHref = wording.path(.submission(dossier.id))
    filesHref = wording.path(.files(dossier.id))
    changesHref = reader?.may(.editDossier, to: dossier) ?? true ? [wording.path(.answerHistory(dossier.id))] : []
    exchangeHref = wording.path(.exchange(dossier.id))
    fileHref = wording.path(.dossierFile(dossier.id))
    comparisonHref = wording.path(.comparison(dossier.id))
    let others = earlier.filter { $0.id != dossier.id }
    self.copy =
      others.isEmpty
      ? []
      : [
        CopyForm(
          action: wording.path(.answerCopy(dossier.id)),
          earlier: others.map {
            ChoiceOption(value: "\($0.id)", label: "\($0.title) (\($0.reference))", isSelected: false)
          })
      ]
    copied = copy.map { [CopyReport(left: $0.left.map { $0[wording.language] }, hasLeft: !$0.left.isEmpty)] } ?? []
    submissions = file.submissions.map { SubmissionItem($0, of: dossier.id, in: wording) }
    withdraw = file.possibleEvents.contains(.withdrawDossier) ? [wording.path(.withdrawal(dossier.id))] : []
    resume = file.possibleEvents.contains(.resume) ? [wording.path(.resumption(dossier.id))] : []
    let end = timing.reopening.map { max($0.until, file.wave.closesAt) } ?? file.wave.closesAt
    let isDraft = dossier.state == .draft
    closing = isDraft && isEditable && !file.wave.isPermanent ? [ClosingItem(end, in: wording)] : []
    remaining = isDraft && isEditable && !file.wave.isPermanent ? wording.remaining(until: end, at: timing.moment) : []
    notes = DossierPage.notes(file, wording)
    let canExpress =
      file.procedure.interest != nil && file.possibleEvents.contains(.submit) && timing.interestSentAt == nil
    interest = canExpress && file.wave.phase(at: timing.moment) == .open ? [wording.path(.interest(dossier.id))] : []
    interestSent = timing.interestSentAt.map { [wording.catalogue("interestSentOn", wording.moment($0))] } ?? []
    self.refused = refused.map { DossierPage.link($0, file, mayWrite, wording) }
    hasRefused = !refused.isEmpty
    clock = timing.clock.map { [wording.clock($0, file.procedure.receipt.silence, at: timing.moment)] } ?? []
    complements = timing.requests.reversed().map {
      ComplementItem($0, file, isLinked: $0.answeredAt == nil && dossier.state == .incomplete, in: wording)
    }
    closes = isDraft && file.wave.isPermanent ? [wording.closing(of: file.wave)] : []
    history = file.historyAsTold.map { HistoryItem($0, in: wording) }
    hasHistory = !history.isEmpty
    let decisions = DecisionItem.all(file, in: wording)
    decision = Array(decisions.prefix(1))
    former = Array(decisions.dropFirst())
    hasFormer = !former.isEmpty
    afterwards = file.afterwards(in: wording)
    feedback = file.facts.feedback.map { [FeedbackItem($0, in: wording)] } ?? []
    // A member who only reads or remarks has no part in the label.
    let mayReadLabel = reader.map { $0.may(.readLabel, to: dossier) } ?? true
    labelHref = file.territory != nil && mayReadLabel ? [wording.path(.dossierLabel(file.dossier.id))] : []
    territory = file.territory.map { [wording.path(.territory($0))] } ?? []
    let writesAll = file.procedure.sections.allSatisfy { mayWrite($0.id) }
    let mayRemark = isEditable && !dossier.members.isEmpty && (reader?.may(.commentDossier, to: dossier) ?? false)
    let remarking: ((String, String?) -> String)? =
      mayRemark
      ? { address(wording.path(.comments(dossier.id)), [("section", $0), ("champ", $1)]) + "#remarque" } : nil
    reading =
      timing.openFields == .all && writesAll && !isWhole ? [] : ReadingSection.all(file, in: wording, remark: remarking)
    wholeHref = reading.isEmpty ? [address(wording.path(.dossier(dossier.id)), [("lire", "1")])] : []
  }
}
