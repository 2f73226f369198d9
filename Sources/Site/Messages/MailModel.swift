import Domain

/// A letter as HTML: paragraphs, lines, and addresses that can be followed.
struct MailModel: PageModel {
  static let template = "Letters/mail"

  let language: String
  let subject: String
  let paragraphs: [Paragraph]
  let decline: [String]

  struct Paragraph: Sendable { let lines: [Line] }

  /// A line is an address alone, or text.
  struct Line: Sendable {
    let link: [String]
    let text: [String]
  }

  init(_ text: LetterText, in language: Language, declineAddress: String?) {
    self.language = language.rawValue
    subject = text.subject
    decline = declineAddress.map { [$0] } ?? []
    paragraphs = text.body.split(separator: "\n\n").map { paragraph in
      Paragraph(
        lines: paragraph.split(separator: "\n").map { line in
          let line = String(line)
          let isLink = line.hasPrefix("http") && !line.contains(" ")
          return Line(link: isLink ? [line] : [], text: isLink ? [] : [line])
        })
    }
  }
}
