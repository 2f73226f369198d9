package import Domain
package import Foundation
import Storage

extension Operations {
  /// What was written about a dossier, the newest first.
  /// - Throws: `Refusal.notFound` also where the dossier is somebody else's, or a draft whose applicant wrote nothing.
  package func exchange(on id: ID<Dossier>, _ page: PageRequest, for principal: Principal) async throws -> Exchange {
    try await database.read { transaction in
      let (dossier, side) = try exchangeDossier(id, for: principal, in: transaction)
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      return Exchange(
        dossier: dossier, wave: wave, side: side, messages: try ExchangeRecords(transaction).list(of: id, page))
    }
  }

  /// Somebody of the applicant's side has the service's messages before their eyes: the service is shown when that
  /// first was. The applicants' messages are settled by an answer, not by being opened.
  package func noteReading(on id: ID<Dossier>, by principal: Principal) async throws {
    guard let person = principal.person else { return }
    let isNew = try await database.read { transaction in
      let (_, side) = try exchangeDossier(id, for: principal, in: transaction)
      return try side == .applicant && !ExchangeRecords(transaction).unsettled(of: .service, on: id).isEmpty
    }
    guard isNew else { return }
    try await settle(.service, on: id, by: principal, person, as: "exchange.read")
  }

  /// The service says that what was asked needs no answer.
  package func setQuestionsAside(on id: ID<Dossier>, by principal: Principal) async throws {
    let person = try await database.read { transaction in
      let (dossier, side) = try exchangeDossier(id, for: principal, in: transaction)
      try principal.require(.writeExchange, on: dossier)
      guard side == .service, let person = principal.person else { throw Refusal.notAllowed(.writeExchange) }
      return person
    }
    try await settle(.applicant, on: id, by: principal, person, as: "exchange.setAside")
  }

  private func settle(
    _ side: ExchangeSide, on id: ID<Dossier>, by principal: Principal, _ person: ID<Person>, as action: String
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      // Somebody else may have opened them meanwhile: the first one counts.
      let messages = try ExchangeRecords(transaction).unsettled(of: side, on: id)
      guard !messages.isEmpty else { return }
      try ExchangeRecords(transaction).settle(messages, by: person, at: now)
      try JournalRecords(transaction).append(
        action, on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["messages": .array(messages.map { .string("\($0)") })])
    }
  }

  /// How many questions on some dossiers of the queue wait for an answer.
  package func questions(
    on dossiers: [ID<Dossier>], for principal: Principal
  ) async throws -> [ID<Dossier>: Int] {
    try principal.require(.readQueue, on: .any)
    return try await database.read { try ExchangeRecords($0).questions(on: dossiers) }
  }

  /// A file that came with a message.
  package func exchangeFile(
    _ file: ID<Attachment>, on id: ID<Dossier>, for principal: Principal
  ) async throws -> Attachment {
    try await database.read { transaction in
      _ = try exchangeDossier(id, for: principal, in: transaction)
      guard let attachment = try AttachmentRecords(transaction).findSent(file, on: id) else { throw Refusal.notFound }
      return attachment
    }
  }

  /// One piece of it, nil after the last; the permission is asked for each time.
  package func exchangePiece(
    _ number: Int, of file: Attachment, for principal: Principal
  ) async throws -> Data? {
    try await database.read { transaction in
      _ = try exchangeDossier(file.dossier, for: principal, in: transaction)
      return try FileRecords(transaction).piece(number, of: file.digest)
    }
  }
}
