import Domain
import Storage

/// A line of the file that can be taken.
struct ImportedRow: Sendable {
  static let batch = 2000
  /// The rows of one statement: what a statement costs is then next to nothing.
  static let statement = 100

  let line: Int
  let number: RegisterNumber
  let card: OrganisationCard
}

/// What is read and written in one go.
struct ImportBatch: Sendable {
  fileprivate(set) var rows: [ImportedRow] = []
  fileprivate(set) var refused = 0
  fileprivate(set) var bytesRead = 0
  /// Nothing of the file comes after it.
  fileprivate(set) var isLast = false
}

/// Reads organisations from a file, batch after batch.
struct ImportReader {
  private var stream: CommaSeparatedStream
  private let columns: ImportColumns
  private let gazetteer: Gazetteer
  /// The numbers that stood on earlier lines. As integers: there may be millions.
  private var seen: Set<UInt64> = []

  init(stream: CommaSeparatedStream, columns: ImportColumns, gazetteer: Gazetteer) {
    self.stream = stream
    self.columns = columns
    self.gazetteer = gazetteer
  }

  /// The next lines that can be taken, as many as make a batch.
  mutating func batch(refuse: (OrganisationImport.RefusedLine) throws -> Void) throws -> ImportBatch {
    var batch = ImportBatch()
    batch.rows.reserveCapacity(ImportedRow.batch)
    while batch.rows.count < ImportedRow.batch {
      guard let row = try stream.next() else {
        batch.isLast = true
        break
      }
      do throws(LineRefusal) {
        batch.rows.append(try read(row))
      } catch {
        batch.refused += 1
        try refuse(OrganisationImport.RefusedLine(line: row.line, problem: error.problem))
      }
    }
    batch.bytesRead = stream.bytesRead
    return batch
  }

  private mutating func read(_ row: CommaSeparatedStream.Row) throws(LineRefusal) -> ImportedRow {
    switch row.content {
    case .fault(let fault): throw LineRefusal(problem: .unreadable(fault))
    case .cells(let cells):
      guard cells.count == columns.count else {
        throw LineRefusal(problem: .cells(found: cells.count, expected: columns.count))
      }
      switch columns.entry(cells).card(municipalityCode: { municipality($0) }) {
      case .failure(let fault): throw LineRefusal(problem: .findings(fault.findings))
      case .success(let card):
        guard let number = card.number, let key = UInt64("1" + number.description) else {
          throw LineRefusal(problem: .numberMissing)
        }
        guard seen.insert(key).inserted else { throw LineRefusal(problem: .repeated) }
        return ImportedRow(line: row.line, number: number, card: card)
      }
    }
  }

  /// A file names communes by their code alone: names are for people.
  private func municipality(_ code: String) -> String? {
    let current = gazetteer.currentMunicipalities(forCode: code)
    return current.count == 1 ? current.first?.code : nil
  }
}

private struct LineRefusal: Error {
  let problem: OrganisationImport.Problem
}

/// Which column of the file says what.
struct ImportColumns {
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
