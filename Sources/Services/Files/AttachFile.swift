package import Domain
import Foundation
import Storage

extension Operations {
  /// Attaches a file to a dossier of one's own, while its answers can still be changed.
  ///
  /// - Parameter scanner: where there is one, nothing comes in that it has not looked at.
  /// - Throws: `Refusal.invalid` for a file that is too large, of no known kind or infected, or one too many;
  ///   `Outage.scanner` when the scanner gives no verdict.
  package func attachFile(
    _ file: IncomingFile, to id: ID<Dossier>, scanner: (any FileScanner)?, by principal: Principal
  ) async throws -> Attachment {
    // Before the file is looked at, which takes its time.
    let now = world.now()
    // Asked first too: a stranger makes nothing work.
    try await database.read { try checkAttaching(to: id, at: now, by: principal, in: $0) }
    let (content, type) = try await lookInto(file, scanner)
    let attachment = Attachment(
      id: world.newIdentity(), dossier: id, owner: principal.actor, digest: sha256(content),
      name: FileName.sanitised(file.name, for: type), type: type, size: content.count, addedAt: now)
    return try await database.write { transaction in
      try checkAttaching(to: id, at: now, by: principal, in: transaction)
      try FileRecords(transaction).keep(content, digest: attachment.digest, at: now)
      try AttachmentRecords(transaction).insert(attachment)
      // Names of files name people: the journal has only what proves the content.
      try JournalRecords(transaction).append(
        "file.attached", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "file": .string("\(attachment.id)"), "digest": .string(attachment.digest),
          "size": .integer(Int64(attachment.size)),
        ])
      return attachment
    }
  }

  /// What a file holds and what it is, once nothing speaks against taking it in.
  func lookInto(_ file: IncomingFile, _ scanner: (any FileScanner)?) async throws -> (content: Data, type: MediaType) {
    let content = try Data(contentsOf: file.place, options: .mappedIfSafe)
    guard !content.isEmpty else { throw Refusal.invalid([Finding(field: "file", problem: .emptyFile)]) }
    guard content.count <= Attachment.Limits.bytes else {
      throw Refusal.invalid([Finding(field: "file", problem: .fileTooLarge(megabytes: Attachment.Limits.megabytes))])
    }
    guard let type = MediaType(of: content, named: file.name) else {
      throw Refusal.invalid([Finding(field: "file", problem: .fileKind)])
    }
    if let scanner, try await scanner.isInfected(file.place) {
      throw Refusal.invalid([Finding(field: "file", problem: .infectedFile)])
    }
    return (content, type)
  }

  private func checkAttaching(
    to id: ID<Dossier>, at moment: Date, by principal: Principal, in transaction: any Transaction
  ) throws {
    let dossier = try DossierRecords(transaction).find(id)
    try principal.require(.editDossier, on: dossier)
    try requireOpen(dossier, at: moment, in: transaction)
    let found = try AttachmentRecords(transaction).list(of: id).count
    guard found < Attachment.Limits.perDossier else {
      throw Refusal.invalid([
        Finding(field: "file", problem: .tooMany(found: found + 1, maximum: Attachment.Limits.perDossier))
      ])
    }
  }
}
