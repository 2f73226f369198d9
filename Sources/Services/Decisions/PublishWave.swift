package import Domain
package import Foundation
import Storage

extension Operations {
  /// Where the publication of a wave stands: its hour, how many decisions wait for it, what is missing.
  package func wavePublication(of slug: Slug, for principal: Principal) async throws -> WavePublicationFile {
    try await database.read { transaction in
      try publicationFile(of: slug, for: principal, in: transaction)
    }
  }

  private func publicationFile(
    of slug: Slug, for principal: Principal, in transaction: any Transaction
  ) throws -> WavePublicationFile {
    guard let wave = try WaveRecords(transaction).find(slug), principal.may(.setPublication, on: .any, in: wave.id)
    else { throw Refusal.notFound }
    let procedure = try ProcedureRecords(transaction).find(wave.procedure)
    guard procedure.decision?.together ?? false, !wave.isPermanent else { throw Refusal.notFound }
    let records = WavePublicationRecords(transaction)
    // Whoever a dossier of the wave binds learns nothing of it, not by counts either.
    let isBound =
      try principal.person.map { try !ConflictRecords(transaction).dossiers(binding: $0, in: wave.id).isEmpty } ?? false
    return WavePublicationFile(
      wave: wave, publication: try records.find(wave.id), ready: isBound ? 0 : try records.decidedCount(in: wave.id),
      missing: isBound ? [] : try records.missing(in: wave.id, signed: procedure.requiresSignatory),
      isReaderBound: isBound, moment: world.now())
  }

  /// Takes the hour back that was set, until it has come: decisions can be corrected then, and another hour be set.
  package func cancelPublication(of slug: Slug, version: Int, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let file = try publicationFile(of: slug, for: principal, in: transaction)
      if file.isReaderBound { throw Refusal.decision(.boundInWave) }
      if let publication = file.publication, publication.isOver(at: now) { throw Refusal.decision(.hourPassed) }
      guard
        try WavePublicationRecords(transaction).cancel(
          file.wave.id, over: version, by: principal.person, at: now)
      else { throw Refusal.changedMeanwhile }
      try JournalRecords(transaction).append(
        "wave.publicationCancelled", on: "wave:\(file.wave.id)", by: principal.actor, at: now)
    }
  }

  /// Sets the hour at which all decisions of a wave are told and become public, or moves it, until it has come.
  ///
  /// - Parameter version: of the hour that the form was drawn from; 0 where there was none.
  /// - Throws: `Refusal.decision(.decisionsMissing)`, `.decision(.hourPassed)`, `.changedMeanwhile`, `.invalid`.
  package func setPublication(
    _ draft: WavePublication.Draft, of slug: Slug, version: Int, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let file = try publicationFile(of: slug, for: principal, in: transaction)
      if file.isReaderBound { throw Refusal.decision(.boundInWave) }
      if let publication = file.publication, publication.isOver(at: now) { throw Refusal.decision(.hourPassed) }
      guard (file.publication?.version ?? 0) == version else { throw Refusal.changedMeanwhile }
      let hour = try draft.checked(after: now, closing: file.wave.closesAt)
      guard file.missing.isEmpty, file.ready > 0 else { throw Refusal.decision(.decisionsMissing) }
      let publication = WavePublication(at: hour, setAt: now, version: version + 1)
      guard
        try WavePublicationRecords(transaction).set(
          publication, of: file.wave.id, over: version, by: principal.person)
      else { throw Refusal.changedMeanwhile }
      try JournalRecords(transaction).append(
        "wave.publicationSet", on: "wave:\(file.wave.id)", by: principal.actor, at: now,
        change: ["at": .string(Instant.text(hour))])
    }
  }

  /// Tells and publishes all decisions of the waves of which the hour has come: each wave in one transaction, so that
  /// nothing of it is seen before and all of it after. Run again, it finds nothing to do; where the program was down at
  /// that hour, it does it at the first look after its start.
  ///
  /// - Parameter only: the wave to look at, where the clock is not that of the others; nil for all.
  /// - Returns: how many dossiers became public.
  @discardableResult
  package func publishDueWaves(only: ID<Wave>? = nil) async throws -> Int {
    let now = world.now()
    var count = 0
    let due = try await database.read { transaction in
      let records = WavePublicationRecords(transaction)
      guard let only else { return try records.due(at: now) }
      return try records.find(only)?.isDue(at: now) ?? false ? [only] : []
    }
    for wave in due {
      count += try await database.write { transaction in
        let records = WavePublicationRecords(transaction)
        guard let publication = try records.find(wave), publication.isDue(at: now) else { return 0 }
        return try publishDecided(of: wave, in: transaction)
      }
    }
    if count > 0 { try await refreshPublishedVersion() }
    return count
  }

  private func publishDecided(of id: ID<Wave>, in transaction: any Transaction) throws -> Int {
    let (now, actor) = (world.now(), Principal.Author.program("publication"))
    guard let wave = try WaveRecords(transaction).find(id) else { throw Refusal.notFound }
    let records = WavePublicationRecords(transaction)
    var (count, last): (Int, ID<Dossier>?) = (0, nil)
    while case let batch = try records.decided(in: id, after: last, limit: 200), !batch.isEmpty {
      for dossier in batch {
        let decided = try DossierRecords(transaction).find(dossier)
        let procedure = try ProcedureRecords(transaction).find(decided.procedure)
        try notify(decided, wave, procedure, by: actor, in: transaction)
        if procedure.isPublished {
          try publish(try DossierRecords(transaction).find(dossier), by: actor, in: transaction)
        }
      }
      count += batch.count
      last = batch.last
    }
    try records.setDone(id, at: now)
    try SettingRecords(transaction).raisePublishedVersion()
    try JournalRecords(transaction).append(
      "wave.published", on: "wave:\(id)", by: actor, at: now, change: ["decisions": .integer(Int64(count))])
    return count
  }

  /// The next hour of a publication that has not happened; nil where none is set.
  package func nextPublication() async throws -> Date? {
    try await database.read { try WavePublicationRecords($0).next() }
  }
}
