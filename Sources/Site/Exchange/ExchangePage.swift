package import Domain

/// What was written about a dossier, for both sides: the newest first, under the form to write.
package struct ExchangePage: PageModel {
  package static let template = "Exchange/exchange"

  let title: String
  let reference: [String]
  let isExample: Bool
  let backHref: [String]
  let lead: String
  let csrf: String
  let form: [WritingForm]
  let aside: [String]
  let messages: [MessageItem]
  let isEmpty: Bool
  let errors: [LinkItem]
  let hasErrors: Bool
  let pager: Pager

  struct WritingForm: Sendable {
    let action: String
    let text: String
    let textHelp: String
    let fileHelp: String
    let textError: [String]
    let fileError: [String]
  }

  struct MessageItem: Sendable {
    let by: String
    let at: String
    let isOwn: Bool
    /// Paragraphs, each of lines.
    let paragraphs: [Paragraph]
    let files: [LinkItem]
    let receipt: [String]
  }

  struct Paragraph: Sendable { let lines: [String] }

  /// - Parameters:
  ///   - mayWrite: whether the reader's role lets them.
  ///   - text: what was typed, where it was refused.
  package init(
    _ exchange: Exchange, mayWrite: Bool, csrf: String, text: String = "", refusal: Refusal? = nil,
    in wording: Wording
  ) {
    let (dossier, words) = (exchange.dossier, wording.catalogue)
    title = exchange.title
    reference = exchange.title == dossier.reference ? [] : [dossier.reference]
    isExample = exchange.wave.isExample
    self.csrf = csrf
    let isService = exchange.side == .service
    // A draft has no page that the service could go back to.
    backHref =
      isService
      ? (dossier.submittedAt == nil ? [] : [wording.path(.examination(dossier.id))])
      : [wording.path(.dossier(dossier.id))]
    lead = words(isService ? "exchangeLeadService" : "exchangeLead")
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    func told(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    form =
      mayWrite && exchange.mayWrite
      ? [
        WritingForm(
          action: wording.path(.exchange(dossier.id)), text: text,
          textHelp: words("exchangeTextHelp", words.grouped(ExchangeMessage.Limits.characters)),
          fileHelp: words("exchangeFileHelp", "\(Attachment.Limits.megabytes)"), textError: told("text"),
          fileError: told("file"))
      ] : []
    let waits = exchange.messages.items.contains { $0.side == .applicant && $0.settledAt == nil }
    aside = isService && mayWrite && waits ? [wording.path(.exchangeAside(dossier.id))] : []
    messages = exchange.messages.items.map { MessageItem($0, readBy: exchange.side, in: wording) }
    isEmpty = exchange.messages.items.isEmpty
    errors = findings.map { finding in
      let label = words(finding.field == "file" ? "exchangeFile" : "exchangeText") + words("colon")
      return LinkItem(href: "#\(finding.field)", label: label + wording.finding(finding))
    }
    hasErrors = !findings.isEmpty
    pager = Pager(exchange.messages, in: wording) {
      address(wording.path(.exchange(dossier.id)), [("page", "\($0)")])
    }
  }
}

extension ExchangePage.MessageItem {
  fileprivate init(_ message: ExchangeMessage, readBy side: ExchangeSide, in wording: Wording) {
    let words = wording.catalogue
    let name = message.author?.name ?? words("formerAccount")
    by = words(message.side == .service ? "exchangeByService" : "exchangeByApplicant", name)
    at = wording.moment(message.sentAt)
    isOwn = message.side == side
    paragraphs = message.text.split(separator: "\n\n").map { paragraph in
      ExchangePage.Paragraph(lines: paragraph.split(separator: "\n").map(String.init))
    }
    files = message.files.map {
      LinkItem(
        href: wording.path(.exchangeFile(message.dossier, $0.id)),
        label: "\($0.name) (\($0.type.endings[0].uppercased()), \(wording.size($0.size)))")
    }
    // To the service alone: when the applicant opened what it wrote, and what it still has to answer.
    receipt =
      switch (side, message.side, message.settledAt) {
      case (.service, .service, let read?): [words("exchangeRead", wording.moment(read))]
      case (.service, .service, nil): [words("exchangeUnread")]
      case (.service, .applicant, nil): [words("exchangeUnanswered")]
      case (.service, .applicant, .some), (.applicant, _, _): []
      }
  }
}
