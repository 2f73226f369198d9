package import Domain

/// What the platform wrote and what came of it, for administrators.
package struct MessagesPage: PageModel {
  package static let template = "Messages/messages"

  let action: String
  let webhooksHref: String
  let states: [ChoiceOption]
  let count: String
  let messages: [Line]
  let isEmpty: Bool
  let pager: Pager

  struct Line: Sendable {
    let subject: String
    let recipient: String
    let state: String
    let at: String
    let attempts: String
    let due: [String]
    let error: [String]
    let actions: [Action]
  }

  struct Action: Sendable {
    let href: String
    let csrf: String
    let label: String
    let subject: String
  }

  package init(_ page: Page<OutboxEntry>, state: OutboxMessage.State?, csrf: String, in wording: Wording) {
    action = wording.path(.messages)
    webhooksHref = wording.path(.webhooks)
    states = OutboxMessage.State.allCases.map {
      ChoiceOption(
        value: $0.rawValue, label: wording.catalogue("messageState_\($0.rawValue)"), isSelected: $0 == state)
    }
    count = wording.catalogue.count("messageCount", page.total)
    messages = page.items.map { MessagesPage.line($0, csrf, wording) }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in
      address(wording.path(.messages), [("state", state?.rawValue), ("page", "\(number)")])
    }
  }

  private static func line(_ entry: OutboxEntry, _ csrf: String, _ wording: Wording) -> Line {
    func action(_ link: Link, _ key: String) -> Action {
      Action(href: wording.path(link), csrf: csrf, label: wording.catalogue(key), subject: entry.subject)
    }
    let actions: [Action] =
      switch entry.state {
      case .waiting: [action(.messageRetry(entry.id), "retryMessage"), action(.messageEnd(entry.id), "giveUpMessage")]
      case .dead: [action(.messageRetry(entry.id), "retryMessage")]
      case .held: [action(.messageEnd(entry.id), "giveUpMessage")]
      case .taken, .delivered, .digested, .expired: []
      }
    return Line(
      subject: entry.subject, recipient: entry.channel == .mail ? entry.recipient : entry.kind,
      state: wording.catalogue("messageState_\(entry.state.rawValue)"), at: wording.moment(entry.createdAt),
      attempts: wording.catalogue.count("messageAttempts", entry.attempts),
      due: entry.state == .waiting ? [wording.catalogue("messageDue", wording.moment(entry.dueAt))] : [],
      error: entry.lastError.map { [$0] } ?? [], actions: actions)
  }
}

/// The programs that are called when something public happens.
package struct WebhooksPage: PageModel {
  package static let template = "Messages/webhooks"

  let action: String
  let messagesHref: String
  let csrf: String
  let url: String
  let errors: [String]
  let hasErrors: Bool
  let secret: [String]
  let webhooks: [Line]
  let isEmpty: Bool

  struct Line: Sendable {
    let url: String
    let since: String
    let href: String
    let csrf: String
    let label: String
  }

  /// - Parameter added: the one that was just added: its secret is shown this once.
  package init(
    _ webhooks: [Webhook], added: Webhook? = nil, url: String = "", findings: [Finding] = [], csrf: String,
    in wording: Wording
  ) {
    action = wording.path(.webhooks)
    messagesHref = wording.path(.messages)
    self.csrf = csrf
    self.url = url
    errors = findings.map(wording.finding)
    hasErrors = !findings.isEmpty
    secret = added.map { [$0.secret] } ?? []
    self.webhooks = webhooks.map {
      Line(
        url: $0.url, since: wording.moment($0.createdAt), href: wording.path(.webhookEnd($0.id)), csrf: csrf,
        label: wording.catalogue("endWebhook", $0.url))
    }
    isEmpty = webhooks.isEmpty
  }
}

/// What somebody wants of the mail that no procedure asks for.
package struct MailChoicePage: PageModel {
  package static let template = "Messages/mail-choice"

  let action: String
  let csrf: String
  let options: [ChoiceOption]
  let isSaved: Bool

  package init(_ choice: MailChoice, isSaved: Bool, csrf: String, in wording: Wording) {
    action = wording.path(.mailChoice)
    self.csrf = csrf
    self.isSaved = isSaved
    options = MailChoice.allCases.map {
      ChoiceOption(value: $0.rawValue, label: wording.catalogue("mailChoice_\($0.rawValue)"), isSelected: $0 == choice)
    }
  }
}

/// Declining from a mail, without signing in.
package struct DeclineMailPage: PageModel {
  package static let template = "Messages/decline"

  let action: String
  let isDone: Bool

  package init(_ id: ID<OutboxMessage>, isDone: Bool, in wording: Wording) {
    action = wording.path(.declineMail(id))
    self.isDone = isDone
  }
}
