package import Domain
import Storage

extension Operations {
  /// Removes a file from a dossier of one's own, while its answers can still be changed.
  ///
  /// - Throws: `Refusal.notFound` also for a file of another dossier.
  package func removeFile(
    _ file: ID<Attachment>, from id: ID<Dossier>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.editDossier, on: dossier)
      try requireOpen(dossier, at: now, in: transaction)
      guard let attachment = try AttachmentRecords(transaction).find(file, of: id) else { throw Refusal.notFound }
      try AttachmentRecords(transaction).delete(file)
      try FileRecords(transaction).forgetUnused(attachment.digest)
      try JournalRecords(transaction).append(
        "file.removed", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["file": .string("\(file)"), "digest": .string(attachment.digest)])
    }
  }

  /// Removes all files of a dossier that goes, the documents made of it and the messages about it, in the transaction
  /// that removes it.
  func removeFiles(of dossier: ID<Dossier>, in transaction: any Transaction) throws {
    let documents = try SubmissionRecords(transaction).deleteDocuments(of: dossier)
    let letters = try DecisionLetterRecords(transaction).deleteAll(of: dossier)
    for digest in try AttachmentRecords(transaction).deleteAll(of: dossier) + documents + letters {
      try FileRecords(transaction).forgetUnused(digest)
    }
    try ExchangeErasure(transaction).delete(of: dossier)
  }
}
