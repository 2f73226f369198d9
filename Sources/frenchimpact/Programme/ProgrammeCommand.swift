import ArgumentParser
import Domain
import Foundation

struct ProgrammeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programme", abstract: "The programme's files.", subcommands: [Check.self])

  /// `frenchimpact programme check DIR`: every problem of the folder at once.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks the files of a programme and reports every problem with its file and line.")

    @Argument(help: "The folder of the programme.")
    var folder: String
    @Option(help: "Folder of the geography that scripts/reference makes.")
    var reference = "reference"

    func run() async throws {
      let url = URL(filePath: folder, directoryHint: .isDirectory)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue
      else {
        throw CommandFailure.unusable("\(folder) is not a folder; give the one that holds programme.yaml")
      }
      var files = FileOptions()
      files.reference = reference
      let programme = try Wiring.programme(url, try Wiring.gazetteer(files), code: 1)
      let territories = programme.waves.reduce(0) { $0 + $1.territories.count }
      print(
        """
        \(folder) is sound: \(programme.procedures.count) procedures, \(programme.programme.themes.count) themes, \
        \(programme.waves.count) recorded waves, \(territories) territories, \(programme.calls.count) calls, \
        \(programme.rubric.map { "a rubric of \($0.lines.count) lines" } ?? "no rubric")
        """)
    }
  }
}
