package import Domain

/// A deepening, for its collective and for the service.
package struct DeepeningPage: PageModel {
  package static let template = "Decisions/deepening"

  let title: String
  let reference: String
  let isExample: Bool
  let backHref: String
  let backLabel: String
  let csrf: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let action: String
  let version: String
  let steps: [StateItem]
  let coach: String
  let due: String
  let conditions: [ConditionItem]
  let plain: [StepButton]
  let reassess: [Reassessment]
  let renounce: [DecisionField]
  /// What was typed and could not be saved, where no form shows it.
  let unsaved: [DecisionReading]
  let hasUnsaved: Bool
  /// That no condition can be found missing for good before its day.
  let waits: [String]
  let closing: [String]

  struct StateItem: Sendable {
    let label: String
    let isCurrent: Bool
  }

  struct ConditionItem: Sendable {
    let text: String
    let verdict: String
    let reasons: [String]
  }

  struct StepButton: Sendable {
    let step: String
    let label: String
    let help: String
  }

  struct Reassessment: Sendable {
    let items: [VerdictItem]
    let buttonLabel: String
  }

  struct VerdictItem: Sendable {
    let number: String
    let text: String
    let metError: [String]
    let isMet: Bool
    let isNotMet: Bool
    let why: DecisionField
  }

  package init(
    _ file: DeepeningFile, typed: DeepeningVerdicts? = nil, closingTyped: String = "", refusal: Refusal? = nil,
    csrf: String, in wording: Wording
  ) {
    let words = wording.catalogue
    let (dossier, deepening) = (file.dossier, file.deepening)
    title = dossier.title
    reference = dossier.reference
    isExample = file.wave.isExample
    backHref = wording.path(file.isFiledByReader ? .dossier(dossier.id) : .examination(dossier.id))
    backLabel = file.isFiledByReader ? words("backToDossier") : dossier.title
    self.csrf = csrf
    let findings = wording.findings(refusal)
    errors = wording.problems(refusal) { field in
      field == "reasons"
        ? words("renounceReasons") : words("conditionNumber", String(field.drop { $0 != "-" }.dropFirst()))
    }
    hasErrors = !errors.isEmpty
    action = wording.path(.deepening(dossier.id))
    version = "\(deepening.version)"
    let path: [Deepening.State] = [.opened, .gapListAgreed, .inProgress, .reassessed]
    steps = (path + [deepening.state == .closed ? .closed : .labelled]).map {
      StateItem(label: words("deepening_\($0.rawValue)"), isCurrent: $0 == deepening.state)
    }
    coach = deepening.coach
    due = wording.day(deepening.dueOn)
    conditions = deepening.conditions.map {
      ConditionItem(
        text: $0.text, verdict: words($0.isMet.map { $0 ? "conditionMet" : "conditionNotMet" } ?? "conditionOpen"),
        reasons: $0.reasons.isEmpty ? [] : [$0.reasons])
    }
    plain = file.possibleSteps.filter { $0 != .reassess && $0 != .renounce }.map {
      StepButton(
        step: $0.rawValue, label: words("deepeningStep_\($0.rawValue)"), help: words("deepeningHelp_\($0.rawValue)"))
    }
    reassess =
      file.possibleSteps.contains(.reassess)
      ? [
        Reassessment(
          items: deepening.conditions.map { DeepeningPage.verdict($0, typed, findings, wording) },
          buttonLabel: words("deepeningStep_reassess"))
      ] : []
    let lost = typed.map { verdicts in
      verdicts.entries.sorted { $0.key < $1.key }.map {
        DecisionReading(words("conditionNumber", "\($0.key)"), $0.value.reasons)
      }
    }
    let isLost = refusal != nil && !file.possibleSteps.contains(.reassess)
    unsaved = isLost ? (lost ?? []).filter { !$0.paragraphs.isEmpty } : []
    hasUnsaved = !unsaved.isEmpty
    let canDecide = file.possibleSteps.contains(.decide)
    waits =
      deepening.state == .reassessed && !file.isFiledByReader && !canDecide && file.possibleSteps.contains(.reassess)
      ? [words("obstacle_deepeningNotDue", wording.day(deepening.dueOn))] : []
    renounce =
      file.possibleSteps.contains(.renounce)
      ? [DecisionField("reasons", words("renounceReasons"), closingTyped, rows: 3, findings, in: wording)] : []
    closing = deepening.closingReasons.map { [$0] } ?? []
  }

  private static func verdict(
    _ condition: Deepening.Condition, _ typed: DeepeningVerdicts?, _ findings: [Finding], _ wording: Wording
  ) -> VerdictItem {
    let entry = typed?.entries[condition.number]
    let isMet = typed == nil ? condition.isMet : entry?.isMet
    return VerdictItem(
      number: "\(condition.number)", text: condition.text,
      metError: findings.filter { $0.field == "met-\(condition.number)" }.map(wording.finding), isMet: isMet == true,
      isNotMet: isMet == false,
      why: DecisionField(
        "why-\(condition.number)", wording.catalogue("verdictReasons"),
        typed == nil ? condition.reasons : entry?.reasons ?? "", rows: 3, findings, in: wording))
  }
}
