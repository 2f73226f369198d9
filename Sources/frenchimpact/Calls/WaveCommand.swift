import ArgumentParser
import Domain
import Foundation
import Services

struct WaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wave", abstract: "The waves of the call.", subcommands: [Replay.self, Recount.self])

  /// `frenchimpact wave replay FILE`: takes a recorded wave through the workflow.
  struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a recorded wave through the workflow, at its own dates; again, it adds nothing.")

    @Argument(help: "The file of the wave, for instance programmes/french-impact/waves/2018-10.yaml.")
    var file: String
    @OptionGroup var files: FileOptions

    func run() async throws {
      let url = URL(filePath: file)
      guard FileManager.default.fileExists(atPath: url.path),
        url.deletingLastPathComponent().lastPathComponent == "waves"
      else {
        throw CommandFailure.unusable(
          "\(file) is not there, or not in the waves/ folder of a programme; give the file of a wave")
      }
      var files = files
      files.programme = url.deletingLastPathComponent().deletingLastPathComponent().path
      let operations = try await Wiring.operations(files)
      let name = url.deletingPathExtension().lastPathComponent
      guard let record = operations.programme.waves.first(where: { $0.slug.value == name }),
        let procedure = operations.programme.procedure(record.procedure)
      else { throw CommandFailure.unusable("\(file) is not a wave of the programme in \(files.programme)") }
      let report = try await operations.replay(record, procedure: procedure)
      print(
        """
        wave \(record.slug): \(record.territories.count) territories, \(report.stepsTaken) steps taken, \
        \(report.stepsAlreadyTaken) already there
        """)
    }
  }
}
