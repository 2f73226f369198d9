import Documents
import Domain
import Foundation
import Services
import Subprocess

/// Who mail comes from, and the name that its identities end with.
struct MailSender: Sendable {
  let from: String
  let host: String

  func bytes(_ mail: OutgoingMail) -> Data {
    MailDocument(
      mail.message, html: mail.html, from: from, host: host, sentAt: Wiring.world.now(),
      declineAddress: mail.declineAddress, replyAddress: mail.replyAddress
    ).bytes
  }
}

/// Hands mail to a command that takes it as sendmail does: `msmtp`, `/usr/sbin/sendmail`.
struct SendmailCarrier: MailCarrier {
  let command: [String]
  let sender: MailSender

  func carry(_ mail: OutgoingMail) async -> Delivery {
    let bytes = sender.bytes(mail)
    let arguments = command + ["-i", "--", mail.message.recipient]
    do {
      return try await withThrowingTaskGroup(of: Delivery.self) { group in
        group.addTask {
          let result = try await run(
            // env finds the command by its name or its path, and becomes it.
            .name("env"), arguments: Arguments(arguments), input: CommandInput.of(bytes), output: .discarded,
            error: .string(limit: 65_536))
          return outcome(result.terminationStatus, result.standardError)
        }
        group.addTask {
          try await Task.sleep(for: .seconds(60))
          return .postponed(reason: "the mail command took longer than a minute")
        }
        // Who is late is stopped: cancelling the task ends its process.
        let first = try await group.next() ?? .postponed(reason: "the mail command said nothing")
        group.cancelAll()
        return first
      }
    } catch {
      return .postponed(reason: "the mail command cannot be run: \(error)")
    }
  }

  /// The codes of sysexits.h that mean "never": a wrong address or host, wrong data.
  private func outcome(_ status: TerminationStatus, _ said: String) -> Delivery {
    let said = said.trimmingCharacters(in: .whitespacesAndNewlines)
    switch status {
    case .exited(0): return .done
    case .exited(65), .exited(67), .exited(68): return .refused(reason: said.isEmpty ? "\(status)" : said)
    default:
      return .postponed(reason: "\(status)" + (said.isEmpty ? "" : ": \(said)"))
    }
  }
}

/// Keeps mail as files where no command is set: nothing leaves, and nothing is lost.
struct FolderCarrier: MailCarrier {
  let folder: URL
  let sender: MailSender

  func carry(_ mail: OutgoingMail) async -> Delivery {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try sender.bytes(mail).write(to: folder.appending(path: "\(mail.message.id).eml"), options: .atomic)
      return .done
    } catch {
      return .postponed(reason: "cannot write the mail to \(folder.path): \(error.localizedDescription)")
    }
  }
}
