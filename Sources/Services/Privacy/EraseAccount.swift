package import Domain
import Foundation
import Storage

extension Operations {
  /// What the erasure of the principal's own account would do, and what stands in its way.
  package func erasurePreview(for principal: Principal) async throws -> ErasurePreview {
    let now = world.now()
    return try await database.read { transaction in
      try principal.require(.eraseAccount, on: .own)
      guard let id = principal.person else { throw Refusal.notFound }
      let records = DossierErasure(transaction)
      return ErasurePreview(
        drafts: try records.unsubmitted(of: id).map(\.reference),
        kept: try records.submitted(by: id),
        obstacle: try obstacle(toErasing: id, at: now, in: transaction))
    }
  }

  /// Erases an account: name and address, sessions, links, messages and drafts are removed, roles end. What was
  /// submitted stays, its owner an id without a name; so does the journal, which names people by id alone.
  ///
  /// - Throws: `Refusal.lastAdministrator`, `.lastManagerOf`, `.dossierUnderExamination` or `.leadsLabel`, which say what to do first.
  package func eraseAccount(_ id: ID<Person>, by principal: Principal) async throws {
    try await database.write { transaction in
      try principal.require(.eraseAccount, on: principal.person == id ? .own : .other)
      guard let person = try PersonRecords(transaction).find(id) else { throw Refusal.notFound }
      try erase(person, by: principal, in: transaction)
    }
  }

  /// - Throws: `Refusal.notFound` when nobody has this address.
  package func eraseAccount(of email: EmailAddress, by principal: Principal) async throws {
    try await database.write { transaction in
      try principal.require(.eraseAccount, on: .other)
      guard let person = try PersonRecords(transaction).find(email), !person.isErased else { throw Refusal.notFound }
      try erase(person, by: principal, in: transaction)
    }
  }

  /// The erasure itself, inside the transaction of whoever asks for it.
  func erase(_ person: Person, by principal: Principal, in transaction: any Transaction) throws {
    let now = world.now()
    if let obstacle = try obstacle(toErasing: person.id, at: now, in: transaction) { throw obstacle }
    let mandates = MandateRecords(transaction)
    for mandate in try mandates.list(of: person.id) where mandate.withdrawnAt == nil {
      try mandates.withdraw(mandate.number, of: person.id, by: principal.actor, at: now)
    }
    let dossiers = DossierErasure(transaction)
    var drafts = 0
    while case let batch = try dossiers.unsubmitted(of: person.id), !batch.isEmpty {
      for draft in batch {
        try removeFiles(of: draft.id, in: transaction)
        try dossiers.delete(draft.id)
      }
      drafts += batch.count
    }
    let memberships = MembershipRecords(transaction)
    for membership in try memberships.list(of: person.id) { try memberships.end(membership, at: now) }
    try InvitationRecords(transaction).delete(to: person.email)
    try ExchangeErasure(transaction).deleteReplyAddresses(of: person.id)
    try CollectiveErasure(transaction).end(of: person, at: now)
    try CallQuestionRecords(transaction).forget(person.id)
    try DeskErasure(transaction).end(of: person.id)
    try PanelErasure(transaction).end(of: person.id)
    try ConflictErasure(transaction).end(of: person.id)
    try ReviewErasure(transaction).end(of: person.id, at: now)
    try JuryErasure(transaction).end(of: person.id)
    let messages = try OutboxErasure(transaction).delete(to: person.email)
    try PersonErasure(transaction).erase(person.id, at: now)
    try JournalRecords(transaction).append(
      "person.erased", on: "person:\(person.id)", by: principal.actor, at: now,
      change: ["drafts": .integer(Int64(drafts)), "messages": .integer(Int64(messages))])
  }

  /// What keeps an account from being erased now.
  func obstacle(
    toErasing id: ID<Person>, at now: Date, in transaction: any Transaction
  ) throws -> Refusal? {
    let mandates = MandateRecords(transaction)
    let own = try mandates.list(of: id).filter { $0.role == .administrator && $0.isHeld(at: now) }
    let isLasting = own.contains { $0.until == nil }
    if !own.isEmpty, try mandates.lastingHolders(of: .administrator) <= (isLasting ? 1 : 0) {
      return .lastAdministrator
    }
    if let name = try organisation(leftWithoutManagerBy: id, in: transaction) { return .lastManagerOf(name) }
    if let reference = try DossierErasure(transaction).underExamination(of: id) {
      return .dossierUnderExamination(reference: reference)
    }
    return try LabelRecords(transaction).led(by: id).map { .leadsLabel($0) }
  }

  /// The organisation whose other members would have nobody who answers for it. One who is alone in it may go.
  private func organisation(leftWithoutManagerBy id: ID<Person>, in transaction: any Transaction) throws -> String? {
    let memberships = MembershipRecords(transaction)
    for membership in try memberships.list(of: id) where membership.role == .manager {
      let isLast = try memberships.count(.manager, in: membership.organisation) == 1
      guard isLast, try memberships.count(.member, in: membership.organisation) > 0 else { continue }
      return try OrganisationRecords(transaction).find(membership.organisation)?.card.name
    }
    return nil
  }
}
