package import Domain
package import Foundation
import Storage

/// Carries mail away: a `sendmail` command, or a folder of files.
package protocol MailCarrier: Sendable {
  func carry(_ message: OutgoingMail) async -> Delivery
}

/// Calls a webhook with a body that is signed.
package protocol WebhookCaller: Sendable {
  func call(_ url: String, headers: [(name: String, value: String)], body: Data) async -> Delivery
}

/// Makes PDF files.
package protocol DocumentPrinter: Sendable {
  /// - Parameter html: refers to nothing outside itself.
  /// - Throws: `PrintFault`.
  func pdf(_ html: String) async throws -> Data
}

/// Why there is no PDF; it is tried again.
package struct PrintFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// A mail with all that its file needs.
package struct OutgoingMail: Sendable {
  package let message: OutboxMessage
  package let html: String
  /// Where its reader can say that they want no such mail; nil for what a procedure asks for.
  package let declineAddress: String?
  /// Where an answer becomes a message on the dossier that it is about; nil where none does.
  package let replyAddress: String?
}

/// By whom messages leave, and how patiently.
package struct Carriers: Sendable {
  package let mail: any MailCarrier
  package let webhooks: any WebhookCaller
  package let printer: any DocumentPrinter
  package let schedule: RetrySchedule
  /// The domain of the addresses to which people answer; nil where no mail comes in.
  package let replyDomain: String?
  /// Makes the address at which the reader of a message can decline more like it.
  package let declineAddress: @Sendable (ID<OutboxMessage>, Language) -> String

  package init(
    mail: any MailCarrier, webhooks: any WebhookCaller, printer: any DocumentPrinter,
    schedule: RetrySchedule = RetrySchedule(), replyDomain: String? = nil,
    declineAddress: @escaping @Sendable (ID<OutboxMessage>, Language) -> String
  ) {
    self.mail = mail
    self.webhooks = webhooks
    self.printer = printer
    self.schedule = schedule
    self.replyDomain = replyDomain
    self.declineAddress = declineAddress
  }
}

extension Operations {
  /// How long a worker may take for one job before another takes it over, in seconds.
  private static let lease: Double = 300

  /// Delivers the job that has been due longest. At least once: a worker that dies after the delivery and before noting
  /// it leaves the job to be delivered again, under the same identity.
  ///
  /// - Parameter channels: which kinds of job this worker takes.
  /// - Returns: false when nothing is due.
  package func deliverNext(
    _ channels: [OutboxMessage.Channel] = OutboxMessage.Channel.allCases, by carriers: Carriers
  ) async throws -> Bool {
    let now = world.now()
    guard try await database.read({ try OutboxRecords($0).hasDue(channels, at: now) }) else { return false }
    let lease = now.addingTimeInterval(Operations.lease)
    let taken = try await database.write { try OutboxRecords($0).take(channels, at: now, lease: lease) }
    guard let (message, attempts) = taken else { return false }
    if let end = message.expiresAt, end <= now {
      try await database.write {
        try OutboxRecords($0).finish(message.id, .expired, at: now, error: "its time ran out before it was delivered")
      }
      return true
    }
    if let person = message.person,
      try await database.read({ try speaksOfConflict(message, to: person, in: $0) })
    {
      try await database.write {
        try OutboxRecords($0).finish(
          message.id, .dead, at: now, error: "its reader may have nothing to do with the dossier any more")
      }
      return true
    }
    let outcome = await deliver(message, by: carriers)
    try await note(outcome, of: message, after: attempts, carriers.schedule)
    return true
  }

  private func deliver(_ message: OutboxMessage, by carriers: Carriers) async -> Delivery {
    do {
      switch message.channel {
      case .mail:
        let declines = !message.isProcedural && message.person != nil
        let address = declines ? carriers.declineAddress(message.id, message.language) : nil
        let html = try letters.html(
          LetterText(subject: message.subject, body: message.body), in: message.language, declineAddress: address)
        let reply = try await replyAddress(for: message, at: carriers.replyDomain)
        return await carriers.mail.carry(
          OutgoingMail(message: message, html: html, declineAddress: address, replyAddress: reply))
      case .webhook: return try await call(message, carriers.webhooks)
      case .document: return try await makeDocument(message, carriers.printer)
      }
    } catch {
      return .postponed(reason: "\(error)")
    }
  }

  private func call(_ message: OutboxMessage, _ caller: any WebhookCaller) async throws -> Delivery {
    guard let id = ID<Webhook>(message.recipient),
      let webhook = try await database.read({ try WebhookRecords($0).find(id) })
    else { return .refused(reason: "the webhook was ended") }
    let timestamp = Int(world.now().timeIntervalSince1970)
    let signature = WebhookSignature(secret: webhook.secret)
      .sign(id: "\(message.id)", timestamp: timestamp, body: message.body)
    let headers = [
      ("content-type", "application/json"), ("webhook-id", "\(message.id)"), ("webhook-timestamp", "\(timestamp)"),
      ("webhook-signature", signature),
    ]
    return await caller.call(webhook.url, headers: headers, body: Data(message.body.utf8))
  }

  private func note(
    _ outcome: Delivery, of message: OutboxMessage, after attempts: Int, _ schedule: RetrySchedule
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let records = OutboxRecords(transaction)
      switch outcome {
      case .done: try records.finish(message.id, .delivered, at: now)
      case .refused(let reason): try records.finish(message.id, .dead, at: now, error: String(reason.prefix(500)))
      case .postponed(let reason):
        let reason = String(reason.prefix(500))
        guard let wait = schedule.wait(afterAttempts: attempts) else {
          try records.finish(message.id, .dead, at: now, error: reason)
          return
        }
        try records.finish(message.id, .waiting, at: now, due: now.addingTimeInterval(wait), error: reason)
      }
    }
  }

  /// Writes the digests that are due: for each reader one mail of all that was kept for them.
  ///
  /// - Returns: how many there were.
  @discardableResult
  package func collectDigests() async throws -> Int {
    let now = world.now()
    let readers = try await database.read { try OutboxRecords($0).digestReaders(at: now, limit: 200) }
    for reader in readers {
      try await database.write { transaction in
        guard let person = try PersonRecords(transaction).find(reader) else { return }
        let records = OutboxRecords(transaction)
        let held = try records.takeHeld(for: reader, at: now).filter {
          try !speaksOfConflict($0, to: reader, in: transaction)
        }
        guard !held.isEmpty else { return }
        let letter = Letter.digest(held.map { LetterText(subject: $0.subject, body: $0.body) })
        let about = try held.reduce(into: Set<ID<Dossier>>()) { try $0.formUnion(records.dossiers(of: $1.id)) }
        try records.append(try message(letter, to: person.email, person: reader, in: person.language, about: about))
      }
    }
    return readers.count
  }

  /// Whether a message speaks of a dossier that binds its reader, since it was written. What somebody files themselves
  /// they hear of.
  private func speaksOfConflict(
    _ message: OutboxMessage, to person: ID<Person>, in transaction: any Transaction
  ) throws -> Bool {
    if message.isForApplicants { return false }
    return try OutboxRecords(transaction).dossiers(of: message.id).contains { id in
      guard try ConflictRecords(transaction).binds(id, person), let dossier = try? DossierRecords(transaction).find(id)
      else { return false }
      return !dossier.isFiled(by: Principal(person: person, roles: []))
    }
  }

  /// Tells every webhook of a public event, in the transaction that made it public.
  func announce(_ event: Webhook.Event, in transaction: any Transaction) throws {
    let now = world.now()
    for webhook in try WebhookRecords(transaction).list() {
      try OutboxRecords(transaction).append(
        OutboxMessage(
          id: world.newIdentity(), channel: .webhook, kind: event.kind, recipient: "\(webhook.id)",
          subject: webhook.url, body: event.facts(at: now).canonical, createdAt: now))
    }
  }
}
