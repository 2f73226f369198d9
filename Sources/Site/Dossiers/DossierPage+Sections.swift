import Domain

/// The lines of the page of a dossier: its sections, what is missing, what is to be known of its time.
extension DossierPage {
  static func notes(_ file: DossierFile, _ wording: Wording) -> [String] {
    guard file.dossier.state == .draft else { return [] }
    if file.timing.openFields.isEmpty { return [wording.catalogue("draftClosed")] }
    guard let reopening = file.timing.reopening, file.wave.closesAt <= file.timing.moment else { return [] }
    return [wording.catalogue("draftReopened", wording.closing(reopening.until), reopening.reason)]
  }

  static func section(
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
  static func link(
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
    event = wording.happened(entry.event)
    reasons = entry.reasons.map { [$0] } ?? []
  }
}

extension DossierPage.DecisionItem {
  /// The decisions that the reader of a dossier may know, the last one first.
  static func all(_ file: DossierFile, in wording: Wording) -> [DossierPage.DecisionItem] {
    file.decisions.reversed().map { DossierPage.DecisionItem($0, of: file, in: wording) }
  }

  private init(_ recorded: RecordedDecision, of file: DossierFile, in wording: Wording) {
    let (decision, procedure) = (recorded.decision, file.procedure)
    heading = wording.catalogue("decisionOf", wording.day(recorded.day))
    notes =
      (recorded.isTold ? [] : [wording.catalogue("decisionUntold")])
      + recorded.appealedOn.map { wording.catalogue("decisionContested", wording.day($0)) }
    outcome = wording.outcome(decision.outcome, of: procedure)
    reasons = decision.reasons
    conditions = decision.conditions.map { [$0] } ?? []
    signatory = decision.signatory.map { ["\($0.name), \($0.function)"] } ?? []
    criteria = decision.criteria.sorted { $0.key < $1.key }.map {
      DecisionReading(wording.criterion($0.key), $0.value)
    }
    standing = decision.standing.map { $0[wording.language] }
    hasStanding = !standing.isEmpty
    letterHref =
      recorded.hasLetter
      ? [address(wording.path(.decisionLetter(file.dossier.id)), [("numero", "\(recorded.number)")])] : []
    appeal = procedure.receipt.appeal[wording.language]
  }
}

extension DossierFile {
  /// What somebody can do about a decision: answer its reasons before it, go through a deepening after it.
  func afterwards(in wording: Wording) -> [LinkItem] {
    let reply = facts.reply.map { _ in
      LinkItem(href: wording.path(.projectedDecision(dossier.id)), label: wording.catalogue("projectedDecision"))
    }
    let appeal =
      facts.mayAppeal ? LinkItem(href: wording.path(.appeal(dossier.id)), label: wording.catalogue("writeAppeal")) : nil
    let deepening = facts.deepening.map { state in
      LinkItem(
        href: wording.path(.deepening(dossier.id)),
        label: wording.catalogue("deepening") + wording.catalogue("colon")
          + wording.catalogue("deepening_\(state.rawValue)"))
    }
    return [reply, deepening, appeal].compactMap { $0 }
  }
}

/// What a candidate is told of the scores.
struct FeedbackItem: Sendable {
  let total: [String]
  let marks: [String]
  let gaps: [GapItem]
  let hasGaps: Bool

  struct GapItem: Sendable {
    let label: String
    let expected: String
  }

  init(_ feedback: DossierFeedback, in wording: Wording) {
    let (words, language) = (wording.catalogue, wording.language)
    func number(_ fraction: Fraction, _ decimals: Int) -> String {
      let text = fraction.text(decimals: decimals)
      return language == .french ? text.replacing(".", with: ",") : text
    }
    total =
      feedback.total.map { total in
        [
          words("feedbackTotal", number(total, 1))
            + (feedback.band.map { " · " + $0[language] } ?? "")
        ]
      } ?? []
    marks = feedback.criteria.map {
      $0.title[language] + words("colon")
        + words("feedbackMark", Fraction(100 * $0.mark.numerator, $0.mark.denominator).text(decimals: 0))
    }
    gaps = feedback.gaps.map { GapItem(label: $0.title[language], expected: $0.expected[language]) }
    hasGaps = !gaps.isEmpty
  }
}
