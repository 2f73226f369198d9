import Crypto
package import Domain
package import Foundation

/// Writes all that a transaction sees as lines: into a file, or nowhere, for their digest alone.
package struct BackupWriter {
  private static let batch = 500
  private let transaction: any Transaction
  private let write: (Data) throws -> Void

  package init(_ transaction: any Transaction, write: @escaping (Data) throws -> Void) {
    self.transaction = transaction
    self.write = write
  }

  /// The whole backup, from its first line to its last.
  package func backup() throws -> BackupSummary {
    try line(
      BackupLines.encode(
        BackupLines.Head(
          format: BackupLines.format, version: BackupLines.version, schema: try transaction.schemaNumber())))
    let summary = try tables()
    try line(BackupLines.encode(summary))
    return summary
  }

  /// The tables alone, with their summary.
  package func tables() throws -> BackupSummary {
    var (counts, hash): ([String: Int], SHA256) = ([:], SHA256())
    for table in BackupTable.all {
      let columns = try transaction.columns(of: table.name)
      let head = try BackupLines.encode(BackupLines.TableHead(table: table.name, columns: columns))
      try line(head, into: &hash)
      counts[table.name] = try rows(of: table, columns, into: &hash)
    }
    let journal = try JournalRecords(transaction).head().map { "\($0.number) \($0.hash)" }
    let digest = hexadecimal(hash.finalize())
    return BackupSummary(counts: counts, journal: journal, digest: digest)
  }

  /// Walks a table by its key, a batch at a time.
  private func rows(of table: BackupTable, _ columns: [String], into hash: inout SHA256) throws -> Int {
    let key = table.key.joined(separator: ", ")
    let selection = SQL(stringLiteral: "SELECT \(columns.joined(separator: ", ")) FROM \(table.name)")
    let order = SQL(stringLiteral: " ORDER BY \(key) LIMIT ")
    var (last, count): ([SQLValue]?, Int) = (nil, 0)
    while true {
      var query = selection
      if let last { query.append(SQL(stringLiteral: " WHERE (\(key)) > (") + .values(last) + SQL(stringLiteral: ")")) }
      query.append(order + "\(BackupWriter.batch)")
      let rows = try transaction.rows(query)
      for row in rows { try line(BackupLines.encode(columns.map { try row.stored($0) }), into: &hash) }
      count += rows.count
      guard rows.count == BackupWriter.batch, let end = rows.last else { return count }
      last = try table.key.map { try end.stored($0) }
    }
  }

  private func line(_ data: Data, into hash: inout SHA256) throws {
    hash.update(data: data)
    hash.update(data: Data("\n".utf8))
    try line(data)
  }

  private func line(_ data: Data) throws { try write(data + Data("\n".utf8)) }
}

extension SQL {
  /// `?, ?, ?`
  static func values(_ values: [SQLValue]) -> SQL {
    var list: SQL = ""
    for (index, value) in values.enumerated() { list.append(index == 0 ? "\(value)" : ", \(value)") }
    return list
  }
}

extension SQLValue: SQLBindable { package var sqlValue: SQLValue { self } }
