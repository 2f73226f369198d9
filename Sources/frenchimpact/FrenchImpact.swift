import ArgumentParser
import Foundation

/// The command line: `frenchimpact serve`, and the tools of the operator.
struct FrenchImpact: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frenchimpact",
    abstract: "Runs a territorial label, from an open call to the published territories.",
    subcommands: [
      Serve.self, Locate.self, ProgrammeCommand.self, WaveCommand.self, JournalCommand.self,
      PeopleCommand.self, AccessCommand.self, OutboxCommand.self, RetentionCommand.self,
      BackupCommand.self, RestoreCommand.self, DatabaseCommand.self,
      OrganisationsCommand.self, RemindCommand.self, MailCommand.self, DossierCommand.self, AssignCommand.self,
      SimulateCommand.self,
    ])
}

/// Runs the command and turns what it throws into a message and an exit code: 0 done, 1 the answer is no,
/// 2 the input was wrong or the work could not be done.
@main
enum Main {
  static func main() async {
    do {
      var command = try FrenchImpact.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      FileHandle.standardError.write(Data((failure.message + "\n").utf8))
      exit(failure.code)
    } catch {
      let message = FrenchImpact.fullMessage(for: error)
      let isHelp = FrenchImpact.exitCode(for: error) == .success
      let output = isHelp ? FileHandle.standardOutput : FileHandle.standardError
      output.write(Data((message + "\n").utf8))
      exit(isHelp ? 0 : 2)
    }
  }
}

/// A command that ends without what was asked: the message says what to do.
struct CommandFailure: Error {
  let message: String
  let code: Int32

  /// The answer is "no": the journal is broken, the programme has errors.
  static func negative(_ message: String) -> CommandFailure { CommandFailure(message: message, code: 1) }

  /// The input was wrong, or something that the command needs is missing.
  static func unusable(_ message: String) -> CommandFailure { CommandFailure(message: message, code: 2) }
}
