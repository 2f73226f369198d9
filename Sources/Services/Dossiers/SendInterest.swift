package import Domain
import Foundation
import Storage

extension Operations {
  /// Sends a draft as an expression of interest: what it says in the fields that make one up is kept as it is now, and
  /// shown to the service. The dossier stays a draft, so that its content carries over by itself. Sent again, the first
  /// one stays.
  ///
  /// - Throws: `Refusal.invalid` with what is missing in those fields.
  package func sendInterest(_ id: ID<Dossier>, version: Int, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.submitDossier, on: dossier)
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard let fields = procedure.interest else { throw Refusal.notFound }
      guard dossier.state == .draft else { throw Refusal.notPossible(.submit, from: dossier.state.asToldToApplicant) }
      guard wave.phase(at: now) == .open else { throw Refusal.waveNotOpen }
      if try InterestRecords(transaction).sentAt(of: id) != nil { return }
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      let missing = procedure.findings(in: dossier.answers, knows: knows).filter { finding in
        fields.contains(String(finding.field.prefix { $0 != "." }))
      }
      guard missing.isEmpty else { throw Refusal.invalid(missing) }
      var said = Answers()
      for field in fields { said[field] = dossier.answers[field] }
      let digest = sha256(said.json.canonical)
      guard try InterestRecords(transaction).keep(said, of: dossier, digest: digest, at: now) else { return }
      try JournalRecords(transaction).append(
        "dossier.interestSent", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["answers": .string(digest)])
    }
  }

  /// The expressions of interest that the reader's role reaches.
  package func interests(_ page: PageRequest, for principal: Principal) async throws -> Page<InterestListing> {
    try principal.require(.readQueue, on: .any)
    return try await database.read { transaction in
      try InterestRecords(transaction).list(
        in: principal.waves(of: .readQueue, on: .any), for: principal.person, page)
    }
  }

  /// What one says: as it was when it was sent, and nothing of the draft since.
  package func interest(of id: ID<Dossier>, for principal: Principal) async throws -> Interest {
    try await database.read { transaction in
      guard let (sentAt, answers) = try InterestRecords(transaction).find(of: id) else { throw Refusal.notFound }
      let dossier = try DossierRecords(transaction).find(id)
      guard principal.may(.readQueue, on: .any, in: dossier.wave), !dossier.isFiled(by: principal),
        !dossier.binds(principal),
        let wave = try WaveRecords(transaction).find(dossier.wave)
      else { throw Refusal.notFound }
      return Interest(
        reference: dossier.reference, wave: wave, procedure: try ProcedureRecords(transaction).find(dossier.procedure),
        answers: answers, sentAt: sentAt)
    }
  }
}
