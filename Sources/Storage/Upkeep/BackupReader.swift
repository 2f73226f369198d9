import Crypto
package import Domain
package import Foundation

/// Reads a backup: checks it whole, then puts its rows into an empty database.
package struct BackupReader: Sendable {
  private let file: URL

  package init(file: URL) { self.file = file }

  /// Reads the whole file without writing anything.
  /// - Throws: `BackupFault` for what is no backup, or was cut off or altered.
  package func check() throws -> (schema: Int, summary: BackupSummary) {
    var (number, schema, hash, summary): (Int, Int?, SHA256, BackupSummary?) = (0, nil, SHA256(), nil)
    try forEachLine { line in
      number += 1
      if number == 1 {
        guard let head: BackupLines.Head = BackupLines.decode(line), head.format == BackupLines.format,
          head.version == BackupLines.version
        else { throw BackupFault.notABackup }
        schema = head.schema
        return
      }
      guard summary == nil else { throw BackupFault.damaged(line: number) }
      if line.first == UInt8(ascii: "{"), let last: BackupSummary = BackupLines.decode(line) {
        summary = last
      } else {
        hash.update(data: line)
        hash.update(data: Data("\n".utf8))
      }
    }
    guard let schema else { throw BackupFault.notABackup }
    let digest = hexadecimal(hash.finalize())
    guard let summary, summary.digest == digest else { throw BackupFault.damaged(line: number) }
    return (schema, summary)
  }

  /// Puts every row into the tables of a transaction, and reads them again to see that they are the same.
  /// - Throws: `BackupFault`; the transaction is then to be rolled back.
  package func restore(_ summary: BackupSummary, schema: Int, in transaction: any Transaction) throws {
    let known = try transaction.schemaNumber()
    guard schema == known else { throw BackupFault.otherSchema(found: schema, known: known) }
    for table in BackupTable.all {
      let rows = try transaction.rows(SQL(stringLiteral: "SELECT 1 AS one FROM \(table.name) LIMIT 1"))
      guard rows.isEmpty else { throw BackupFault.notEmpty(table: table.name) }
    }
    var (number, insertion): (Int, (table: String, columns: Int, statement: SQL)?) = (0, nil)
    try forEachLine { line in
      number += 1
      if number == 1 || BackupLines.decode(line, as: BackupSummary.self) != nil { return }
      if let head: BackupLines.TableHead = BackupLines.decode(line) {
        insertion = try BackupReader.insertion(into: head, transaction)
        return
      }
      guard let insertion, let values: [SQLValue] = BackupLines.decode(line), values.count == insertion.columns
      else { throw BackupFault.damaged(line: number) }
      try transaction.execute(insertion.statement + .values(values) + SQL(stringLiteral: ")"))
    }
    let restored = try BackupWriter(transaction) { _ in }.tables()
    if let table = BackupTable.all.first(where: { restored.counts[$0.name] != summary.counts[$0.name] }) {
      throw BackupFault.different(table: table.name)
    }
    guard restored == summary else { throw BackupFault.different(table: "journal") }
  }

  /// The names come from a file: only those of the schema become part of a statement.
  private static func insertion(
    into head: BackupLines.TableHead, _ transaction: any Transaction
  ) throws -> (String, Int, SQL) {
    guard BackupTable.all.contains(where: { $0.name == head.table }),
      try transaction.columns(of: head.table) == head.columns
    else { throw BackupFault.notABackup }
    let columns = head.columns.joined(separator: ", ")
    return (head.table, head.columns.count, SQL(stringLiteral: "INSERT INTO \(head.table) (\(columns)) VALUES ("))
  }

  /// Gives the lines one by one; the file is never in memory as a whole.
  /// - Throws: `BackupFault.damaged` when the last line has no end.
  private func forEachLine(_ body: (Data) throws -> Void) throws {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var rest = Data()
    var number = 0
    while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty {
      rest.append(bytes)
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        try body(Data(rest[start..<end]))
        start = rest.index(after: end)
      }
      rest = Data(rest[start...])
    }
    guard rest.isEmpty else { throw BackupFault.damaged(line: number + 1) }
  }
}
