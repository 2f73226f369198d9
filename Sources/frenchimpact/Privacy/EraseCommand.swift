import ArgumentParser
import Domain
import Services

extension PeopleCommand {
  /// `frenchimpact people erase EMAIL`: for somebody who asks for it and cannot sign in.
  struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erases somebody's account for good; what they submitted stays, without their name.")

    @Argument(help: "The person's e-mail address.")
    var email: String
    @OptionGroup var files: FileOptions

    func validate() throws {
      guard EmailAddress(email) != nil else { throw ValidationError("\(email) is not an e-mail address") }
    }

    func run() async throws {
      guard let address = EmailAddress(email) else { return }
      guard try files.hasDatabase else {
        throw CommandFailure.unusable("there is no database at \(files.databasePath); name its folder with --data")
      }
      let operations = try await Wiring.operations(files)
      do {
        try await operations.eraseAccount(of: address, by: .setUp)
        print("the account of \(address) is erased")
      } catch Refusal.notFound {
        throw CommandFailure.negative("nobody has the address \(address)")
      } catch Refusal.lastAdministrator {
        throw CommandFailure.negative(
          "\(address) is the only administrator: give the role to somebody else first (people grant)")
      } catch Refusal.dossierUnderExamination(let reference) {
        throw CommandFailure.negative(
          "dossier \(reference) of \(address) is under examination: it must be withdrawn or decided first")
      } catch Refusal.leadsLabel(let name) {
        throw CommandFailure.negative(
          "\(address) leads the labelled territory \(name): another lead, or the end of the label, comes first")
      }
    }
  }
}
