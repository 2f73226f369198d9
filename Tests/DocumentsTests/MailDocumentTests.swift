import Documents
import Domain
import Foundation
import TestSupport
import Testing

/// What Python's mail parser says of the same files is tested in Tests/Faults/test_mail.py.
@Suite struct MailDocumentTests {
  private func mail(
    subject: String = "Objet", body: String = "Corps", recipient: String = "camille@exemple.example",
    from: String = "Programme <a@exemple.example>", declineAddress: String? = nil
  ) -> String {
    let message = OutboxMessage(
      id: TestWorld().world.newIdentity(), kind: "step", recipient: recipient, subject: subject, body: body,
      thread: "dossier:7", createdAt: TestWorld.noon(2026, 11, 24))
    let document = MailDocument(
      message, html: body, from: from, host: "exemple.example", sentAt: TestWorld.noon(2026, 11, 24),
      declineAddress: declineAddress)
    return String(decoding: document.bytes, as: UTF8.self)
  }

  private func headers(_ mail: String) -> [String] {
    mail.components(separatedBy: "\r\n\r\n")[0].replacing("\r\n ", with: " ").components(separatedBy: "\r\n")
  }

  @Test(arguments: ["a\r\nBcc: x@y.fr", "a\nBcc: x@y.fr", "a\rBcc: x@y.fr", "a\u{85}Bcc: x", "\u{0}\r\n\r\nbody"])
  func `nothing in a value can begin another header`(hostile: String) {
    let plain = headers(mail()).count
    #expect(headers(mail(subject: hostile)).count == plain)
    #expect(headers(mail(recipient: hostile)).count == plain)
    #expect(headers(mail(from: hostile)).count == plain)
    let unsubscribing = headers(mail(declineAddress: hostile))
    #expect(unsubscribing.count == plain + 2)
    #expect(!unsubscribing.contains { $0.hasPrefix("Bcc") })
  }

  @Test(arguments: ["é🌍=?x?= \t", String(repeating: "à", count: 2000), "", ".\r\n.\r\n", "fin ", "a\n\n\nb"])
  func `lines are ASCII, short, and end in CRLF`(text: String) {
    let mail = mail(subject: text, body: text)
    for line in mail.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { $0 < 127 && $0 != 10 && $0 != 13 }, "\(line)")
    }
  }

  @Test func `the same message has the same identity, and stands in the thread of its dossier`() {
    let headers = headers(mail())
    #expect(
      headers.contains { $0.hasPrefix("Message-ID: <00000000-0000-7000-8000-") && $0.hasSuffix("@exemple.example>") })
    #expect(headers.contains("References: <dossier.7@exemple.example>"))
    #expect(headers.contains("Auto-Submitted: auto-generated"))
    #expect(headers.contains("Date: Tue, 24 Nov 2026 11:00:00 +0000"))
    #expect(!headers.contains { $0.hasPrefix("List-Unsubscribe") })
  }

  @Test func `what can be declined says how, by one press`() {
    let headers = headers(mail(declineAddress: "https://exemple.example/messages/1/arret"))
    #expect(headers.contains("List-Unsubscribe: <https://exemple.example/messages/1/arret>"))
    #expect(headers.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
  }
}
