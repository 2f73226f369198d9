package import Domain

/// A dossier as the service examines it: the answers, its steps, the decision.
package struct ExaminationPage: PageModel {
  package static let template = "Decisions/examination"

  let title: String
  let reference: String
  let state: String
  let call: String
  let wave: String
  let isExample: Bool
  let csrf: String
  let version: String
  let reading: [ReadingSection]
  let history: [DossierPage.HistoryItem]
  let decision: [DossierPage.DecisionItem]
  let former: [DossierPage.DecisionItem]
  let hasFormer: Bool
  /// Where the decision is prepared, published, followed.
  let hand: [LinkItem]
  let hasHand: Bool
  let appeals: [String]
  let territory: [String]
  let stepHref: String
  let steps: [StepItem]
  let hasSteps: Bool
  let inadmissibility: [InadmissibilityPanel]
  /// Reasons that were typed and could not be saved, where no form shows them.
  let unsaved: [DecisionReading]
  let hasUnsaved: Bool
  let decide: [DecisionForm]
  let notify: [String]
  let publish: [String]
  let errors: [String]
  let gaps: [LinkItem]
  let hasErrors: Bool
  let queueHref: String
  let filesHref: String
  let comparisonHref: String
  let exchangeHref: String
  let submissions: [SubmissionItem]
  let overlaps: [LinkItem]
  let hasOverlaps: Bool
  let clock: [String]
  let complements: [ComplementItem]
  let ask: [ComplementForm]
  let desk: [DeskPanel]

  struct StepItem: Sendable {
    let event: String
    let label: String
    let needsReasons: Bool
    let fieldID: String
    let reasons: String
    let reasonsError: [String]
    /// What whoever takes it should know first.
    let told: [String]
  }

  struct DecisionForm: Sendable {
    let action: String
    let outcomes: [ChoiceOption]
    let reasons: String
    let signatoryName: String
    let signatoryFunction: String
    let conditions: String
    let needsConditions: Bool
    let conditionsError: [String]
    let outcomeError: [String]
    let needsSignatory: Bool
    let reasonsError: [String]
    let nameError: [String]
    let functionError: [String]
  }

  /// What somebody typed into the form of the decision, to be shown again when it was refused.
  package struct DecisionDraft: Sendable {
    let outcome: String
    let reasons: String
    let conditions: String
    let signatoryName: String
    let signatoryFunction: String
    let stepEvent: String
    let stepReasons: String

    package init(
      outcome: String = "", reasons: String = "", conditions: String = "", signatoryName: String = "",
      signatoryFunction: String = "", stepEvent: String = "", stepReasons: String = ""
    ) {
      self.stepEvent = stepEvent
      self.stepReasons = stepReasons
      self.outcome = outcome
      self.reasons = reasons
      self.conditions = conditions
      self.signatoryName = signatoryName
      self.signatoryFunction = signatoryFunction
    }
  }

  /// - Parameters:
  ///   - complements: a request for complements that was refused, as it was typed.
  ///   - refusal: why the last action was refused.
  ///   - overlaps: the other candidacies with communes in common.
  ///   - desk: what the service has beside it; nil for whoever may not see it.
  package init(
    _ file: DossierFile, csrf: String, draft: DecisionDraft = DecisionDraft(),
    complements: ComplementDraft = ComplementDraft(), refusal: Refusal? = nil,
    overlaps: [PerimeterOverlap<OverlappingDossier>] = [], desk: ExaminationDesk? = nil, in wording: Wording
  ) {
    let dossier = file.dossier
    title = dossier.title
    reference = dossier.reference
    state = wording.state(dossier.state)
    call = file.procedure.name[wording.language]
    wave = file.wave.name[wording.language]
    isExample = file.wave.isExample
    self.csrf = csrf
    version = "\(dossier.version)"
    reading = ReadingSection.all(file, in: wording)
    history = file.history.map { DossierPage.HistoryItem($0, in: wording) }
    let decisions = DossierPage.DecisionItem.all(file, in: wording)
    decision = Array(decisions.prefix(1))
    former = Array(decisions.dropFirst())
    hasFormer = !former.isEmpty
    hand = ExaminationPage.hand(file, wording)
    hasHand = !hand.isEmpty
    appeals = ExaminationPage.appeals(file.facts, wording)
    territory = file.territory.map { [wording.path(.territory($0))] } ?? []
    stepHref = wording.path(.step(dossier.id))
    let plain: Set<DossierEvent> = [.decide, .notify, .publish, .askForComplements, .reexamine, .takeBack]
    let findings = ExaminationPage.findings(refusal)
    inadmissibility = InadmissibilityPanel(file, draft, findings, desk, wording).map { [$0] } ?? []
    let isPaired = file.procedure.needsFourEyes
    steps = file.possibleEvents.filter { !plain.contains($0) && !(isPaired && $0 == .findInadmissible) }.map {
      ExaminationPage.step($0, file, draft, findings, desk, wording)
    }
    hasSteps = !steps.isEmpty
    let isShown =
      steps.contains { $0.needsReasons && $0.event == draft.stepEvent }
      || (draft.stepEvent == DossierEvent.findInadmissible.rawValue && inadmissibility.contains { !$0.form.isEmpty })
    unsaved =
      refusal == nil || isShown
      ? [] : [DecisionReading(wording.catalogue("reasons"), draft.stepReasons)].filter { !$0.paragraphs.isEmpty }
    hasUnsaved = !unsaved.isEmpty
    let place = draft.stepEvent.isEmpty ? "" : "-\(draft.stepEvent)"
    decide =
      file.possibleEvents.contains(.decide) && !file.procedure.needsFourEyes
      ? [ExaminationPage.form(file, draft, findings, wording)] : []
    notify = file.possibleEvents.contains(.notify) ? [wording.path(.notification(dossier.id))] : []
    publish = file.possibleEvents.contains(.publish) ? [wording.path(.publication(dossier.id))] : []
    errors = refusal.map { [wording.refusal($0)] } ?? []
    gaps = findings.map { LinkItem(href: "#\($0.field)\(place)", label: ExaminationPage.told($0, wording)) }
    hasErrors = refusal != nil
    queueHref = wording.path(.queue)
    filesHref = wording.path(.files(dossier.id))
    comparisonHref = wording.path(.comparison(dossier.id))
    clock = file.timing.clock.map { [wording.clock($0, file.procedure.receipt.silence, at: file.timing.moment)] } ?? []
    self.complements = file.timing.requests.reversed().map {
      ComplementItem($0, file, isLinked: false, in: wording)
    }
    ask =
      file.possibleEvents.contains(.askForComplements)
      ? [ComplementForm(file, complements, findings, in: wording)] : []
    exchangeHref = wording.path(.exchange(dossier.id))
    submissions = file.submissions.map { SubmissionItem($0, of: dossier.id, in: wording) }
    self.overlaps = overlaps.map { overlap in
      LinkItem(
        href: wording.path(.examination(overlap.owner.id)),
        label: "\(overlap.owner.reference) · \(overlap.owner.title)" + wording.catalogue("colon")
          + wording.catalogue.count("sharedCommunes", overlap.municipalities))
    }
    hasOverlaps = !overlaps.isEmpty
    self.desk = desk.map { [DeskPanel($0, of: dossier.id, in: wording)] } ?? []
  }

  private static func step(
    _ event: DossierEvent, _ file: DossierFile, _ draft: DecisionDraft, _ findings: [Finding],
    _ desk: ExaminationDesk?, _ wording: Wording
  ) -> StepItem {
    let isTyped = draft.stepEvent == event.rawValue
    return StepItem(
      event: event.rawValue, label: wording.event(event),
      needsReasons: file.procedure.needsReasons(for: event, in: file.wave), fieldID: "reasons-\(event.rawValue)",
      reasons: isTyped ? draft.stepReasons : "", reasonsError: isTyped ? findings.map(wording.finding) : [],
      told: event == .deliberate ? desk?.reviewsLeft.map { wording.told($0) } ?? [] : [])
  }

  /// A finding with the name of its field.
  private static func told(_ finding: Finding, _ wording: Wording) -> String {
    wording.catalogue(finding.field) + wording.catalogue("colon") + wording.finding(finding)
  }

  private static func findings(_ refusal: Refusal?) -> [Finding] {
    if case .invalid(let findings)? = refusal { findings } else { [] }
  }

  private static func form(
    _ file: DossierFile, _ draft: DecisionDraft, _ findings: [Finding], _ wording: Wording
  ) -> DecisionForm {
    func errors(_ field: String) -> [String] {
      findings.filter { $0.field == field }.map(wording.finding)
    }
    let outcomes = file.procedure.outcomes
    return DecisionForm(
      action: wording.path(.decision(file.dossier.id)),
      outcomes: outcomes.map {
        ChoiceOption(
          value: $0.id.rawValue, label: wording.outcome($0.id, of: file.procedure),
          isSelected: $0.id.rawValue == draft.outcome)
      },
      reasons: draft.reasons, signatoryName: draft.signatoryName, signatoryFunction: draft.signatoryFunction,
      conditions: draft.conditions,
      needsConditions: outcomes.contains(where: \.kind.needsConditions), conditionsError: errors("conditions"),
      outcomeError: errors("outcome"),
      needsSignatory: file.procedure.requiresSignatory,
      reasonsError: errors("reasons"), nameError: errors("signatoryName"),
      functionError: errors("signatoryFunction"))
  }
}

extension ExaminationPage {
  fileprivate static func hand(_ file: DossierFile, _ wording: Wording) -> [LinkItem] {
    let (words, facts, id) = (wording.catalogue, file.facts, file.dossier.id)
    let isDecided = file.decision.map { $0.outcome != .inadmissible } ?? false
    let draft = facts.isPrepared && (file.dossier.state.isDecidedSoon || isDecided)
    return [
      draft ? LinkItem(href: wording.path(.decisionDraft(id)), label: words("decisionDraft")) : nil,
      facts.setsPublication
        ? LinkItem(href: wording.path(.wavePublication(file.wave.slug)), label: words("wavePublication")) : nil,
      facts.mayRecordAppeal ? LinkItem(href: wording.path(.appealRecord(id)), label: words("recordAppeal")) : nil,
      facts.deepening.map { state in
        LinkItem(
          href: wording.path(.deepening(id)),
          label: words("deepening") + words("colon") + words("deepening_\(state.rawValue)"))
      },
    ].compactMap { $0 }
  }

  /// The delays of appeals, for the operator.
  fileprivate static func appeals(_ facts: DecisionFacts, _ wording: Wording) -> [String] {
    let words = wording.catalogue
    let last = facts.appeal.map {
      words("appealUntil", wording.day($0.lastDay), wording.day($0.lastDayOverseas))
    }
    let silence = facts.appealedOn.map {
      words("appealSilence", wording.day($0), wording.day(AppealClock.silence(appealedOn: $0)))
    }
    return [last, silence].compactMap { $0 }
  }
}
