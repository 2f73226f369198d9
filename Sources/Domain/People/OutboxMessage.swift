package import Foundation

/// A message as it will be sent.
package struct OutboxMessage: Hashable, Sendable {
  package let id: ID<OutboxMessage>
  package let kind: String
  package let recipient: EmailAddress
  package let subject: String
  package let body: String
  package let createdAt: Date

  package init(
    id: ID<OutboxMessage>, kind: String, recipient: EmailAddress, subject: String, body: String,
    createdAt: Date
  ) {
    self.id = id
    self.kind = kind
    self.recipient = recipient
    self.subject = subject
    self.body = body
    self.createdAt = createdAt
  }
}
