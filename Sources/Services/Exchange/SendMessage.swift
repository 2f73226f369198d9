package import Domain
import Foundation
import Storage

extension Operations {
  /// Writes to the other side about a dossier, from its draft on. What the applicants asked before counts as answered
  /// once the service writes.
  ///
  /// The service begins no exchange about a draft, of which it knows nothing until its applicant writes.
  ///
  /// - Parameters:
  ///   - files: a few at most; each is looked at as any other file that comes in.
  ///   - mail: the identity of the mail that it came by; one that was taken in before is not taken in again.
  ///   - address: makes the address of the page, for the letter to the other side.
  /// - Returns: nil for a mail that was taken in before.
  @discardableResult
  package func sendMessage(
    _ text: String, files: [IncomingFile] = [], on id: ID<Dossier>, scanner: (any FileScanner)?,
    by principal: Principal, mail: String? = nil, address: @escaping @Sendable (Language) -> String? = { _ in nil }
  ) async throws -> ExchangeMessage? {
    let text = ExchangeMessage.cleaned(text)
    // Asked before the files are looked at: a stranger makes nothing work.
    _ = try await database.read { try checkWriting(to: id, by: principal, in: $0) }
    var findings = ExchangeMessage.findings(text)
    if files.count > ExchangeMessage.Limits.files {
      findings.append(
        Finding(field: "file", problem: .tooMany(found: files.count, maximum: ExchangeMessage.Limits.files)))
    }
    guard findings.isEmpty else { throw Refusal.invalid(findings) }
    var contents: [(name: String, content: Data, type: MediaType)] = []
    for file in files {
      let (content, type) = try await lookInto(file, scanner)
      contents.append((FileName.sanitised(file.name, for: type), content, type))
    }
    let (kept, now) = (contents, world.now())
    return try await database.write { transaction in
      let (dossier, author, side) = try checkWriting(to: id, by: principal, in: transaction)
      let records = ExchangeRecords(transaction)
      let digest = mail.map { sha256("\(id) \(author) \($0)") }
      if let digest, try records.hasMail(digest) { return nil }
      let message = world.newIdentity(of: ExchangeMessage.self)
      let attachments = kept.map { file in
        Attachment(
          id: world.newIdentity(), dossier: id, owner: principal.actor, digest: sha256(file.content), name: file.name,
          type: file.type, size: file.content.count, addedAt: now, message: message)
      }
      let sent = ExchangeMessage(
        id: message, dossier: id, side: side, author: try PersonRecords(transaction).find(author), text: text,
        sentAt: now, files: attachments)
      try records.insert(sent, by: author, mail: digest)
      for (file, attachment) in zip(kept, attachments) {
        try FileRecords(transaction).keep(file.content, digest: attachment.digest, at: now)
        try AttachmentRecords(transaction).insert(attachment)
      }
      if side == .service { try records.settle(try records.unsettled(of: .applicant, on: id), by: author, at: now) }
      // The journal outlives the dossier's words: it proves them, and holds none.
      try JournalRecords(transaction).append(
        "exchange.sent", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "message": .string("\(message)"), "side": .string(side.rawValue), "text": .string(sha256(text)),
          "files": .array(attachments.map { .string($0.digest) }),
        ])
      try tellOtherSide(of: sent, dossier, by: author, address, in: transaction)
      return sent
    }
  }

  private func checkWriting(
    to id: ID<Dossier>, by principal: Principal, in transaction: any Transaction
  ) throws -> (dossier: Dossier, author: ID<Person>, side: ExchangeSide) {
    let (dossier, side) = try exchangeDossier(id, for: principal, in: transaction)
    try principal.require(.writeExchange, on: dossier)
    guard let author = principal.person, dossier.hasOwner else { throw Refusal.notFound }
    return (dossier, author, side)
  }

  /// A dossier about which somebody may read messages, and the side on which they stand.
  func exchangeDossier(
    _ id: ID<Dossier>, for principal: Principal, in transaction: any Transaction
  ) throws -> (dossier: Dossier, side: ExchangeSide) {
    let dossier = try DossierRecords(transaction).find(id)
    try principal.require(.readExchange, on: dossier)
    guard let side = principal.exchangeSide(on: dossier) else { throw Refusal.notFound }
    if side == .service, dossier.submittedAt == nil, try ExchangeRecords(transaction).count(on: id) == 0 {
      throw Refusal.notFound
    }
    return (dossier, side)
  }

  private func tellOtherSide(
    of message: ExchangeMessage, _ dossier: Dossier, by author: ID<Person>,
    _ address: @Sendable (Language) -> String?, in transaction: any Transaction
  ) throws {
    guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
    func tell(_ person: Person) throws {
      try post(
        .exchange(dossier, wave, text: message.text, from: message.side, link: address(person.language)), to: person,
        in: transaction)
    }
    switch message.side {
    case .service:
      // To all who file it, readers too: it is their dossier.
      guard case .person(let owner) = dossier.owner else { return }
      for id in [owner] + dossier.members.map(\.person) {
        if let person = try PersonRecords(transaction).find(id) { try tell(person) }
      }
    case .applicant:
      // Nobody is told as of the service of what they have a part in, or of what binds them.
      let service = try MandateRecords(transaction).holders(
        of: .instructor, in: wave.id, at: message.sentAt, limit: 50)
      for person in service
      where person.id != author && !dossier.isFiled(by: Principal(person: person.id, roles: []))
        && !dossier.conflicted.contains(person.id)
      {
        try tell(person)
      }
    }
  }
}
