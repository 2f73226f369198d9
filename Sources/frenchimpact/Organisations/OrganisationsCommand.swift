import ArgumentParser
import Documents
import Domain
import Foundation
import Services
import Storage

struct OrganisationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organisations", abstract: "Organisations.", subcommands: [Import.self])

  /// `frenchimpact organisations import FILE.csv --report refused.csv`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reads organisations from a CSV file; exit 1 when some lines were refused.",
      discussion: """
        The first line names the columns: name, siren and legal_form; siret, kinds, commune and website if there are. \
        Kinds stand with | between them, a commune by its official code. An organisation that is known by its number \
        is brought up to date: the same file may be read again.
        """)

    @Argument(help: "The file; UTF-8, with commas or semicolons.")
    var file: String
    @Option(help: "Where to write the lines that were refused, with the reason of each.")
    var report: String?
    @OptionGroup var files: FileOptions

    func run() async throws {
      guard let source = try? FileHandle(forReadingFrom: URL(filePath: file)),
        let size = try? source.seekToEnd(), (try? source.seek(toOffset: 0)) != nil
      else { throw CommandFailure.unusable("cannot read \(file)") }
      let refusals = try RefusalReport(path: report)
      let progress = Progress(bytes: Int(size))
      let operations = try await Wiring.operations(files)
      let summary: OrganisationImport
      do {
        summary = try await operations.importOrganisations(
          CommaSeparatedStream { try source.read(upToCount: 1 << 18) }, by: .setUp,
          refuse: { try refusals.add($0) }, advance: { progress.show($0, $1) })
        try refusals.close()
      } catch let fault as OrganisationImport.Fault {
        throw CommandFailure.unusable("\(file): \(fault.message)")
      } catch let fault as StorageFault {
        throw CommandFailure.unusable("\(fault)")
      } catch let error as CocoaError {
        throw CommandFailure.unusable("cannot go on: \(error.localizedDescription)")
      }
      progress.end()
      print(summary.sentence)
      guard summary.refused > 0 else { return }
      throw CommandFailure.negative(
        report.map { "\(summary.refused) line(s) refused: see \($0)" }
          ?? "\(summary.refused) line(s) refused; --report FILE tells which, and why")
    }
  }
}

/// A bar on a terminal; elsewhere a line for each tenth of the file.
private final class Progress {
  private let bytes: Int
  private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
  private var tenth = 0

  init(bytes: Int) { self.bytes = max(1, bytes) }

  func show(_ done: Int, _ summary: OrganisationImport) {
    let share = min(1, Double(done) / Double(bytes))
    if isTerminal {
      let filled = Int(share * 30)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      write("\r\(bar) \(Int(share * 100)) %  \(summary.rows) lines")
    } else if Int(share * 10) > tenth {
      tenth = Int(share * 10)
      write("\(tenth * 10) %, \(summary.rows) lines\n")
    }
  }

  func end() { if isTerminal { write("\n") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// The CSV file of the lines that were refused; nowhere without a path.
private final class RefusalReport {
  private let handle: FileHandle?
  private var waiting = ""

  init(path: String?) throws {
    guard let path else {
      handle = nil
      return
    }
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else { throw CommandFailure.unusable("cannot write \(path)") }
    self.handle = handle
    waiting = CSV.line(["line", "column", "problem", "remedy"])
  }

  func add(_ refused: OrganisationImport.RefusedLine) throws {
    guard handle != nil else { return }
    for (column, problem, remedy) in refused.reasons {
      waiting += CSV.line(["\(refused.line)", column, problem, remedy])
    }
    if waiting.utf8.count > 1 << 18 { try flush() }
  }

  func close() throws {
    try flush()
    try handle?.close()
  }

  private func flush() throws {
    try handle?.write(contentsOf: Data(waiting.utf8))
    waiting = ""
  }
}

extension OrganisationImport {
  fileprivate var sentence: String {
    "\(rows) lines: \(added) added, \(updated) brought up to date, \(unchanged) as they were, \(refused) refused"
  }
}

extension OrganisationImport.Fault {
  fileprivate var message: String {
    switch self {
    case .empty: "the file has no first line with the names of the columns"
    case .missingColumn(let name): "there is no column \(name)"
    case .unknownColumn(let name):
      "column \(name) is unknown; the columns are name, siren, siret, legal_form, kinds, commune, website"
    }
  }
}

extension OrganisationImport.RefusedLine {
  /// Where the problem is, what it is, and what to do.
  fileprivate var reasons: [(column: String, problem: String, remedy: String)] {
    switch problem {
    case .unreadable(.notUTF8): [("", "the bytes are not UTF-8", "save the file as UTF-8")]
    case .unreadable(.tooLong): [("", "longer than any line of such a file", "look for a quote that is not closed")]
    case .unreadable(.strayQuote): [("", "a quote inside a quoted cell", "write it twice")]
    case .unreadable(.unclosedQuote): [("", "a quote is not closed before the end of the file", "close it")]
    case .cells(let found, let expected): [("", "\(found) cells", "the first line has \(expected)")]
    case .numberMissing: [("siren", "neither a SIREN nor a SIRET", "write one: it is how an organisation is known")]
    case .repeated: [("siren", "the number stands on an earlier line", "keep one of the lines")]
    case .findings(let findings):
      findings.map { (Self.columns[$0.field] ?? $0.field, $0.forAuthors.message, $0.forAuthors.remedy) }
    }
  }

  /// The fields that the file calls otherwise.
  private static let columns = ["form": "legal_form", "municipality": "commune"]
}
