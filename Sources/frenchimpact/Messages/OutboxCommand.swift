import ArgumentParser
import Domain
import Foundation
import Services

struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Messages to deliver, and what came of them.",
    subcommands: [List.self, Retry.self])

  /// `frenchimpact outbox list --state dead`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists messages, the newest first.")

    @Option(help: "One of: \(OutboxMessage.State.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: String?
    @OptionGroup var files: FileOptions

    func validate() throws {
      if let state, OutboxMessage.State(rawValue: state) == nil {
        throw ValidationError("there is no state \(state)")
      }
    }

    func run() async throws {
      let operations = try await Wiring.operations(files)
      let page = try await operations.messages(
        state.flatMap { OutboxMessage.State(rawValue: $0) }, .longest, for: .setUp)
      for entry in page.items {
        print("\(entry.id)  \(entry.state.rawValue)  \(entry.attempts)×  \(entry.kind)  \(entry.lastError ?? "")")
      }
      print("\(page.items.count) of \(page.total)")
    }
  }

  /// `frenchimpact outbox retry ID`, or `--dead` for all that were given up.
  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Puts a message back in line, or all that were given up.")

    @Argument(help: "The id of a message, as `outbox list` prints it.")
    var id: String?
    @Flag(help: "All that were given up.")
    var dead = false
    @OptionGroup var files: FileOptions

    func validate() throws {
      guard (id == nil) == dead else { throw ValidationError("give the id of a message, or --dead") }
      if let id, ID<OutboxMessage>(id) == nil { throw ValidationError("\(id) is not the id of a message") }
    }

    func run() async throws {
      let operations = try await Wiring.operations(files)
      let count = try await operations.retryMessages(id.flatMap { ID($0) }, by: .setUp)
      print("\(count) back in line")
      if count == 0 { throw CommandFailure.negative("no such message waits or was given up") }
    }
  }
}
