package import Domain
import Storage

extension Operations {
  /// Finds, in writing, that a conflict of somebody else does not stand in the way. It covers what the finding rests on
  /// now: another tie to the same dossier binds anew. Pressed twice, it is set aside once.
  ///
  /// Whoever is bound in the dossier themselves cannot: for them there is no such dossier.
  ///
  /// - Throws: `Refusal.notFound` where nothing was found; `.notAllowed` for one's own conflict, and for a part in the
  ///   dossier, which nobody sets aside; `.invalid` without a reason.
  package func setConflictAside(
    _ finding: ConflictFinding, reason: String, by principal: Principal
  ) async throws {
    let (reason, now) = (reason.trimmed, world.now())
    try await database.write { transaction in
      let author = try checkFinding(finding, by: principal, in: transaction)
      let findings = ConflictSetAside.findings(in: reason)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let records = ConflictRecords(transaction)
      if try records.isSetAside(finding) { return }
      try records.setAside(finding, reason: reason, by: author, at: now)
      try JournalRecords(transaction).append(
        "conflict.setAside", on: "dossier:\(finding.dossier)", by: principal.actor, at: now,
        change: Operations.told(finding).merging(["reason": .string(sha256(reason))]) { $1 })
    }
  }

  /// What was set aside binds again. Pressed twice, it binds.
  package func putConflictBack(_ finding: ConflictFinding, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let author = try checkFinding(finding, by: principal, in: transaction)
      guard try ConflictRecords(transaction).putBack(finding, by: author, at: now) else { return }
      try JournalRecords(transaction).append(
        "conflict.putBack", on: "dossier:\(finding.dossier)", by: principal.actor, at: now,
        change: Operations.told(finding))
    }
  }

  /// A finding that stands, set aside or not, and that the principal may judge.
  private func checkFinding(
    _ finding: ConflictFinding, by principal: Principal, in transaction: any Transaction
  ) throws -> ID<Person> {
    let dossier = try DossierRecords(transaction).find(finding.dossier)
    try principal.require(.setConflictAside, on: dossier)
    guard try ConflictRecords(transaction).findings(of: finding.person, in: finding.dossier).contains(finding) else {
      throw Refusal.notFound
    }
    guard let author = principal.person, finding.mayBeSetAside(by: principal) else {
      throw Refusal.notAllowed(.setConflictAside)
    }
    return author
  }

  /// The journal names people by id, and what a finding rests on likewise.
  private static func told(_ finding: ConflictFinding) -> [String: JSONValue] {
    [
      "person": .string("\(finding.person)"), "ground": .string(finding.ground.rawValue),
      "basis": .string(finding.basis),
    ]
  }

  /// The register of conflicts: who is bound in which submitted dossier, why, and what was set aside. A dossier that
  /// binds the reader is not in it.
  package func conflictRegister(
    in slug: Slug?, _ page: PageRequest, for principal: Principal
  ) async throws -> Page<ConflictListing> {
    try principal.require(.readConflicts, on: .any)
    return try await database.read { transaction in
      let wave = try slug.map { slug -> ID<Wave> in
        guard let found = try WaveRecords(transaction).find(slug) else { throw Refusal.notFound }
        return found.id
      }
      return try ConflictListRecords(transaction).list(
        in: principal.waves(of: .readConflicts, on: .any), only: wave, for: principal.person, page)
    }
  }
}
