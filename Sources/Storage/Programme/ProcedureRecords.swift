package import Domain
package import Foundation

/// Procedures as they were when a wave opened with them.
package struct ProcedureRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Freezes a procedure. The same content again is accepted and changes nothing.
  /// - Throws: `StorageFault.procedureChanged` when the version was frozen with another content.
  package func freeze(_ procedure: Procedure, at moment: Date) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = String(decoding: try encoder.encode(procedure), as: UTF8.self)
    let digest = sha256(document)
    if let frozen = try transaction.row(
      "SELECT digest FROM procedures WHERE id = \(procedure.id) AND version = \(procedure.version)")
    {
      guard try frozen.text("digest") == digest else {
        throw StorageFault.procedureChanged(id: procedure.id, version: procedure.version)
      }
      return
    }
    try transaction.execute(
      """
      INSERT INTO procedures (id, version, digest, document, frozen_at)
      VALUES (\(procedure.id), \(procedure.version), \(digest), \(document), \(moment))
      """)
  }

  /// - Throws: `Refusal.notFound` when there is no such version.
  package func find(_ key: ProcedureKey) throws -> Procedure {
    guard
      let row = try transaction.row(
        "SELECT document FROM procedures WHERE id = \(key.id) AND version = \(key.version)")
    else { throw Refusal.notFound }
    return try JSONDecoder().decode(Procedure.self, from: Data(try row.text("document").utf8))
  }
}
