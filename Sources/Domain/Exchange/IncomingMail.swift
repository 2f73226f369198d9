package import Foundation

/// A mail that came in, once it is taken apart.
package struct IncomingMail: Sendable {
  /// The addresses that it may have come to: what its headers say, and what the mail server says.
  package var recipients: [String]
  /// The address of its only author.
  package let sender: EmailAddress?
  /// Its Message-ID.
  package let identity: String?
  /// A program sent it: an answer to it would be answered for ever.
  package var isAutomatic: Bool
  /// What its author wrote, with what they quoted.
  package let text: String
  package let files: [File]

  package struct File: Sendable {
    package let name: String
    package let content: Data

    package init(name: String, content: Data) {
      self.name = name
      self.content = content
    }
  }

  package init(
    recipients: [String], sender: EmailAddress?, identity: String?, isAutomatic: Bool, text: String, files: [File]
  ) {
    self.recipients = recipients
    self.sender = sender
    self.identity = identity
    self.isAutomatic = isAutomatic
    self.text = text
    self.files = files
  }

  /// The token of the address that was written to, `reply+TOKEN@domain`. Servers may change the case of a name.
  package var token: String? {
    for recipient in recipients {
      for word in recipient.lowercased().split(whereSeparator: { " ,;<>\"()\t\r\n".contains($0) }) {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasPrefix(ReplyAddress.prefix) else { continue }
        return String(parts[0].dropFirst(ReplyAddress.prefix.count))
      }
    }
    return nil
  }
}

/// The address that a person answers to by mail about a dossier.
package enum ReplyAddress {
  static let prefix = "reply+"

  /// 160 bits, in characters that survive every mail server.
  package static func token(from secret: String) -> String { String(sha256(secret).prefix(40)) }

  package static func address(_ token: String, at domain: String) -> String { "\(prefix)\(token)@\(domain)" }
}

/// What somebody wrote themselves in an answer by mail: without what they quote and without their signature.
package enum ReplyText {
  package static func own(of text: String) -> String {
    var kept: [Substring] = []
    let lines = ExchangeMessage.cleaned(text).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if endsText(line, after: index + 1 < lines.count ? lines[index + 1] : "") { break }
      if !line.hasPrefix(">") { kept.append(line) }
    }
    return ExchangeMessage.cleaned(kept.joined(separator: "\n"))
  }

  /// Whether from this line on somebody else's words, or a signature, follow. A program may break the line that
  /// introduces a quotation in two.
  private static func endsText(_ line: Substring, after next: Substring) -> Bool {
    let line = String(line).trimmed
    if line == "--" || line == "-- " || line.hasPrefix("________________") { return true }
    let folded = line.lowercased()
    let titles = [
      "message original", "message d'origine", "message d’origine", "original message", "forwarded message",
    ]
    if folded.hasPrefix("---"), titles.contains(where: { folded.contains($0) }) { return true }
    if ["de :", "de\u{a0}:", "from:"].contains(where: { folded.hasPrefix($0) }) {
      let next = next.lowercased()
      return ["envoyé", "sent:", "date", "à :", "to:"].contains { next.hasPrefix($0) }
    }
    return introduces(line) || introduces(line + " " + String(next).trimmed)
  }

  /// "Le 25 févr. 2019 à 09:00, Camille <…> a écrit :", "On Mon, 25 Feb 2019, Camille wrote:"
  private static func introduces(_ line: String) -> Bool {
    guard line.count < 400, line.contains(where: \.isNumber) else { return false }
    let folded = line.lowercased().replacing("\u{a0}", with: " ").replacing("\u{202f}", with: " ")
    return folded.hasPrefix("le ") && (folded.hasSuffix("a écrit :") || folded.hasSuffix("a écrit:"))
      || folded.hasPrefix("on ") && folded.hasSuffix("wrote:")
  }
}
