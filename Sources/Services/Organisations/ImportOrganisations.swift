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
    let columns = try ImportColumns(names)
    var seen: Set<UInt64> = []
    var isAtEnd = false
    while !isAtEnd {
      var batch: [ImportedRow] = []
      while batch.count < ImportedRow.batch {
        guard let row = try stream.next() else {
          isAtEnd = true
          break
        }
        switch read(row, columns, &seen) {
        case .success(let imported): batch.append(imported)
        case .failure(let line):
          summary.refused += 1
          try refuse(line.refused)
        }
      }
      try await take(batch, into: &summary, by: principal)
      advance(stream.bytesRead, summary)
    }
    return summary
  }

  private func read(
    _ row: CommaSeparatedStream.Row, _ columns: ImportColumns, _ seen: inout Set<UInt64>
  ) -> Result<ImportedRow, LineRefusal> {
    func refused(_ problem: OrganisationImport.Problem) -> Result<ImportedRow, LineRefusal> {
      .failure(LineRefusal(refused: OrganisationImport.RefusedLine(line: row.line, problem: problem)))
    }
    switch row.content {
    case .fault(let fault): return refused(.unreadable(fault))
    case .cells(let cells):
      guard cells.count == columns.count else { return refused(.cells(found: cells.count, expected: columns.count)) }
      switch columns.entry(cells).card(municipalityCode: { importedMunicipality($0) }) {
      case .failure(let fault): return refused(.findings(fault.findings))
      case .success(let card):
        guard let number = card.number, let key = UInt64("1" + number.description) else {
          return refused(.numberMissing)
        }
        guard seen.insert(key).inserted else { return refused(.repeated) }
        return .success(ImportedRow(line: row.line, number: number, card: card))
      }
    }
  }

  /// A file names communes by their code alone: names are for people.
  private func importedMunicipality(_ code: String) -> String? {
    let current = gazetteer.currentMunicipalities(forCode: code)
    return current.count == 1 ? current.first?.code : nil
  }

  private func take(
    _ batch: [ImportedRow], into summary: inout OrganisationImport, by principal: Principal
  ) async throws {
    guard let first = batch.first, let last = batch.last else { return }
    let (now, before) = (world.now(), summary)
    let identities = batch.map { _ in world.newIdentity(of: Organisation.self) }
    summary = try await database.write { transaction in
      var summary = before
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
      let (added, updated) = (summary.added - before.added, summary.updated - before.updated)
      if added + updated > 0 {
        try JournalRecords(transaction).append(
          "organisations.imported", on: "organisations", by: principal.actor, at: now,
          change: [
            "lines": .string("\(first.line)-\(last.line)"), "added": .integer(Int64(added)),
            "updated": .integer(Int64(updated)),
          ])
      }
      return summary
    }
  }
}

/// A line of the file that can be taken.
private struct ImportedRow: Sendable {
  static let batch = 2000
  /// The rows of one statement: what a statement costs is then next to nothing.
  static let statement = 100

  let line: Int
  let number: RegisterNumber
  let card: OrganisationCard
}

private struct LineRefusal: Error {
  let refused: OrganisationImport.RefusedLine
}

/// Which column of the file says what.
private struct ImportColumns {
  static let known = ["name", "siren", "siret", "legal_form", "kinds", "commune", "website"]

  let count: Int
  private let places: [Int?]

  init(_ names: [String]) throws {
    let names = names.map { $0.trimmed.lowercased() }
    if let unknown = names.first(where: { !ImportColumns.known.contains($0) }) {
      throw OrganisationImport.Fault.unknownColumn(unknown)
    }
    places = ImportColumns.known.map { names.firstIndex(of: $0) }
    for (name, place) in zip(ImportColumns.known, places) where place == nil {
      if ["name", "siren", "legal_form"].contains(name) { throw OrganisationImport.Fault.missingColumn(name) }
    }
    count = names.count
  }

  func entry(_ cells: [String]) -> OrganisationEntry {
    func cell(_ column: Int) -> String { places[column].map { cells[$0] } ?? "" }
    var entry = OrganisationEntry()
    entry.name = cell(0)
    entry.siren = cell(1)
    entry.siret = cell(2)
    entry.form = cell(3)
    entry.kinds = cell(4).split { $0 == "|" || $0 == " " }.map(String.init)
    entry.municipality = cell(5)
    entry.website = cell(6)
    return entry
  }
}
