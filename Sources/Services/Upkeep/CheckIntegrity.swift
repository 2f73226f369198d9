import Crypto
package import Domain
import Foundation
package import Storage

/// What is quick enough for every start: the engine's own check, the references, the end of the journal.
package func startUpProblems(of database: any Database) async throws -> [IntegrityProblem] {
  let problems = try await database.read { try IntegrityCheck($0).problems() }
  switch try await verifyJournalEnd(of: database, entries: 1000) {
  case .intact: return problems
  case .broken(let entry): return problems + [.journal(entry: entry)]
  }
}

/// Everything: the engine, the references, the whole journal, every attached file.
package func allProblems(of database: any Database) async throws -> [IntegrityProblem] {
  var problems = try await database.read { try IntegrityCheck($0).problems() }
  if case .broken(let entry) = try await verifyJournal(of: database) { problems.append(.journal(entry: entry)) }
  var last = ""
  while true {
    let from = last
    let digests = try await database.read { try FileRecords($0).digests(after: from, limit: 200) }
    for digest in digests where try await !isWhole(digest, in: database) { problems.append(.file(digest: digest)) }
    guard let end = digests.last else { return problems }
    last = end
  }
}

private func isWhole(_ digest: String, in database: any Database) async throws -> Bool {
  var (hash, number) = (SHA256(), 0)
  while true {
    let current = number
    guard let piece = try await database.read({ try FileRecords($0).piece(current, of: digest) }) else { break }
    hash.update(data: piece)
    number += 1
  }
  return hexadecimal(hash.finalize()) == digest
}
