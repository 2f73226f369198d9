package import Domain

/// Which files belong to which dossier.
package struct AttachmentRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ attachment: Attachment) throws {
    let owner: ID<Person>? =
      switch attachment.owner {
      case .person(let id): id
      case .program: nil
      }
    try transaction.execute(
      """
      INSERT INTO file_attachments (
        id, dossier_id, owner_id, digest, name, media_type, size, added_at, message_id)
      VALUES (
        \(attachment.id), \(attachment.dossier), \(owner), \(attachment.digest), \(attachment.name),
        \(attachment.type), \(attachment.size), \(attachment.addedAt), \(attachment.message))
      """)
  }

  /// The files of a dossier, the oldest first. A dossier has at most as many as fit one page.
  package func list(of dossier: ID<Dossier>) throws -> [Attachment] {
    try transaction.rows(
      """
      SELECT \(AttachmentRecords.columns) FROM file_attachments
      WHERE dossier_id = \(dossier) AND message_id IS NULL
      ORDER BY added_at, id
      LIMIT \(Attachment.Limits.perDossier)
      """
    ).map(attachment)
  }

  /// The files that came with some messages, by their message.
  package func list(of messages: [ID<ExchangeMessage>]) throws -> [ID<ExchangeMessage>: [Attachment]] {
    guard !messages.isEmpty else { return [:] }
    let files = try transaction.rows(
      """
      SELECT \(AttachmentRecords.columns) FROM file_attachments
      WHERE message_id IN (\(SQL.list(messages)))
      ORDER BY added_at, id
      LIMIT 1000
      """
    ).map(attachment)
    return Dictionary(grouping: files.filter { $0.message != nil }) { $0.message ?? messages[0] }
  }

  /// A file that came with a message on a dossier.
  package func findSent(_ id: ID<Attachment>, on dossier: ID<Dossier>) throws -> Attachment? {
    try transaction.row(
      """
      SELECT \(AttachmentRecords.columns) FROM file_attachments
      WHERE id = \(id) AND dossier_id = \(dossier) AND message_id IS NOT NULL
      """
    ).map(attachment)
  }

  /// Nil also for a file of another dossier, and for one that came with a message.
  package func find(_ id: ID<Attachment>, of dossier: ID<Dossier>) throws -> Attachment? {
    try transaction.row(
      """
      SELECT \(AttachmentRecords.columns) FROM file_attachments
      WHERE id = \(id) AND dossier_id = \(dossier) AND message_id IS NULL
      """
    ).map(attachment)
  }

  package func delete(_ id: ID<Attachment>) throws {
    try transaction.execute("DELETE FROM file_attachments WHERE id = \(id)")
  }

  /// Removes every attachment of a dossier, and tells the digests of what they were.
  package func deleteAll(of dossier: ID<Dossier>) throws -> [String] {
    let digests = try transaction.rows(
      """
      SELECT DISTINCT digest FROM file_attachments
      WHERE dossier_id = \(dossier)
      ORDER BY digest
      LIMIT 1000
      """
    ).map { try $0.text("digest") }
    try transaction.execute("DELETE FROM file_attachments WHERE dossier_id = \(dossier)")
    return digests
  }

  private static let columns: SQL = "id, dossier_id, owner_id, digest, name, media_type, size, added_at, message_id"

  private func attachment(_ row: SQLRow) throws -> Attachment {
    Attachment(
      id: try row.id("id"), dossier: try row.id("dossier_id"),
      owner: try row.optionalText("owner_id") == nil ? Principal.replay.actor : .person(try row.id("owner_id")),
      digest: try row.text("digest"), name: try row.text("name"), type: try row.raw("media_type"),
      size: try row.integer("size"), addedAt: try row.date("added_at"),
      message: try row.optionalText("message_id") == nil ? nil : row.id("message_id"))
  }
}
