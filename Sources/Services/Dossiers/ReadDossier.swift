package import Domain
import Foundation
import Storage

extension Operations {
  /// - Throws: `Refusal.notFound` also where the dossier is somebody else's.
  package func dossier(_ id: ID<Dossier>, for principal: Principal) async throws -> DossierFile {
    try await database.read { transaction in
      let found = try DossierRecords(transaction).find(id)
      try principal.require(.readDossier, on: found)
      let dossier = try asSubmitted(found, for: principal, in: transaction)
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let isOwner = dossier.isFiled(by: principal)
      // Those who file it, experts and the jury learn a decision by its notice; the desk prepares it.
      let isDesk = principal.may(.readDesk, to: dossier)
      let history = try DossierRecords(transaction).history(of: id)
      let decisions = try DecisionRecords(transaction).list(of: id).filter { isDesk || $0.isTold }
      let slug = try TerritoryRecords(transaction).slug(of: id)
      let territory = try slug.flatMap { try TerritoryRecords(transaction).find($0, on: Day(world.now()))?.slug }
      let timing = try timing(of: dossier, wave, procedure, in: transaction)
      let possible = dossier.state.possibleEvents.filter { event in
        principal.may(event.permission, to: dossier) && event.isInTime(for: dossier.state, in: wave, timing)
      }
      return DossierFile(
        dossier: dossier, wave: wave, procedure: procedure,
        submissions: try SubmissionRecords(transaction).list(of: id),
        history: isDesk ? history : history.filter { !$0.event.isInternal },
        decisions: decisions.map { $0.contested(in: history) },
        findings: try findings(in: dossier, procedure, in: transaction).obstacles(to: dossier.state, timing.openFields),
        territory: territory,
        possibleEvents: try possible.filter { event in
          let isAwaited = try isAwaited(event, procedure, wave, in: transaction)
          let isFresh = try isFresh(event, on: dossier, by: principal, in: transaction)
          return procedure.allows(event) && !isAwaited && isFresh
        }, timing: timing,
        isFiledByReader: isOwner,
        openComments: isOwner ? try CommentRecords(transaction).openCounts(of: id) : [:],
        work: isOwner ? try SectionWorkRecords(transaction).list(of: id) : [],
        facts: try decisionFacts(of: dossier, procedure, wave, history, for: principal, in: transaction))
    }
  }

  /// The same for whoever works on it: those who file a dossier, or whom it binds, find none here, whatever their other
  /// roles.
  package func examinedDossier(_ id: ID<Dossier>, for principal: Principal) async throws -> DossierFile {
    let file = try await dossier(id, for: principal)
    guard principal.may(.readDesk, to: file.dossier) else { throw Refusal.notFound }
    return file
  }

  /// Whether a step is not taken by hand, on one dossier: the decisions of the wave are told and published together, and
  /// that hour has not come; or it belongs to a deepening.
  func isAwaited(
    _ event: DossierEvent, _ procedure: Procedure, _ wave: Wave, in transaction: any Transaction
  ) throws -> Bool {
    switch event {
    case .notify, .publish:
      guard procedure.decision?.together ?? false, !wave.isPermanent else { return false }
      return try WavePublicationRecords(transaction).find(wave.id)?.doneAt == nil
    case .reexamine, .takeBack: return true
    case .submit, .resume, .askForComplements, .complete, .findAdmissible, .findInadmissible, .openReview, .deliberate,
      .decide, .withdrawDossier, .lapse, .appeal, .reconsider, .reconsiderAdmissibility:
      return false
    }
  }

  /// What is written while complements are awaited is its authors' alone until they send it: everybody else reads what was
  /// submitted last.
  func asSubmitted(_ dossier: Dossier, for principal: Principal, in transaction: any Transaction) throws -> Dossier {
    guard dossier.state == .incomplete, !dossier.isFiled(by: principal) else { return dossier }
    let submissions = SubmissionRecords(transaction)
    guard let last = try submissions.list(of: dossier.id).last,
      let frozen = try submissions.find(last.number, of: dossier.id)
    else { return dossier }
    return dossier.showing(frozen.answers)
  }

  /// What keeps a dossier from being submitted: gaps in the form, then signatures of the collective.
  func findings(
    in dossier: Dossier, _ procedure: Procedure, in transaction: any Transaction
  ) throws -> [Finding] {
    let signOffs = procedure.collective?.signs == nil ? [] : try SignOffRecords(transaction).latest(of: dossier.id)
    let files = try AttachmentRecords(transaction).list(of: dossier.id)
    return procedure.findings(in: dossier.answers, files: files, knows: knows)
      + procedure.signatureFindings(in: dossier.answers, signOffs)
  }

  /// The dossiers that the principal files alone or with others, the last changed first.
  package func ownDossiers(of principal: Principal, _ page: PageRequest) async throws -> Page<DossierListing> {
    guard let person = principal.person else { return Page(items: [], total: 0, request: page) }
    try principal.require(.readOwnAccount, on: .own)
    return try await database.read { try DossierListRecords($0).owned(by: person, page) }
  }

  /// What was submitted and waits for the service.
  package func queue(
    _ filter: QueueFilter, for principal: Principal, _ page: PageRequest
  ) async throws -> Page<DossierListing> {
    try principal.require(.readQueue, on: .any)
    return try await database.read { transaction in
      try queueRecords(for: principal, in: transaction).list(filter, page)
    }
  }
}

extension Operations {
  func queueRecords(for principal: Principal, in transaction: any Transaction) -> QueueRecords {
    QueueRecords(transaction, in: principal.waves(of: .readQueue, on: .any), for: principal.person)
  }
}
