import ArgumentParser
import Domain
import Foundation
import Services
import Storage

/// `frenchimpact backup FILE`
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Writes all data into one file, while the site goes on.")

  @Argument(help: "The file to write.")
  var file: String
  @Flag(help: "Replace a file that is there.")
  var force = false
  @OptionGroup var files: FileOptions

  func run() async throws {
    guard try files.hasDatabase else {
      throw CommandFailure.unusable("there is no database at \(files.databasePath); name its folder with --data")
    }
    guard force || !FileManager.default.fileExists(atPath: file) else {
      throw CommandFailure.unusable("\(file) is there already; name another file, or give --force")
    }
    let summary = try await Upkeep.backUp(try await Wiring.database(files), to: URL(filePath: file))
    print(
      "\(file): \(summary.rows) rows of \(summary.counts.count) tables, journal at \(summary.journal ?? "no entry")")
  }
}

/// `frenchimpact restore FILE`
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts a backup into an empty place, and verifies it.")

  @Argument(help: "The file of the backup.")
  var file: String
  @OptionGroup var files: FileOptions

  func run() async throws {
    let summary = try await Upkeep.restore(URL(filePath: file), into: try files.databasePlace)
    print("\(summary.rows) rows of \(summary.counts.count) tables, journal at \(summary.journal ?? "no entry")")
  }
}

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database", abstract: "The database as a whole.", subcommands: [Copy.self, Check.self])

  /// `frenchimpact database copy var/frenchimpact.sqlite postgres://…`
  struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies a whole database into an empty one, of either engine, and verifies it.",
      discussion: "FROM and TO are each the path of a file or an address, postgres://…")

    @Argument(help: "The database to read.")
    var from: String
    @Argument(help: "The empty database to write.")
    var to: String

    func run() async throws {
      let source = try DatabasePlace(from)
      if case .file(let path) = source, !FileManager.default.fileExists(atPath: path) {
        throw CommandFailure.unusable("there is no database at \(path)")
      }
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "frenchimpact-copy-\(Wiring.world.newSecret())")
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appending(path: "copy.backup")
      _ = try await Upkeep.backUp(try await Wiring.database(at: source), to: file)
      let summary = try await Upkeep.restore(file, into: try DatabasePlace(to))
      print("\(summary.rows) rows of \(summary.counts.count) tables, journal at \(summary.journal ?? "no entry")")
    }
  }

  /// `frenchimpact database check`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks the engine's file, the whole journal and every attached file; exit 1 when something is wrong.")

    @OptionGroup var files: FileOptions

    func run() async throws {
      guard try files.hasDatabase else {
        throw CommandFailure.unusable("there is no database at \(files.databasePath); name its folder with --data")
      }
      let problems: [IntegrityProblem]
      do {
        problems = try await allProblems(of: try await Wiring.database(files))
      } catch let fault as StorageFault {
        throw CommandFailure.unusable("\(fault)")
      }
      guard problems.isEmpty else {
        throw CommandFailure.negative(problems.map(\.description).joined(separator: "\n"))
      }
      print("the database is sound")
    }
  }
}

/// The work of these commands, with its faults told as messages.
enum Upkeep {
  static func backUp(_ database: any Database, to file: URL) async throws -> BackupSummary {
    do {
      return try await Services.backUp(database, to: file)
    } catch let fault as StorageFault {
      throw CommandFailure.unusable("\(fault)")
    } catch let error as CocoaError {
      throw CommandFailure.unusable("cannot write \(file.path): \(error.localizedDescription)")
    } catch let error as NSError where error.domain == NSPOSIXErrorDomain {
      throw CommandFailure.unusable("cannot write \(file.path): \(String(cString: strerror(Int32(error.code))))")
    }
  }

  static func restore(_ file: URL, into place: DatabasePlace) async throws -> BackupSummary {
    do {
      return try await Services.restore(file, into: try await Wiring.database(at: place))
    } catch let fault as BackupFault {
      throw CommandFailure.negative("\(fault)")
    } catch let fault as StorageFault {
      throw CommandFailure.unusable("\(fault)")
    } catch is CocoaError {
      throw CommandFailure.unusable("cannot read \(file.path)")
    }
  }
}
