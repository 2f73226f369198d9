import Documents
import Domain
import Foundation
import Testing

/// Mails as programs really write them.
@Suite struct MailReaderTests {
  private func read(_ lines: [String], _ encoding: String.Encoding = .utf8) throws -> IncomingMail {
    let bytes = try #require(lines.joined(separator: "\r\n").data(using: encoding))
    return try #require(MailReader.read(bytes))
  }

  private static let head = [
    "From: =?utf-8?Q?Camille_D=C3=A9mo?= <Camille@Exemple.example>", "To: French Impact <reply+ABC0@repondre.example>",
    "Message-ID: <1@exemple.example>", "MIME-Version: 1.0",
  ]

  @Test func `quoted-printable in ISO-8859-1 becomes the words that were written`() throws {
    let mail = try read(
      MailReaderTests.head + [
        "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
        "Voil=E0 notre r=E9ponse, sur une ligne qui est coup=E9e =", "en deux.", "",
      ])
    #expect(mail.text.trimmed == "Voilà notre réponse, sur une ligne qui est coupée en deux.")
    #expect(mail.sender?.value == "camille@exemple.example" && mail.identity == "<1@exemple.example>")
    #expect(mail.token == "abc0" && !mail.isAutomatic && mail.files.isEmpty)
  }

  @Test func `of plain text and HTML the plain text is read, and a file comes as it was`() throws {
    let mail = try read(
      MailReaderTests.head + [
        "Content-Type: multipart/mixed; boundary=\"A\"", "", "--A", "Content-Type: multipart/alternative; boundary=B",
        "", "--B", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
        Data("Bonjour à tous.".utf8).base64EncodedString(), "--B", "Content-Type: text/html; charset=utf-8", "",
        "<p>HTML</p>", "--B--", "--A", "Content-Type: application/pdf; name=\"x.pdf\"",
        "Content-Disposition: attachment; filename*=UTF-8''%C3%A9tude.pdf", "Content-Transfer-Encoding: base64", "",
        "JVBERi0xLjcg", "--A", "Content-Type: image/png", "Content-ID: <logo>", "Content-Disposition: inline", "", "x",
        "--A", "Content-Type: application/pgp-signature", "", "x", "--A--", "",
      ])
    #expect(mail.text.trimmed == "Bonjour à tous.")
    #expect(mail.files.map(\.name) == ["étude.pdf"])
    #expect(mail.files.first?.content == Data("%PDF-1.7 ".utf8))
  }

  @Test func `HTML alone becomes its words, without scripts, styles and quotations`() throws {
    let mail = try read(
      MailReaderTests.head + [
        "Content-Type: text/html; charset=windows-1252", "Content-Transfer-Encoding: 8bit", "",
        "<html><head><style>p{}</style></head><body><div>D\u{e9}j\u{e0} fait&nbsp;: 2 &lt; 3.</div><div>Fin"
          + "<script>alert(1)</script></div><blockquote><p>Citation</p></blockquote></body></html>",
      ], .windowsCP1252)
    #expect(mail.text.trimmed == "Déjà fait\u{a0}: 2 < 3.\nFin")
  }

  @Test(arguments: [
    "Auto-Submitted: auto-replied", "Precedence: bulk", "Return-Path: <>", "List-Id: <x.exemple.example>",
    "X-Autoreply: yes",
  ])
  func `what a program sent is known as such`(header: String) throws {
    #expect(try read(MailReaderTests.head + [header, "", "Absent."]).isAutomatic)
    #expect(try !read(MailReaderTests.head + ["Auto-Submitted: no", "", "Présent."]).isAutomatic)
  }

  @Test func `hostile mails end neither the program nor its patience`() throws {
    var deep = MailReaderTests.head
    for number in 0..<5000 { deep += ["Content-Type: multipart/mixed; boundary=B\(number)", "", "--B\(number)"] }
    #expect(try read(deep).files.isEmpty)
    var wide = MailReaderTests.head + ["Content-Type: multipart/mixed; boundary=B", ""]
    for _ in 0..<2000 { wide += ["--B", "Content-Disposition: attachment; filename=\"../../a\0.txt\"", "", "x"] }
    #expect(try read(wide).files.count <= 50)
    let long = String(repeating: "a", count: 1_000_000)
    #expect(try read(MailReaderTests.head + ["", long]).text.count <= 200_000)
    _ = MailReader.read(Data([0, 255, 10, 0, 13, 200]))
    _ = MailReader.read(Data("Content-Type: text/plain; charset=nonsense\n\n\u{7}é".utf8))
    #expect(MailReader.read(Data()) == nil)
    #expect(MailReader.read(Data(count: MailReader.largest + 1)) == nil)
    let two = try read(["From: a@exemple.example, b@exemple.example", "To: x", "", "x"])
    #expect(two.sender == nil && two.token == nil)
    #expect(HTMLText.words(of: String(repeating: "<div><b", count: 50_000)).count < 100_001)
    #expect(HTMLText.words(of: "a<script>b").trimmed == "a")
  }
}
