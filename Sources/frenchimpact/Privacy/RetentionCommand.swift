import ArgumentParser
import Domain
import Foundation
import Services

/// `frenchimpact retention [--dry-run]`: removes what the programme keeps no longer.
struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Removes what the programme keeps no longer, by the rules of its retention.yaml; to be run every day.")

  @Flag(help: "Only print what would be removed.")
  var dryRun = false
  @OptionGroup var files: FileOptions

  func run() async throws {
    guard try files.hasDatabase else {
      throw CommandFailure.unusable("there is no database at \(files.databasePath); name its folder with --data")
    }
    let operations = try await Wiring.operations(files)
    let results = try await operations.applyRetention(isTrial: dryRun, by: .setUp)
    for result in results {
      let spared = result.spared > 0 ? ", \(result.spared) spared" : ""
      print("\(result.kind.rawValue): \(result.removed) \(dryRun ? "to remove" : "removed")\(spared)")
    }
  }
}
