package import Domain
import Foundation
import Storage

extension Operations {
  package func webhooks(for principal: Principal) async throws -> [Webhook] {
    try principal.require(.manageWebhooks, on: .any)
    return try await database.read { try WebhookRecords($0).list() }
  }

  /// Adds a program to be called. Its secret is shown once, and again never.
  ///
  /// - Parameter url: an https address; the server that calls it decides which hosts it may reach.
  /// - Throws: `Refusal.invalid` for anything else.
  package func addWebhook(_ url: String, by principal: Principal) async throws -> Webhook {
    let now = world.now()
    let webhook = Webhook(
      id: world.newIdentity(), url: url.trimmed, secret: "whsec_" + world.newSecret(), createdAt: now)
    try await database.write { transaction in
      try principal.require(.manageWebhooks, on: .any)
      guard webhook.url.count <= 500, let address = URL(string: webhook.url), address.host()?.isEmpty == false,
        ["https", "http"].contains(address.scheme), address.user() == nil, address.fragment() == nil
      else { throw Refusal.invalid([Finding(field: "url", problem: .notAWebAddress)]) }
      try WebhookRecords(transaction).insert(webhook)
      try JournalRecords(transaction).append(
        "webhook.added", on: "webhook:\(webhook.id)", by: principal.actor, at: now,
        change: ["url": .string(webhook.url)])
    }
    return webhook
  }

  package func endWebhook(_ id: ID<Webhook>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.manageWebhooks, on: .any)
      guard try WebhookRecords(transaction).end(id, at: now) > 0 else { throw Refusal.notFound }
      try JournalRecords(transaction).append("webhook.ended", on: "webhook:\(id)", by: principal.actor, at: now)
    }
  }
}
