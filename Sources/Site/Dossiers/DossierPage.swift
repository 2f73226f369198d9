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
  let territory: [String]
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
    let outcome: String
    let reasons: String
    let conditions: [String]
    let signatory: [String]
    let appeal: String
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
    state = wording.state(dossier.state.asToldToApplicant)
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
    clock = timing.clock.map { [wording.clock($0, file.procedure.receipt.silence)] } ?? []
    complements = timing.requests.reversed().map {
      ComplementItem($0, file, isLinked: $0.answeredAt == nil && dossier.state == .incomplete, in: wording)
    }
    closes = isDraft && file.wave.isPermanent ? [wording.closing(of: file.wave)] : []
    history = file.history.map { HistoryItem($0, in: wording) }
    hasHistory = !file.history.isEmpty
    decision = file.decision.map { [DecisionItem($0, file.procedure, in: wording)] } ?? []
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

  private static func notes(_ file: DossierFile, _ wording: Wording) -> [String] {
    guard file.dossier.state == .draft else { return [] }
    if file.timing.openFields.isEmpty { return [wording.catalogue("draftClosed")] }
    guard let reopening = file.timing.reopening, file.wave.closesAt <= file.timing.moment else { return [] }
    return [wording.catalogue("draftReopened", wording.closing(reopening.until), reopening.reason)]
  }

  private static func section(
    _ section: Procedure.Section, _ file: DossierFile, _ digests: [String: String], csrf: String?,
    _ wording: Wording
  ) -> SectionItem {
    let own = Set(section.fields.map(\.id))
    let isAsked = file.timing.openFields != .all
    let open = file.findings.count { finding in
      own.contains(String(finding.field.prefix { $0 != "." }))
    }
    let isUntouched = section.fields.allSatisfy { file.dossier.answers[$0.id]?.isEmpty ?? true }
    let words = wording.catalogue
    let status =
      open == 0
      ? (isAsked ? words("sectionAsked") : isUntouched ? words("sectionOptional") : words("sectionComplete"))
      : words.count("missingCount", open)
    let work = file.work.first { $0.section == section.id }
    let isReady = work?.digest != nil
    let isStillReady = isReady && work?.digest == digests[section.id]
    let remarks = file.openComments.filter { path, _ in
      path == "#" + section.id || own.contains(String(path.prefix { $0 != "/" }))
    }.values.reduce(0, +)
    let ready = csrf.map { csrf in
      Ready(
        action: wording.path(.sectionWork(file.dossier.id)), csrf: csrf, section: section.id,
        value: isStillReady ? "no" : "yes",
        label: words(isStillReady ? "notReadyYet" : "markReady"))
    }
    return SectionItem(
      href: csrf == nil
        ? "#" + ReadingSection.anchor(section.id) : wording.path(.section(file.dossier.id, section.id)),
      title: section.title[wording.language],
      status: status, readiness: isReady ? [words(isStillReady ? "sectionReady" : "sectionChanged")] : [],
      assignee: work?.assignee.map { [$0.name] } ?? [],
      remarks: remarks > 0
        ? [
          LinkItem(
            href: wording.path(.comments(file.dossier.id)), label: words.count("remarkCount", remarks))
        ] : [],
      ready: file.dossier.members.isEmpty ? [] : ready.map { [$0] } ?? [])
  }

  /// A gap as a link to its field.
  private static func link(
    _ finding: Finding, _ file: DossierFile, _ mayWrite: (String) -> Bool, _ wording: Wording
  ) -> LinkItem {
    let label = file.procedure.label(of: finding.field, in: wording.language)
    let text = "\(label)\(wording.catalogue("colon"))\(wording.finding(finding))"
    if finding.problem.isSignature {
      return LinkItem(href: wording.path(.collective(file.dossier.id)), label: text)
    }
    guard let section = file.procedure.section(holding: finding.field) else {
      return LinkItem(href: "#", label: text)
    }
    // Whoever does not write it reads it on this page.
    guard mayWrite(section.id) else {
      return LinkItem(href: "#" + ReadingSection.anchor(section.id), label: text)
    }
    let page = wording.path(.section(file.dossier.id, section.id))
    return LinkItem(
      href: LongGroup.href(
        page, to: finding.field, anchor: FieldItem.htmlID(of: finding), asking: [("verifier", "1")]), label: text)
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
