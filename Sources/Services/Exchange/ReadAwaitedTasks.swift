package import Domain
import Foundation
import Storage

extension Operations {
  /// How many tasks of one kind are told; the lists of dossiers hold the rest.
  private static let tasksOfAKind = 20
  /// Of how many drafts it is told how much is missing: for that their answers are read.
  private static let countedDrafts = 5
  /// How soon a wave must close for that, in seconds.
  private static let soon: Double = 14 * 86_400

  /// Everything that awaits somebody, the most urgent first.
  package func awaitedTasks(of principal: Principal) async throws -> [AwaitedTask] {
    guard let person = principal.person else { return [] }
    try principal.require(.readOwnAccount, on: .own)
    let now = world.now()
    let examines = principal.may(.examineDossier, on: .other)
    let waves = principal.waves(of: .examineDossier, on: .other)
    return try await database.read { transaction in
      let records = AwaitedTaskRecords(
        transaction, of: person, in: waves, at: now, limit: Operations.tasksOfAKind)
      var tasks: [AwaitedTask] = []
      let reviews = principal.may(.answerReview, on: .any)
      let sits = Relation.allCases.contains { principal.may(.readJury, on: $0) }
      for kind in AwaitedTask.Kind.allCases
      where (!kind.isOfService || examines) && (!kind.isOfReviewer || reviews) && (kind != .jurySession || sits) {
        tasks += try completed(try records.list(kind), kind, at: now, in: transaction)
      }
      let forsaken = principal.may(.grantRole, on: .any) ? try forsakenDossiers(in: transaction) : 0
      if forsaken > 0 {
        tasks.append(
          AwaitedTask(
            kind: .nobodyExamines, place: .conflicts, title: "", reference: "", since: now, due: now, count: forsaken))
      }
      // A dossier of which the time is told is not told of a second time because nobody opened it.
      let told = Set(tasks.filter(\.kind.isOfSilence).map(\.place))
      return tasks.filter { ![.dossierToExamine, .complementsBack].contains($0.kind) || !told.contains($0.place) }
        .sorted { $0.isMoreUrgent(than: $1) }
    }
  }

  /// What the rows do not say: how much a draft lacks, until when the service has to decide.
  private func completed(
    _ tasks: [AwaitedTask], _ kind: AwaitedTask.Kind, at now: Date, in transaction: any Transaction
  ) throws -> [AwaitedTask] {
    switch kind {
    case .complements, .unreadMessage, .invitation, .dossierInvitation, .decisionToRead, .question, .reviewAsked,
      .reviewToWrite, .jurySession, .nobodyExamines, .silenceNear, .silencePast,
      .labelPaperToPost:
      return tasks
    case .unfinishedDraft:
      return try tasks.enumerated().map { index, task in
        guard index < Operations.countedDrafts, let due = task.due, due.timeIntervalSince(now) < Operations.soon,
          case .dossier(let id) = task.place
        else { return task }
        let dossier = try DossierRecords(transaction).find(id)
        let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
        return task.counting(try findings(in: dossier, procedure, in: transaction).count)
      }
    case .dossierToExamine, .complementsBack:
      var rules: [ProcedureKey: SilenceRule] = [:]
      return try tasks.map { task in
        guard case .dossier(let id) = task.place,
          let key = try AwaitedTaskRecords.procedure(of: id, in: transaction)
        else { return task }
        let rule = try rules[key] ?? ProcedureRecords(transaction).find(key).receipt.silence
        rules[key] = rule
        // As the acknowledgement told the applicant: at the end of that day.
        return task.due(rule.implicitDecision(completeOn: Day(task.since)).end)
      }
    }
  }

  /// Notes what somebody opens for the first time: the applicant the decision, the service what was submitted.
  package func noteOpening(of file: DossierFile, by principal: Principal) async throws {
    guard let person = principal.person, let subject = file.openingSubject(for: principal) else { return }
    let (id, now) = (file.dossier.id, world.now())
    guard try await database.read({ try !OpeningRecords($0).has(subject, of: id) }) else { return }
    try await database.write { transaction in
      guard try OpeningRecords(transaction).insert(subject, of: id, by: person, at: now) else { return }
      try JournalRecords(transaction).append(
        "dossier.opened", on: "dossier:\(id)", by: principal.actor, at: now, change: ["subject": .string(subject)])
    }
  }
}

extension DossierFile {
  /// What of it awaited its reader; nil for nothing.
  fileprivate func openingSubject(for principal: Principal) -> String? {
    switch principal.relation(to: dossier, for: .readDossier) {
    case .own, .writing, .commenting, .reading:
      decision != nil || dossier.state == .inadmissible
        ? decisions.last.flatMap { $0.number > 1 ? "decision:\($0.number)" : nil } ?? "decision" : nil
    case .other:
      dossier.state == .submitted && principal.may(.examineDossier, to: dossier)
        ? "submission:\(submissions.count)" : nil
    case .any, .unsubmitted, .reviewing, .conflicted, .seated, .presiding, .recording: nil
    }
  }
}
