package import Domain
package import Foundation
import Storage

/// How the outbox is told to make a blank form.
enum BlankFormOrder {
  static let kind = "blankForm"
  /// After so many seconds an order that came to nothing is given again.
  static let patience: Double = 3600
}

extension Operations {
  /// The form of a call to be filled in by hand. Making it takes seconds: it is made for whoever first asks for it, and
  /// kept for everybody after them.
  ///
  /// - Returns: no document where it is still to be made.
  package func blankForm(
    of call: Slug, in language: Language
  ) async throws -> (procedure: ProcedureKey, document: SubmissionDocument?) {
    let found = try await database.read { transaction -> (ProcedureKey, SubmissionDocument?)? in
      guard let wave = try WaveRecords(transaction).find(call) else { return nil }
      // What a past wave asked for is on record, but it is no form that anybody could fill in.
      guard try !ProcedureRecords(transaction).find(wave.procedure).isHistorical else { return nil }
      return (wave.procedure, try BlankFormRecords(transaction).find(wave.procedure, in: language))
    }
    guard let found else { throw Refusal.notFound }
    return found
  }

  /// Has a form made, unless it is being made.
  package func orderBlankForm(of key: ProcedureKey, in language: Language) async throws {
    let now = world.now()
    try await database.write { transaction in
      let isNew = try BlankFormRecords(transaction).order(
        key, in: language, at: now, unlessSince: now.addingTimeInterval(-BlankFormOrder.patience))
      guard isNew else { return }
      try OutboxRecords(transaction).append(
        OutboxMessage(
          id: world.newIdentity(), channel: .document, kind: BlankFormOrder.kind, recipient: key.id,
          language: language, subject: key.id, body: key.version, createdAt: now))
    }
  }

  func makeBlankForm(_ message: OutboxMessage, _ printer: any DocumentPrinter) async throws -> Delivery {
    let key = ProcedureKey(id: message.recipient, version: message.body)
    let procedure = try await database.read { try ProcedureRecords($0).find(key) }
    let content = try await printer.pdf(try letters.blankForm(procedure, in: message.language))
    let (now, document) = (world.now(), SubmissionDocument(digest: sha256(content), size: content.count))
    try await database.write { transaction in
      guard try BlankFormRecords(transaction).find(key, in: message.language) == nil else { return }
      try FileRecords(transaction).keep(content, digest: document.digest, at: now)
      try BlankFormRecords(transaction).keep(document, of: key, in: message.language, at: now)
      try JournalRecords(transaction).append(
        "form.made", on: "procedure:\(key.id)", by: .program("outbox"), at: now,
        change: [
          "version": .string(key.version), "language": .string(message.language.rawValue),
          "digest": .string(document.digest),
        ])
    }
    return .done
  }

  /// One piece of a blank form, nil after the last. It is everybody's.
  package func piece(
    _ number: Int, ofBlankForm key: ProcedureKey, in language: Language
  ) async throws -> Data? {
    try await database.read { transaction in
      guard let form = try BlankFormRecords(transaction).find(key, in: language) else { throw Refusal.notFound }
      return try FileRecords(transaction).piece(number, of: form.digest)
    }
  }
}
