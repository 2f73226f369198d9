import ArgumentParser
import Foundation
import Services

/// `frenchimpact remind`: what the server does by itself, for a programme whose server sleeps.
struct RemindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remind",
    abstract: "Writes the reminders that are due before a wave closes; again, it writes none.")

  @Option(help: "Where the site is reached, for the links: https://example.org")
  var publicAddress: String
  @OptionGroup var files: FileOptions

  func validate() throws {
    if URL(string: publicAddress)?.host() == nil || publicAddress.hasSuffix("/") {
      throw ValidationError("give --public-address as https://example.org, without a slash at the end")
    }
  }

  func run() async throws {
    guard try files.hasDatabase else {
      throw CommandFailure.unusable("there is no database at \(files.databasePath); name its folder with --data")
    }
    let operations = try await Wiring.operations(files)
    print("\(try await operations.sendReminders(site: publicAddress)) reminders written")
  }
}
