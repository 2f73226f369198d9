import Domain
import Foundation
import Storage

/// The service shares the candidacies out, goes through its checklist, asks for complements and says what is admissible.
struct ExamineStep: SimulationStep {
  let name = "admissibility"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let submitted = try await stage.candidacies(.submitted)
    try await share(submitted, stage)
    for candidacy in submitted {
      let moment = hour(stage.plan.examinedOn, candidacy)
      try await check(candidacy, at: moment, stage)
      switch candidacy.fate {
      case .examined: try await conclude(candidacy, .findAdmissible, at: moment, stage)
      case .inadmissible: try await exclude(candidacy, at: moment, stage)
      case .completed:
        try await ask(candidacy, at: moment, stage)
        let answered = hour(stage.plan.complementsDueOn.adding(days: -2), candidacy)
        try await complete(candidacy, at: answered, stage)
        try await conclude(
          candidacy, .findAdmissible, at: hour(stage.plan.complementsDueOn.adding(days: 1), candidacy), stage)
      case .withdrawn, .unfinished: break
      }
    }
    return [
      .init("admissible", try await stage.candidacies(.admissible).count),
      .init("inadmissible", try await stage.candidacies(.inadmissible).count),
      .init("completed on request", submitted.count { $0.fate == .completed }),
    ]
  }

  private func hour(_ day: Day, _ candidacy: SimulatedCandidacy) -> Date {
    (day.at(hour: "9:00") ?? day.start).addingTimeInterval(Double(candidacy.number * 10 % 480) * 60)
  }

  /// Each instructor takes theirs.
  private func share(_ candidacies: [SimulatedCandidacy], _ stage: SimulationStage) async throws {
    let moment = stage.plan.examinedOn.at(hour: "8:30") ?? stage.plan.examinedOn.start
    for instructor in stage.cast.instructors {
      let principal = try await stage.principal(instructor, at: moment)
      let own = candidacies.filter { stage.instructor(of: $0) == instructor }.compactMap { stage.dossiers[$0.number] }
      for start in stride(from: 0, to: own.count, by: GivingReport.most) {
        let some = own[start..<min(own.count, start + GivingReport.most)].map { DossierToGive($0, heldBy: nil) }
        let report = try await stage.at(moment).giveDossiers(some, to: principal.person, by: principal) { "\($0)" }
        if let refused = report.refused.first { throw refused.refusal }
      }
    }
  }

  private func check(_ candidacy: SimulatedCandidacy, at moment: Date, _ stage: SimulationStage) async throws {
    guard let items = stage.procedure.admissibility, let dossier = stage.dossiers[candidacy.number] else { return }
    let entries = items.enumerated().map { place, item -> (String, AdmissibilityDraft.Entry) in
      let fails = candidacy.fate == .inadmissible && place == min(1, items.count - 1)
      return (
        item.id,
        AdmissibilityDraft.Entry(
          verdict: fails ? .no : .yes, remark: fails ? "Une seule famille d’acteurs (exemple)." : "")
      )
    }
    try await stage.at(moment).checkAdmissibility(
      AdmissibilityDraft(Dictionary(entries) { first, _ in first }), of: dossier,
      by: try await stage.principal(stage.instructor(of: candidacy), at: moment))
  }

  private func conclude(
    _ candidacy: SimulatedCandidacy, _ event: DossierEvent, at moment: Date, _ stage: SimulationStage
  ) async throws {
    try await stage.move(candidacy, by: event, as: stage.instructor(of: candidacy), at: moment.addingTimeInterval(600))
  }

  /// One proposes it with the reasons, where the procedure asks for two people; another confirms it once the applicant's
  /// time to answer is over.
  private func exclude(_ candidacy: SimulatedCandidacy, at moment: Date, _ stage: SimulationStage) async throws {
    let reasons =
      "Le collectif ne réunit qu’une seule famille d’acteurs, alors que l’appel en demande plusieurs (exemple)."
    let proposed = moment.addingTimeInterval(600)
    guard stage.procedure.needsFourEyes else {
      return try await stage.move(
        candidacy, by: .findInadmissible, reasons: reasons, as: stage.instructor(of: candidacy), at: proposed)
    }
    let dossier = try await stage.dossier(of: candidacy)
    try await stage.at(proposed).proposeInadmissible(
      of: dossier.id, version: dossier.version, reasons: reasons, signatory: SimulatedOutcome.signatory,
      by: try await stage.principal(stage.instructor(of: candidacy), at: proposed)
    ) { _ in "(exemple)" }
    let heard = stage.plan.examinedOn.adding(days: (stage.procedure.decision?.replyDays ?? 0) + 1)
    let confirmed = hour(heard, candidacy).addingTimeInterval(7800)
    let second = try await stage.principal(stage.secondInstructor(of: candidacy), at: confirmed)
    let desk = try await stage.at(confirmed).desk(of: dossier.id, for: second)
    try await stage.at(confirmed).moveDossier(
      dossier.id, version: dossier.version, by: .findInadmissible, reasons: nil,
      confirming: desk?.inadmissibility?.mark, principal: second)
  }

  /// The first long text that has to be there is to be said more precisely.
  private func field(_ stage: SimulationStage) -> Field? {
    stage.procedure.fields.last { field in
      guard case .longText = field.kind else { return false }
      return field.isRequired
    }
  }

  private func ask(_ candidacy: SimulatedCandidacy, at moment: Date, _ stage: SimulationStage) async throws {
    guard let field = field(stage) else { return }
    let dossier = try await stage.dossier(of: candidacy)
    try await stage.at(moment.addingTimeInterval(600)).askForComplements(
      ComplementDraft(
        fields: [field.id], indispensable: [field.id], reason: "Ce passage reste trop général : précisez-le (exemple).",
        due: "\(stage.plan.complementsDueOn)"),
      of: dossier.id, version: dossier.version,
      by: try await stage.principal(stage.instructor(of: candidacy), at: moment))
  }

  private func complete(_ candidacy: SimulatedCandidacy, at moment: Date, _ stage: SimulationStage) async throws {
    guard let field = field(stage) else { return }
    let dossier = try await stage.dossier(of: candidacy)
    var answers = dossier.answers
    answers[field.id] = .text((answers.text(field.id) ?? "") + " Précision d’exemple.")
    _ = try await stage.at(moment.addingTimeInterval(-7200)).saveAnswers(
      answers, of: dossier.id, version: dossier.version, by: try await stage.principal(candidacy.lead, at: moment))
    try await stage.sign(candidacy, at: moment)
    try await stage.submit(candidacy, at: moment)
  }
}
