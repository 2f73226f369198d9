import ArgumentParser
import Foundation

/// Where the program finds its files: options, then the environment, then folders beside the current one.
struct FileOptions: ParsableArguments {
  @Option(help: "Folder of the database. (default: $DATA_DIR, or var)")
  var data: String?

  @Option(help: "Address of a PostgreSQL database, postgres://…, in the place of the file. (default: $DATABASE_URL)")
  var database: String?

  @Option(help: "Folder of the geography that scripts/reference makes.")
  var reference = "reference"

  @Option(help: "Folder of the programme.")
  var programme = "programmes/french-impact"

  var dataFolder: URL {
    URL(
      filePath: data ?? ProcessInfo.processInfo.environment["DATA_DIR"] ?? "var", directoryHint: .isDirectory)
  }

  /// Where the database is: at an address, or in a file.
  var databasePlace: DatabasePlace {
    get throws {
      guard let address = database ?? ProcessInfo.processInfo.environment["DATABASE_URL"], !address.isEmpty else {
        return .file(databasePath)
      }
      return try DatabasePlace(address)
    }
  }

  /// Whether there is a database already. A server is asked when it is used.
  var hasDatabase: Bool {
    get throws {
      switch try databasePlace {
      case .file(let path): FileManager.default.fileExists(atPath: path)
      case .address: true
      }
    }
  }

  var databasePath: String { dataFolder.appending(path: "frenchimpact.sqlite").path }
  var referenceFolder: URL { URL(filePath: reference, directoryHint: .isDirectory) }
  var programmeFolder: URL { URL(filePath: programme, directoryHint: .isDirectory) }
}

/// One of the two engines, and where it keeps the data.
enum DatabasePlace {
  case file(String)
  case address(String)

  /// - Throws: `CommandFailure` for an address of another kind.
  init(_ text: String) throws {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .address(text)
    } else if text.contains("://") {
      throw CommandFailure.unusable("a database is named postgres://… or by the path of a file, not \(text)")
    } else {
      self = .file(text)
    }
  }
}
