import ArgumentParser
import Foundation
import Services

struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "The journal of all changes.", subcommands: [Verify.self])

  /// `frenchimpact journal verify`: proves that nothing was altered, or names the first entry that was.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks the chain of the journal; exit 1 and the number of the first entry that does not fit."
    )

    @OptionGroup var files: FileOptions

    func run() async throws {
      guard try files.hasDatabase else {
        throw CommandFailure.unusable(
          "there is no database at \(files.databasePath); name its folder with --data")
      }
      switch try await verifyJournal(of: try await Wiring.database(files)) {
      case .intact(let count, let hash): print("\(count) entries, last hash \(hash)")
      case .broken(let number):
        throw CommandFailure.negative(
          "entry \(number) does not fit: it, or what stood before it, was altered")
      }
    }
  }
}
