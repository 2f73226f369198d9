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
      INSERT INTO file_attachments (id, dossier_id, owner_id, digest, name, media_type, size, added_at)
      VALUES (
        \(attachment.id), \(attachment.dossier), \(owner), \(attachment.digest), \(attachment.name),
        \(attachment.type), \(attachment.size), \(attachment.addedAt))
      """)
  }

  /// The files of a dossier, the oldest first. A dossier has at most as many as fit one page.
  package func list(of dossier: ID<Dossier>) throws -> [Attachment] {
    try transaction.rows(
      """
      SELECT \(AttachmentRecords.columns) FROM file_attachments
      WHERE dossier_id = \(dossier)
      ORDER BY added_at, id
      LIMIT \(Attachment.Limits.perDossier)
      """
    ).map(attachment)
  }

  /// Nil also for a file of another dossier.
  package func find(_ id: ID<Attachment>, of dossier: ID<Dossier>) throws -> Attachment? {
    try transaction.row(
      """
      SELECT \(AttachmentRecords.columns) FROM file_attachments
      WHERE id = \(id) AND dossier_id = \(dossier)
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

  private static let columns: SQL = "id, dossier_id, owner_id, digest, name, media_type, size, added_at"

  private func attachment(_ row: SQLRow) throws -> Attachment {
    Attachment(
      id: try row.id("id"), dossier: try row.id("dossier_id"),
      owner: try row.optionalText("owner_id") == nil ? Principal.replay.actor : .person(try row.id("owner_id")),
      digest: try row.text("digest"), name: try row.text("name"), type: try row.raw("media_type"),
      size: try row.integer("size"), addedAt: try row.date("added_at"))
  }
}
