import Domain
package import Storage

/// What the verification of the journal found.
package enum JournalVerdict: Hashable, Sendable {
  case intact(count: Int, lastHash: String)
  /// The first entry that does not fit the chain.
  case broken(at: Int)
}

/// Checks the last entries of the journal and the head that was noted beside it.
package func verifyJournalEnd(of database: any Database, entries: Int) async throws -> JournalVerdict {
  let head = try await database.read { try JournalRecords($0).head().map { ($0.number, $0.hash) } }
  let from = max(0, (head?.0 ?? 0) - entries)
  let found = try await database.read { try JournalRecords($0).entries(after: from, limit: entries + 1) }
  guard var last = found.first else { return head == nil ? .intact(count: 0, lastHash: "") : .broken(at: from + 1) }
  for entry in found.dropFirst() {
    guard entry.follows(number: last.number, hash: last.hash) else { return .broken(at: entry.number) }
    last = entry
  }
  return head?.0 == last.number && head?.1 == last.hash
    ? .intact(count: last.number, lastHash: last.hash) : .broken(at: last.number + 1)
}

/// Walks the whole journal, a thousand entries at a time, and checks every link of the chain.
package func verifyJournal(of database: any Database) async throws -> JournalVerdict {
  var (number, hash) = (0, JournalEntry.origin)
  while true {
    let from = number
    let entries = try await database.read { try JournalRecords($0).entries(after: from, limit: 1000) }
    for entry in entries {
      guard entry.follows(number: number, hash: hash) else { return .broken(at: entry.number) }
      (number, hash) = (entry.number, entry.hash)
    }
    guard entries.isEmpty else { continue }
    // Entries cut off at the end leave a chain that fits: the head that was noted beside it tells.
    let head = try await database.read { try JournalRecords($0).head().map { "\($0.number) \($0.hash)" } }
    let found = number == 0 ? nil : "\(number) \(hash)"
    return head == found ? .intact(count: number, lastHash: hash) : .broken(at: number + 1)
  }
}
