import Domain
import Hummingbird
import Services
import Site

/// Messages: what administrators see of them, and what their readers choose.
enum MessageRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.messages, requires: .manageMessages, list)
    routes.form(.messageRetry, requires: .manageMessages) { site, session, _ in
      try await site.operations.retryMessages(try message(site), by: session.principal)
      return site.redirect(to: .messages)
    }
    routes.form(.messageEnd, requires: .manageMessages) { site, session, _ in
      try await site.operations.giveUpMessage(try message(site), by: session.principal)
      return site.redirect(to: .messages)
    }
    routes.page(.webhooks, requires: .manageWebhooks) { site, session in try await webhooks(site, session) }
    routes.form(.webhooks, requires: .manageWebhooks, addWebhook)
    routes.form(.webhookEnd, requires: .manageWebhooks) { site, session, _ in
      guard let id = site.context.parameters.get("id").flatMap({ ID<Webhook>($0) }) else { throw Refusal.notFound }
      try await site.operations.endWebhook(id, by: session.principal)
      return site.redirect(to: .webhooks)
    }
    routes.page(.mailChoice, requires: .readOwnAccount, showChoice)
    routes.form(.mailChoice, requires: .readOwnAccount, choose)
    routes.openRoute(.get, .declineMail) { site in try decline(site, isDone: false) }
    // A mail program posts here by itself (RFC 8058), without a session.
    routes.openRoute(.post, .declineMail) { site in
      try await site.operations.declineMail(after: try message(site))
      return try decline(site, isDone: true)
    }
  }

  private static func message(_ site: SiteRequest) throws -> ID<OutboxMessage> {
    guard let id = site.context.parameters.get("id").flatMap({ ID<OutboxMessage>($0) }) else {
      throw Refusal.notFound
    }
    return id
  }

  @Sendable private static func list(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let state = site.query("state").flatMap { OutboxMessage.State(rawValue: $0) }
    let page = try await site.operations.messages(state, site.page(size: 25), for: session.principal)
    return .html(
      try site.renderPrivate(
        MessagesPage(page, state: state, csrf: session.csrf, in: site.wording),
        title: site.wording.catalogue("messages"), link: .messages, session: session))
  }

  private static func webhooks(
    _ site: SiteRequest, _ session: Session, added: Webhook? = nil, url: String = "", findings: [Finding] = []
  ) async throws -> Response {
    let all = try await site.operations.webhooks(for: session.principal)
    return .html(
      try site.renderPrivate(
        WebhooksPage(all, added: added, url: url, findings: findings, csrf: session.csrf, in: site.wording),
        title: site.wording.catalogue("webhooks"), link: .webhooks, session: session),
      status: findings.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private static func addWebhook(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    do {
      let added = try await site.operations.addWebhook(form.text("url"), by: session.principal)
      return try await webhooks(site, session, added: added)
    } catch Refusal.invalid(let findings) {
      return try await webhooks(site, session, url: form.text("url"), findings: findings)
    }
  }

  @Sendable private static func showChoice(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let choice = try await site.operations.mailChoice(of: session.principal)
    return .html(
      try site.renderPrivate(
        MailChoicePage(choice, isSaved: site.query("enregistre") != nil, csrf: session.csrf, in: site.wording),
        title: site.wording.catalogue("mailChoice"), link: .mailChoice, session: session))
  }

  @Sendable private static func choose(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    guard let choice = MailChoice(rawValue: form.text("choice")) else { throw FormExpired() }
    try await site.operations.chooseMail(choice, by: session.principal)
    return site.redirect(to: Site.address(Link.mailChoice.path(site.language), [("enregistre", "oui")]))
  }

  private static func decline(_ site: SiteRequest, isDone: Bool) throws -> Response {
    .html(
      try site.renderPrivate(
        DeclineMailPage(try message(site), isDone: isDone, in: site.wording),
        title: site.wording.catalogue("declineMail"), link: .mailChoice))
  }
}
