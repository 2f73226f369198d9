package import Domain
import Storage

extension Operations {
  /// Gives up a sheet that was begun and never handed in: its writer reads those of the others from then on, and writes
  /// none once an expert's is in. Pressed twice, it is given up.
  package func discardReview(of id: ID<Dossier>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (_, person, _) = try reviewed(id, for: principal, in: transaction)
      let records = ReviewSheetRecords(transaction)
      guard try records.draft(of: id, by: person) != nil else { return }
      guard try records.versions(of: id, by: person).isEmpty else { throw Refusal.notFound }
      try records.deleteDraft(of: id, by: person)
      try JournalRecords(transaction).append(
        "review.discarded", on: "dossier:\(id)", by: principal.actor, at: now)
    }
  }

  /// Whether one of the service may write the sheet of the service; experts are not asked.
  /// - Throws: `Refusal.serviceSheet` for one of the service who may not.
  func checkServiceSheet(
    of dossier: Dossier, by person: ID<Person>, _ principal: Principal, in transaction: any Transaction
  ) throws {
    guard principal.relation(to: dossier, for: .writeReview) != .reviewing else { return }
    let records = ReviewSheetRecords(transaction)
    let sheets = try records.versions(of: dossier.id).filter { !dossier.conflicted.contains($0.person) }
    if sheets.contains(where: { $0.person == person }) { return }
    if sheets.contains(where: { $0.capacity == .instructor }) { throw Refusal.serviceSheet(.another) }
    if try records.draft(of: dossier.id, by: person) != nil { return }
    if sheets.contains(where: { $0.capacity == .expert }) { throw Refusal.serviceSheet(.expertsIn) }
  }

  /// Whether somebody still has a sheet to hand in, begun or only asked for: what the others gave is kept from them.
  func isBlind(_ person: ID<Person>?, on dossier: Dossier, in transaction: any Transaction) throws -> Bool {
    guard let person, dossier.state.isReviewed else { return false }
    let records = ReviewSheetRecords(transaction)
    guard try records.versions(of: dossier.id, by: person).isEmpty else { return false }
    return try records.draft(of: dossier.id, by: person) != nil
      || ReviewAssignmentRecords(transaction).standing(of: dossier.id, person) != nil
  }

  /// The dossiers of a wave of which somebody may not know yet what the others gave.
  func blind(_ person: ID<Person>?, in wave: ID<Wave>, _ transaction: any Transaction) throws -> Set<ID<Dossier>> {
    guard let person else { return [] }
    let asked = try [ReviewAssignment.State.asked, .accepted].flatMap {
      try ReviewAssignmentRecords(transaction).list(of: person, $0).map(\.dossier)
    }
    let awaited = Set(try ReviewSheetRecords(transaction).drafted(by: person) + asked)
    return Set(
      try DossierRecords(transaction).find(Array(awaited)).filter {
        try $0.wave == wave && isBlind(person, on: $0, in: transaction)
      }.map(\.id))
  }
}
