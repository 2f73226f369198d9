import CGMime
package import Domain
package import Foundation

/// Takes a mail apart as a mail server hands it over (RFC 5322, 2045–2047), with GMime.
package enum MailReader {
  /// In bytes: a full upload in base 64, and room for its words.
  package static let largest = 40_000_000
  /// Characters of one text, far more than a message may have.
  private static let longestText = 200_000
  private static let mostFiles = 50

  private static let isStarted: Bool = {
    g_mime_init()
    return true
  }()

  /// Nil for what is no mail, or is too large.
  package static func read(_ bytes: Data) -> IncomingMail? {
    guard isStarted, bytes.count <= largest, !bytes.isEmpty else { return nil }
    let parsed = bytes.withUnsafeBytes { buffer in
      cgmime_parse(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard let message = parsed else { return nil }
    defer { cgmime_release(message) }
    let headers = (0..<min(cgmime_header_count(message), 1000)).map { index in
      (name: text(cgmime_header_name(message, index)).lowercased(), value: text(cgmime_header_value(message, index)))
    }
    guard !headers.isEmpty else { return nil }
    var content = Content()
    content.take(message)
    let addressed: Set = ["delivered-to", "x-original-to", "envelope-to", "to", "cc"]
    let identity = headers.first { $0.name == "message-id" }?.value.trimmed
    return IncomingMail(
      recipients: headers.filter { addressed.contains($0.name) }.map(\.value),
      sender: cgmime_author(message).flatMap { EmailAddress(String(cString: $0)) },
      identity: identity.flatMap { $0.isEmpty ? nil : $0 }, isAutomatic: isAutomatic(headers),
      text: content.plain ?? content.html.map { HTMLText.words(of: $0) } ?? "", files: content.files)
  }

  /// RFC 3834, and what older programs say.
  private static func isAutomatic(_ headers: [(name: String, value: String)]) -> Bool {
    headers.contains { name, value in
      let value = value.lowercased().trimmed
      return switch name {
      case "auto-submitted": !value.hasPrefix("no")
      case "precedence": ["bulk", "junk", "list", "auto_reply"].contains(value)
      case "return-path": value == "<>"
      case "x-autoreply", "x-autorespond", "list-id": true
      default: false
      }
    }
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

  /// What the parts of a mail hold.
  private struct Content {
    var plain: String?
    var html: String?
    var files: [IncomingMail.File] = []

    mutating func take(_ message: UnsafeMutablePointer<GMimeMessage>) {
      guard let parts = cgmime_parts(message) else { return }
      defer { cgmime_parts_release(parts) }
      repeat {
        guard let part = g_mime_part_iter_get_current(parts) else { return }
        take(part)
      } while g_mime_part_iter_next(parts) != 0
    }

    private mutating func take(_ part: UnsafeMutablePointer<GMimeObject>) {
      switch cgmime_kind(part) {
      case 1: if plain == nil { plain = words(part) }
      case 2: if html == nil { html = words(part) }
      case 3:
        guard files.count < MailReader.mostFiles, let content = cgmime_content(part) else { return }
        defer { g_byte_array_free(content, 1) }
        let bytes = content.pointee.data.map { Data(bytes: $0, count: Int(content.pointee.len)) } ?? Data()
        files.append(IncomingMail.File(name: MailReader.text(cgmime_file_name(part)), content: bytes))
      default: return
      }
    }

    private func words(_ part: UnsafeMutablePointer<GMimeObject>) -> String? {
      guard let text = cgmime_text(part) else { return nil }
      defer { g_free(text) }
      return String(String(cString: text).prefix(MailReader.longestText))
    }
  }
}
