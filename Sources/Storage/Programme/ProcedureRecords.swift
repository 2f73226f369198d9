package import Domain
package import Foundation

/// Procedures as they were when a wave opened with them.
package struct ProcedureRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Freezes a procedure. The same content again is accepted and changes nothing.
  /// - Throws: `StorageFault.procedureChanged` when the version was frozen with another content.
  package func freeze(_ procedure: Procedure, at moment: Date) throws {
    let document = try ProcedureRecords.document(procedure)
    let digest = sha256(document)
    if let frozen = try transaction.row(
      "SELECT document FROM procedures WHERE id = \(procedure.id) AND version = \(procedure.version)")
    {
      // By their values: an older version of the program may have written the same procedure in other words.
      guard try ProcedureRecords.procedure(frozen) == procedure else {
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

  /// The digest of what a procedure says.
  package static func digest(of procedure: Procedure) throws -> String { sha256(try document(procedure)) }

  /// All that were ever in use, with the moment since which they are.
  package func all() throws -> [(procedure: Procedure, frozenAt: Date)] {
    try transaction.rows("SELECT document, frozen_at FROM procedures ORDER BY id, version LIMIT 1000").map {
      (try ProcedureRecords.procedure($0), try $0.date("frozen_at"))
    }
  }

  /// The last version in use, historical ones left out; nil where there is none.
  package func current(_ id: String) throws -> Procedure? {
    try transaction.rows("SELECT document FROM procedures WHERE id = \(id) ORDER BY version LIMIT 1000")
      .map(ProcedureRecords.procedure).latest
  }

  private static func document(_ procedure: Procedure) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(procedure), as: UTF8.self)
  }

  private static func procedure(_ row: SQLRow) throws -> Procedure {
    try DecodedProcedures.procedure(in: try row.text("document"))
  }

  /// - Throws: `Refusal.notFound` when there is no such version.
  package func find(_ key: ProcedureKey) throws -> Procedure {
    guard
      let row = try transaction.row(
        "SELECT document FROM procedures WHERE id = \(key.id) AND version = \(key.version)")
    else { throw Refusal.notFound }
    return try ProcedureRecords.procedure(row)
  }
}
