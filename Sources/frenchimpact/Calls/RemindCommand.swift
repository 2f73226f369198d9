import ArgumentParser
import Foundation
import Services
import Site

/// `frenchimpact remind`: what the server does by itself, for a programme whose server sleeps.
struct RemindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remind",
    abstract: "Writes the reminders that are due before a wave closes, and before reviews are; again, it writes none.")

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
    let (site, drafts) = (publicAddress, try await operations.sendReminders(site: publicAddress))
    let reviews = try await operations.remindReviewers { id, language in
      site + Link.review(.review(id)).path(language)
    }
    print("\(drafts + reviews) reminders written")
  }
}
