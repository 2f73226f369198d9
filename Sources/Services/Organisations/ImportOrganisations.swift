package import Domain
import Foundation
package import Storage

/// What came of a file of organisations.
package struct OrganisationImport: Hashable, Sendable {
  package fileprivate(set) var added = 0
  package fileprivate(set) var updated = 0
  package fileprivate(set) var unchanged = 0
  package fileprivate(set) var refused = 0

  /// The rows that were read.
  package var rows: Int { added + updated + unchanged + refused }

  fileprivate static func += (sum: inout OrganisationImport, other: OrganisationImport) {
    sum.added += other.added
    sum.updated += other.updated
    sum.unchanged += other.unchanged
    sum.refused += other.refused
  }

  /// A line that was not taken.
  package struct RefusedLine: Sendable {
    package let line: Int
    package let problem: Problem
  }

  package enum Problem: Sendable {
    case unreadable(CommaSeparatedStream.Fault)
    case cells(found: Int, expected: Int)
    case findings([Finding])
    case numberMissing
    /// The number stands on an earlier line of the file.
    case repeated
  }

  /// The file cannot be used at all.
  package enum Fault: Error, Hashable, Sendable {
    case empty
    case missingColumn(String)
    case unknownColumn(String)
  }
}

extension Operations {
  /// Reads a file of organisations in. Each is known by its number: one that is there already is brought up to date,
  /// so that the same file may be read again, after an interruption too. Batches are taken whole or not at all.
  ///
  /// - Parameters:
  ///   - refuse: called for each line that is not taken, in their order.
  ///   - advance: called after each batch, with the bytes that were read.
  /// - Throws: `OrganisationImport.Fault` before anything is taken; the fault of the file or the database.
  package func importOrganisations(
    _ stream: CommaSeparatedStream, by principal: Principal,
    refuse: (OrganisationImport.RefusedLine) throws -> Void, advance: (Int, OrganisationImport) -> Void
  ) async throws -> OrganisationImport {
    try principal.require(.mergeOrganisations, on: .any)
    var (stream, summary) = (stream, OrganisationImport())
    guard let head = try stream.next(), case .cells(let names) = head.content else {
      throw OrganisationImport.Fault.empty
    }
    var reader = ImportReader(stream: stream, columns: try ImportColumns(names), gazetteer: gazetteer)
    var batch = try reader.batch(refuse: refuse)
    while true {
      let current = batch
      // The next lines are read while these are written.
      async let taken = take(current.rows, by: principal)
      if !current.isLast { batch = try reader.batch(refuse: refuse) }
      summary += try await taken
      summary.refused += current.refused
      advance(current.bytesRead, summary)
      if current.isLast { return summary }
    }
  }

  private func take(
    _ batch: [ImportedRow], by principal: Principal
  ) async throws -> OrganisationImport {
    guard let first = batch.first, let last = batch.last else { return OrganisationImport() }
    let now = world.now()
    let identities = batch.map { _ in world.newIdentity(of: Organisation.self) }
    return try await database.write { transaction in
      var summary = OrganisationImport()
      let records = OrganisationRecords(transaction)
      let known = Dictionary(
        try records.find(batch.map(\.number)).map { ($0.card.number?.description ?? "", $0) }
      ) { one, _ in one }
      var new: [Organisation] = []
      for (row, id) in zip(batch, identities) {
        guard let organisation = known[row.number.description] else {
          new.append(Organisation(id: id, card: row.card))
          continue
        }
        // What was merged away stays as it was.
        if organisation.card == row.card || organisation.mergedInto != nil {
          summary.unchanged += 1
        } else if try records.update(organisation.id, from: organisation.version, row.card, at: now) {
          summary.updated += 1
        }
      }
      for start in stride(from: 0, to: new.count, by: ImportedRow.statement) {
        try records.insert(Array(new[start..<min(start + ImportedRow.statement, new.count)]), at: now)
      }
      summary.added += new.count
      if summary.added + summary.updated > 0 {
        try JournalRecords(transaction).append(
          "organisations.imported", on: "organisations", by: principal.actor, at: now,
          change: [
            "lines": .string("\(first.line)-\(last.line)"), "added": .integer(Int64(summary.added)),
            "updated": .integer(Int64(summary.updated)),
          ])
      }
      return summary
    }
  }
}
