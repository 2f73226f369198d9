package import Foundation

/// Something to be delivered: a mail, the call of a webhook, a document to be made.
package struct OutboxMessage: Hashable, Sendable {
  package let id: ID<OutboxMessage>
  package let channel: Channel
  package let kind: String
  /// The address of a mail, the id of a webhook, or the id of the dossier that a document is about.
  package let recipient: String
  /// Nil where nobody with an account is written to.
  package let person: ID<Person>?
  package let language: Language
  package let subject: String
  package let body: String
  /// What it is about, `dossier:<id>`: mails about one thing stand together in a mail program.
  package let thread: String?
  /// The dossiers that it speaks of, also where it stands in no thread.
  package let dossiers: Set<ID<Dossier>>
  /// Whether a procedure asks for it: such a mail cannot be declined.
  package let isProcedural: Bool
  package let createdAt: Date
  /// After this it is of no use, and is not delivered any more.
  package let expiresAt: Date?

  package init(
    id: ID<OutboxMessage>, channel: Channel = .mail, kind: String, recipient: String, person: ID<Person>? = nil,
    language: Language = .french, subject: String, body: String, thread: String? = nil, dossiers: Set<ID<Dossier>> = [],
    isProcedural: Bool = true, createdAt: Date, expiresAt: Date? = nil
  ) {
    self.id = id
    self.channel = channel
    self.kind = kind
    self.recipient = recipient
    self.person = person
    self.language = language
    self.subject = subject
    self.body = body
    self.thread = thread
    self.dossiers = dossiers.union(thread.flatMap(OutboxMessage.dossier) ?? [])
    self.isProcedural = isProcedural
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  /// The dossier of a thread.
  private static func dossier(_ thread: String) -> Set<ID<Dossier>>? {
    guard thread.hasPrefix("dossier:"), let id = ID<Dossier>(String(thread.dropFirst(8))) else { return nil }
    return [id]
  }

  /// Whether it goes to those who file a dossier, or are to: no interest of the service is at stake.
  package var isForApplicants: Bool {
    ["dossierInvitation", "dossierJoined", "dossierLeft", "dossierHandedOver", "dossierComment"].contains(kind)
  }

  /// How it leaves.
  package enum Channel: String, CaseIterable, Sendable {
    case mail
    case webhook
    case document
  }

  package enum State: String, CaseIterable, Sendable {
    /// To be delivered when it is due.
    case waiting
    /// A worker has it in hand.
    case taken
    /// Kept for the digest of its reader.
    case held
    case delivered
    /// Told in a digest.
    case digested
    /// Given up: too many attempts, refused for good, or by an administrator.
    case dead
    case expired
  }
}

/// A message with what happened to it, without its text: what administrators see.
package struct OutboxEntry: Hashable, Sendable {
  package let id: ID<OutboxMessage>
  package let channel: OutboxMessage.Channel
  package let kind: String
  package let recipient: String
  package let subject: String
  package let state: OutboxMessage.State
  package let attempts: Int
  package let createdAt: Date
  package let dueAt: Date
  package let deliveredAt: Date?
  package let lastError: String?

  package init(
    id: ID<OutboxMessage>, channel: OutboxMessage.Channel, kind: String, recipient: String, subject: String,
    state: OutboxMessage.State, attempts: Int, createdAt: Date, dueAt: Date, deliveredAt: Date?, lastError: String?
  ) {
    self.id = id
    self.channel = channel
    self.kind = kind
    self.recipient = recipient
    self.subject = subject
    self.state = state
    self.attempts = attempts
    self.createdAt = createdAt
    self.dueAt = dueAt
    self.deliveredAt = deliveredAt
    self.lastError = lastError
  }
}
