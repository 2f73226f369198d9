package import Domain
package import Foundation
import Storage

/// How the outbox is told to make a certificate.
enum CertificateOrder {
  static let kind = "certificate"
}

extension Operations {
  /// The certificate of a label as it is now, for its holder and the service.
  ///
  /// - Returns: nil where it is still to be made.
  package func certificate(
    of id: ID<Territory>, in language: Language, for principal: Principal
  ) async throws -> SubmissionDocument? {
    let now = world.now()
    return try await database.read { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      return try CertificateRecords(transaction).find(id, version: file.version, in: language)
    }
  }

  /// Has the certificate of a label made as it is now, unless it is made or being made. Making it takes seconds.
  package func orderCertificate(
    of id: ID<Territory>, in language: Language, site: String, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      let isNew = try CertificateRecords(transaction).order(
        id, version: file.version, in: language, at: now,
        unlessSince: now.addingTimeInterval(-BlankFormOrder.patience))
      guard isNew else { return }
      try OutboxRecords(transaction).append(
        OutboxMessage(
          id: world.newIdentity(), channel: .document, kind: CertificateOrder.kind, recipient: "\(id)",
          language: language, subject: site, body: "\(file.version)", createdAt: now))
    }
  }

  func makeCertificate(_ message: OutboxMessage, _ printer: any DocumentPrinter) async throws -> Delivery {
    guard let id = ID<Territory>(message.recipient), let version = Int(message.body) else {
      return .refused(reason: "the order names no label")
    }
    let today = Day(world.now())
    let certificate = try await database.read { transaction -> LabelCertificate? in
      let records = LabelRecords(transaction)
      guard let head = try records.head(id), head.version == version,
        let standing = LabelLife(try records.events(of: id)).standing(on: today)
      else { return nil }
      return LabelCertificate(facts: facts(head, standing), perimeter: head.perimeter, site: message.subject)
    }
    // It changed since: a certificate of what it was serves nobody, and the next one is ordered anew.
    guard let certificate else { return .refused(reason: "the label changed since the order") }
    let content = try await printer.pdf(try letters.certificate(certificate, in: message.language))
    let (now, document) = (world.now(), SubmissionDocument(digest: sha256(content), size: content.count))
    try await database.write { transaction in
      let records = CertificateRecords(transaction)
      guard try records.find(id, version: version, in: message.language) == nil else { return }
      try FileRecords(transaction).keep(content, digest: document.digest, at: now)
      try records.keep(document, of: id, version: version, in: message.language, at: now)
      try JournalRecords(transaction).append(
        "certificate.made", on: "territory:\(id)", by: .program("outbox"), at: now,
        change: ["language": .string(message.language.rawValue), "digest": .string(document.digest)])
    }
    return .done
  }

  /// One piece of a certificate, nil after the last.
  package func piece(
    _ number: Int, ofCertificate digest: String, of id: ID<Territory>, in language: Language, for principal: Principal
  ) async throws -> Data? {
    let now = world.now()
    return try await database.read { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      let current = try CertificateRecords(transaction).find(id, version: file.version, in: language)
      guard current?.digest == digest else { throw Refusal.changedMeanwhile }
      return try FileRecords(transaction).piece(number, of: digest)
    }
  }
}
