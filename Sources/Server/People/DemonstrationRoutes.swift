import Domain
import Hummingbird
import Services
import Site

/// The demonstration: step into a role, and read the mail that would have been sent. These routes exist only
/// on a server that was started for it, on loopback.
enum DemonstrationRoutes {
  static func add(to routes: SiteRoutes) {
    routes.openRoute(.get, .demonstration) { site in
      .html(
        try site.renderPrivate(
          DemonstrationPage(Demonstration.people, in: site.wording),
          title: site.wording.catalogue("demonstration"), link: .demonstration))
    }
    routes.openRoute(.post, .demonstration, stepInto)
    routes.openRoute(.get, .mailbox, mailbox)
    routes.openRoute(.get, .mail, mail)
  }

  @Sendable private static func stepInto(_ site: SiteRequest) async throws -> Response {
    let form = try await Form(site.request)
    guard let role = Role(rawValue: form.text("role")), let person = Demonstration.person(for: role) else {
      throw Refusal.notFound
    }
    let secret = try await site.operations.stepInto(person.email, browser: site.signingBrowser)
    var response = site.redirect(to: .space)
    site.cookies.setSession(secret, on: &response)
    return response
  }

  @Sendable private static func mailbox(_ site: SiteRequest) async throws -> Response {
    let messages = try await site.operations.outbox(.longest, for: .setUp)
    return .html(
      try site.renderPrivate(
        MailboxPage(messages, in: site.wording), title: site.wording.catalogue("mailbox"), link: .mailbox))
  }

  @Sendable private static func mail(_ site: SiteRequest) async throws -> Response {
    guard let id = site.context.parameters.get("id").flatMap({ ID<OutboxMessage>($0) }) else {
      throw Refusal.notFound
    }
    let message = try await site.operations.outboxMessage(id, for: .setUp)
    return .html(
      try site.renderPrivate(MailPage(message, in: site.wording), title: message.subject, link: .mailbox))
  }
}
