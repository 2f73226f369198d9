import ArgumentParser
import Documents
import Domain
import Foundation
import Services
import Site

/// How messages leave.
struct MailOptions: ParsableArguments {
  @Option(
    help:
      "The command that sends mail as sendmail does, `msmtp` for instance. Without one, mail is kept in files. (default: $SENDMAIL_COMMAND)"
  )
  var sendmail: String?
  @Option(help: "Who mail comes from, \"Name <address>\". (default: $MAIL_FROM)")
  var mailFrom: String?
  @Option(
    help:
      "The domain of which mail to reply+TOKEN comes to `frenchimpact mail receive`: people then answer by mail. (default: $REPLY_DOMAIN)"
  )
  var replyDomain: String?
  @Option(help: "The command that makes PDF files, as WeasyPrint does.")
  var weasyprint = "weasyprint"
  @Flag(help: "Let webhooks be called in private networks and without TLS: for tests.")
  var webhooksToPrivateNetworks = false
  @Option(help: ArgumentHelp("The first wait before another attempt, in seconds.", visibility: .hidden))
  var retryUnit: Double = 60

  /// - Throws: `CommandFailure` when mail is to be sent and nobody is named as its sender.
  func carriers(_ files: FileOptions, _ address: PublicAddress, _ client: HTTPWebhookCaller) throws -> Carriers {
    let environment = ProcessInfo.processInfo.environment
    let host = URL(string: address.base)?.host() ?? "localhost"
    let from = mailFrom ?? environment["MAIL_FROM"]
    let command = (sendmail ?? environment["SENDMAIL_COMMAND"] ?? "").split(separator: " ").map(String.init)
    if !command.isEmpty, from == nil {
      throw CommandFailure.unusable("mail needs a sender: give --mail-from \"Name <address>\", or set MAIL_FROM")
    }
    let sender = MailSender(from: from ?? "French Impact <ne-pas-repondre@\(host)>", host: host)
    let mail: any MailCarrier =
      command.isEmpty
      ? FolderCarrier(folder: files.dataFolder.appending(path: "mail"), sender: sender)
      : SendmailCarrier(command: command, sender: sender)
    let domain = replyDomain ?? environment["REPLY_DOMAIN"]
    if let domain, EmailAddress("reply@\(domain)") == nil {
      throw CommandFailure.unusable("the domain of answers is \"\(domain)\"; give it as reply.example.org")
    }
    return Carriers(
      mail: mail, webhooks: client, printer: WeasyPrint(command: weasyprint), schedule: RetrySchedule(unit: retryUnit),
      replyDomain: domain
    ) { id, language in
      address.absolute(Link.declineMail(id).path(language))
    }
  }
}
