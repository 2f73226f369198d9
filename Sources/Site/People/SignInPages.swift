package import Domain

/// Asks for the address to which the one-time link goes.
package struct SignInPage: PageModel {
  package static let template = "People/sign-in"

  let action: String
  let email: String
  let returnPath: [String]
  let errors: [String]
  let hasErrors: Bool
  let problem: [String]
  let provider: [Provider]
  let demonstration: [LinkItem]

  /// The other way in, through an identity provider.
  struct Provider: Sendable {
    let action: String
    let label: String
  }

  /// - Parameters:
  ///   - returnPath: the page that one wanted when one was asked to sign in.
  ///   - problem: why one did not come in through the identity provider.
  ///   - provider: the name of the identity provider; nil where there is none.
  package init(
    email: String = "", returnPath: String? = nil, errors: [Finding] = [], problem: ProviderProblem? = nil,
    isDemonstration: Bool, provider: String? = nil, in wording: Wording
  ) {
    self.problem = problem.map { [wording.catalogue("provider_\($0.rawValue)", provider ?? "")] } ?? []
    self.provider =
      provider.map {
        [Provider(action: wording.path(.providerSignIn), label: wording.catalogue("signInWith", $0))]
      } ?? []
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
