import ArgumentParser
import Domain
import Services

struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "People and their roles.",
    subcommands: [Grant.self, Invite.self, SignOut.self, Erase.self])

  /// `frenchimpact people grant EMAIL --role instructor`: how the first administrator comes in.
  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Gives somebody a role; they sign in with a link sent to their address.")

    @Argument(help: "The person's e-mail address.")
    var email: String
    @Option(help: "One of: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: String
    @Option(help: "The person's name.")
    var name: String?
    @OptionGroup var files: FileOptions

    func validate() throws {
      guard EmailAddress(email) != nil else { throw ValidationError("\(email) is not an e-mail address") }
      guard Role(rawValue: role) != nil else {
        throw ValidationError(
          "role \(role) is unknown; give one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }

    func run() async throws {
      guard let address = EmailAddress(email), let role = Role(rawValue: role) else { return }
      let operations = try await Wiring.operations(files)
      try await operations.grantRole(role, to: address, name: name ?? email, by: .setUp)
      print("\(address) is now \(role.rawValue)")
    }
  }
}
