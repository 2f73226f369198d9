import ArgumentParser
import Foundation

/// Where the program finds its files: options, then the environment, then folders beside the current one.
struct FileOptions: ParsableArguments {
  @Option(help: "Folder of the database. (default: $DATA_DIR, or var)")
  var data: String?

  @Option(help: "Folder of the geography that scripts/reference makes.")
  var reference = "reference"

  @Option(help: "Folder of the programme.")
  var programme = "programmes/french-impact"

  var dataFolder: URL {
    URL(
      filePath: data ?? ProcessInfo.processInfo.environment["DATA_DIR"] ?? "var", directoryHint: .isDirectory)
  }

  var databasePath: String { dataFolder.appending(path: "frenchimpact.sqlite").path }
  var referenceFolder: URL { URL(filePath: reference, directoryHint: .isDirectory) }
  var programmeFolder: URL { URL(filePath: programme, directoryHint: .isDirectory) }
}
