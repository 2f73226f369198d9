package import Domain
package import Foundation
package import Storage

/// Writes all that a database holds at one moment into a file, while others go on writing. The file stands under its
/// name only once it is whole and on the disk.
///
/// - Throws: the fault of the disk or of the database; there is then no file.
package func backUp(_ database: any Database, to file: URL) async throws -> BackupSummary {
  let partial = file.appendingPathExtension("partial")
  do {
    let summary = try await database.read { transaction in
      guard FileManager.default.createFile(atPath: partial.path, contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: partial.path]) }
      let handle = try FileHandle(forWritingTo: partial)
      defer { try? handle.close() }
      var waiting = Data()
      let summary = try BackupWriter(transaction) { line in
        waiting.append(line)
        guard waiting.count > 1 << 20 else { return }
        try handle.write(contentsOf: waiting)
        waiting.removeAll(keepingCapacity: true)
      }.backup()
      try handle.write(contentsOf: waiting)
      try handle.synchronize()
      return summary
    }
    if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
    try FileManager.default.moveItem(at: partial, to: file)
    return summary
  } catch {
    try? FileManager.default.removeItem(at: partial)
    throw error
  }
}

/// Puts a backup into an empty database: all of it, or nothing.
///
/// - Throws: `BackupFault`, which says what to do.
package func restore(_ file: URL, into database: any Database) async throws -> BackupSummary {
  let reader = BackupReader(file: file)
  let (schema, summary) = try reader.check()
  try await database.write { transaction in
    try reader.restore(summary, schema: schema, in: transaction)
    // The search is not in the backup: whoever opens the database next makes it anew.
    try SettingRecords(transaction).set(Operations.searchIsStale, to: "1")
  }
  guard case .intact = try await verifyJournal(of: database) else { throw BackupFault.different(table: "journal") }
  return summary
}
