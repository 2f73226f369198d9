import ArgumentParser
import Documents
import Domain
import Foundation
import Services
import Site

extension PeopleCommand {
  /// `frenchimpact people invite EMAIL --role administrator`: the first administrator comes in before any mail is sent.
  struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Gives somebody a role and prints a link with which they sign in: once, within a day, in any browser.",
      discussion: "The role holds at once. Whoever has the link signs in as this person: hand it over with care.")

    @Argument(help: "The person's e-mail address.")
    var email: String
    @Option(help: "One of: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: String
    @Option(help: "The person's name.")
    var name: String?
    @Option(help: "Where the site is reached. (default: http://127.0.0.1:$PORT, or 8080)")
    var publicAddress: String?
    @OptionGroup var files: FileOptions

    func validate() throws {
      guard EmailAddress(email) != nil else { throw ValidationError("\(email) is not an e-mail address") }
      guard Role(rawValue: role) != nil else {
        throw ValidationError(
          "role \(role) is unknown; give one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      if let publicAddress, URL(string: publicAddress)?.host() == nil || publicAddress.hasSuffix("/") {
        throw ValidationError("give --public-address as https://example.org, without a slash at the end")
      }
    }

    func run() async throws {
      guard let address = EmailAddress(email), let role = Role(rawValue: role) else { return }
      let operations = try await Wiring.operations(files)
      let token = try await operations.invite(address, as: role, name: name, by: .setUp)
      let port = ProcessInfo.processInfo.environment["PORT"] ?? "8080"
      let base = PublicAddress(base: publicAddress ?? "http://127.0.0.1:\(port)")
      print(base.absolute(Link.signInLink(token).path(.french)))
    }
  }

  /// `frenchimpact people sign-out EMAIL`: what one does when a device is lost.
  struct SignOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sign-out", abstract: "Ends all sessions of somebody, and the links that were sent to them.")

    @Argument(help: "The person's e-mail address.")
    var email: String
    @OptionGroup var files: FileOptions

    func validate() throws {
      guard EmailAddress(email) != nil else { throw ValidationError("\(email) is not an e-mail address") }
    }

    func run() async throws {
      guard let address = EmailAddress(email) else { return }
      let operations = try await Wiring.operations(files)
      do {
        let count = try await operations.signOut(address, by: .setUp)
        print("\(address): \(count) session(s) ended")
      } catch Refusal.notFound {
        throw CommandFailure.unusable("nobody has the address \(address)")
      }
    }
  }
}
