package import Domain

/// Asks for the address to which the one-time link goes.
package struct SignInPage: PageModel {
  package static let template = "People/sign-in"

  let action: String
  let email: String
  let returnPath: [String]
  let errors: [String]
  let hasErrors: Bool
  let demonstration: [LinkItem]

  /// - Parameter returnPath: the page that one wanted when one was asked to sign in.
  package init(
    email: String = "", returnPath: String? = nil, errors: [Finding] = [], isDemonstration: Bool, in wording: Wording
  ) {
    self.returnPath = returnPath.map { [$0] } ?? []
    action = wording.path(.signIn)
    self.email = email
    self.errors = errors.map(wording.finding)
    hasErrors = !errors.isEmpty
    demonstration =
      isDemonstration
      ? [LinkItem(href: wording.path(.demonstration), label: wording.catalogue("stepIntoARole"))] : []
  }
}

/// Says that a link was sent, whether or not the address is known.
package struct LinkSentPage: PageModel {
  package static let template = "People/link-sent"

  let mailbox: [LinkItem]
  let signInHref: String

  package init(isDemonstration: Bool, in wording: Wording) {
    signInHref = wording.path(.signIn)
    mailbox =
      isDemonstration ? [LinkItem(href: wording.path(.mailbox), label: wording.catalogue("openMailbox"))] : []
  }
}

/// Asks to press a button: mail scanners follow links, and would use this one up.
package struct ConfirmSignInPage: PageModel {
  package static let template = "People/confirm-sign-in"

  let action: String

  package init(token: String, in wording: Wording) { action = wording.path(.signInLink(token)) }
}

/// Lets one step into each role of the demonstration.
package struct DemonstrationPage: PageModel {
  package static let template = "People/demonstration"

  let action: String
  let people: [Item]
  let mailboxHref: String

  struct Item: Sendable {
    let role: String
    let roleName: String
    let name: String
  }

  package init(_ people: [ExamplePerson], in wording: Wording) {
    action = wording.path(.demonstration)
    self.people = people.map {
      Item(role: $0.role.rawValue, roleName: wording.role($0.role), name: $0.name)
    }
    mailboxHref = wording.path(.mailbox)
  }
}

/// The messages that the demonstration would have sent.
package struct MailboxPage: PageModel {
  package static let template = "People/mailbox"

  let messages: [Item]
  let isEmpty: Bool

  struct Item: Sendable {
    let href: String
    let subject: String
    let recipient: String
    let at: String
  }

  package init(_ page: Page<OutboxMessage>, in wording: Wording) {
    messages = page.items.map {
      Item(
        href: wording.path(.mail($0.id)), subject: $0.subject, recipient: $0.recipient,
        at: wording.moment($0.createdAt))
    }
    isEmpty = page.items.isEmpty
  }
}

/// One message, with its links made to be followed.
package struct MailPage: PageModel {
  package static let template = "People/mail"

  let subject: String
  let recipient: String
  let at: String
  let body: String
  let links: [LinkItem]
  let mailboxHref: String

  package init(_ message: OutboxMessage, in wording: Wording) {
    subject = message.subject
    recipient = message.recipient
    at = wording.moment(message.createdAt)
    body = message.body
    links = message.body.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("http") }
      .map { LinkItem(href: String($0), label: String($0)) }
    mailboxHref = wording.path(.mailbox)
  }
}
