package import Domain
package import Foundation

/// A mail as a mail program reads it: plain text and HTML of the same words (RFC 5322, 2045–2047, 2369, 8058).
package struct MailDocument: Sendable {
  private let message: OutboxMessage
  private let html: String
  private let from: String
  private let host: String
  private let sentAt: Date
  private let declineAddress: String?
  private let replyAddress: String?

  /// - Parameters:
  ///   - from: `Name <address>` or an address alone.
  ///   - host: the name that identities end with, that of the site.
  ///   - replyAddress: where an answer goes; nil for the sender.
  ///   - declineAddress: where its reader can decline more like it, by one press in their mail program.
  package init(
    _ message: OutboxMessage, html: String, from: String, host: String, sentAt: Date, declineAddress: String?,
    replyAddress: String? = nil
  ) {
    self.message = message
    self.html = html
    self.from = from
    self.host = host
    self.sentAt = sentAt
    self.declineAddress = declineAddress
    self.replyAddress = replyAddress
  }

  /// The whole file, with lines that end in CRLF.
  package var bytes: Data {
    // The boundary cannot occur in the parts: in quoted-printable no line holds "=_".
    let boundary = "=_\(message.id)"
    var lines = headers
    lines += ["MIME-Version: 1.0", "Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"", ""]
    for (type, text) in [("plain", message.body), ("html", html)] {
      lines += [
        "--\(boundary)", "Content-Type: text/\(type); charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
        QuotedPrintable.encode(text),
      ]
    }
    lines += ["--\(boundary)--", ""]
    return Data(lines.joined(separator: "\r\n").utf8)
  }

  private var headers: [String] {
    var headers = [
      "From: " + MailHeader.mailbox(from),
      "To: " + MailHeader.plain(message.recipient),
      MailHeader.encoded("Subject", message.subject),
      "Date: " + MailHeader.date(sentAt),
      // The same message has the same identity however often it is sent: a second copy is recognised.
      "Message-ID: <\(message.id)@\(host)>",
      "Content-Language: \(message.language.rawValue)",
      "Auto-Submitted: auto-generated",
    ]
    if let replyAddress { headers.append("Reply-To: " + MailHeader.plain(replyAddress)) }
    if let thread = message.thread.map(MailHeader.token) {
      headers += ["In-Reply-To: <\(thread)@\(host)>", "References: <\(thread)@\(host)>"]
    }
    if let declineAddress {
      headers += [
        "List-Unsubscribe: <\(MailHeader.plain(declineAddress))>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      ]
    }
    return headers
  }
}

/// The lines at the head of a mail. Nothing that stands in a value can begin another line.
enum MailHeader {
  /// A text as it is, without what could end its line.
  static func plain(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 })
  }

  /// An identity, without what would need quotes.
  static func token(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "." })
  }

  /// A header in words: as it is where it is short ASCII, else in encoded words of at most 75 characters (RFC 2047).
  static func encoded(_ name: String, _ text: String) -> String {
    let text = plain(String(text.map { $0.isNewline ? " " : $0 }))
    let isPlain = text.utf8.allSatisfy { $0 < 127 } && text.count + name.count < 74 && !text.contains("=?")
    return name + ": " + (isPlain ? text : words(text).joined(separator: "\r\n "))
  }

  private static func words(_ text: String) -> [String] {
    var (words, word): ([String], String) = ([], "")
    // By scalars: one character may hold more bytes than a word has room for. 42 bytes make 56 of base64.
    for scalar in text.unicodeScalars {
      if word.utf8.count + String(scalar).utf8.count > 42 {
        words.append(word)
        word = ""
      }
      word.unicodeScalars.append(scalar)
    }
    if !word.isEmpty { words.append(word) }
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }
  }

  /// `Name <address>`, the name encoded where it must be.
  static func mailbox(_ text: String) -> String {
    let text = plain(text)
    guard let open = text.lastIndex(of: "<"), text.hasSuffix(">") else { return text }
    let name = text[..<open].trimmingCharacters(in: .whitespaces)
    guard !name.isEmpty else { return String(text[open...]) }
    let isPlain = name.utf8.allSatisfy { $0 < 127 }
    let quoted = "\"" + name.replacing("\\", with: "").replacing("\"", with: "") + "\""
    return (isPlain ? quoted : words(name).joined(separator: " ")) + " " + text[open...]
  }

  /// `Mon, 25 Feb 2019 09:00:00 +0000`
  static func date(_ moment: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: moment)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
    return
      "\(days[(parts.weekday ?? 1) - 1]), \(parts.day ?? 1) \(months[(parts.month ?? 1) - 1]) \(parts.year ?? 1970) "
      + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
  }
}

/// Text in lines of at most 76 ASCII characters (RFC 2045 §6.7).
enum QuotedPrintable {
  static func encode(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) {
      $0.isNewline && $0 != "\u{2028}" && $0 != "\u{2029}" && $0 != "\u{85}"
    }
    .map { line(Array($0.utf8)) }.joined(separator: "\r\n")
  }

  private static func line(_ bytes: [UInt8]) -> String {
    var (line, length) = ("", 0)
    for (index, byte) in bytes.enumerated() {
      let piece = piece(byte, isLast: index == bytes.count - 1)
      // The last column is kept for the sign that the line goes on.
      if length + piece.count > 75 {
        line += "=\r\n"
        length = 0
      }
      line += piece
      length += piece.count
    }
    return line
  }

  /// A space at the end of a line would be lost on the way.
  private static func piece(_ byte: UInt8, isLast: Bool) -> String {
    let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=") || (byte == 32 && !isLast)
    if isPlain { return String(UnicodeScalar(byte)) }
    let hex = String(byte, radix: 16, uppercase: true)
    return "=" + (hex.count == 1 ? "0" : "") + hex
  }
}
