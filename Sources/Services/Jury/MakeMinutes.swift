package import Domain
package import Foundation
import Storage

/// How the outbox is told to print minutes.
enum MinutesOrder {
  static let kind = "minutes"
  /// After so many seconds an order that came to nothing is given again.
  static let patience: Double = 3600
}

/// The minutes of a reader, as far as they are made.
package enum MinutesFile: Hashable, Sendable {
  case none
  case making
  case made(SubmissionDocument)
}

extension Operations {
  /// The minutes as the principal may read them. A file that was made when they could see more is none any more.
  package func minutes(
    of id: ID<JurySession>, for principal: Principal
  ) async throws -> (minutes: JuryMinutes, file: MinutesFile) {
    let now = world.now()
    return try await database.read { transaction in
      let (minutes, content) = try minutes(of: id, for: principal, at: now, in: transaction)
      guard let person = principal.person, let entry = try JuryMinutesRecords(transaction).find(id, for: person),
        entry.content == content
      else { return (minutes, .none) }
      return (minutes, entry.document.map { .made($0) } ?? .making)
    }
  }

  /// Has the minutes printed for the principal, unless they are being printed.
  package func orderMinutes(of id: ID<JurySession>, by principal: Principal) async throws {
    try await database.write { transaction in
      _ = try loadJury(id, allowing: .readJury, of: .session, to: principal, in: transaction)
      guard let person = principal.person else { throw Refusal.notAllowed(.readJury) }
      try orderMinutes(of: id, for: person, in: transaction)
    }
  }

  /// One piece of the file, nil after the last; what the reader may see is asked for each time.
  package func minutesPiece(
    _ number: Int, of id: ID<JurySession>, _ document: SubmissionDocument, for principal: Principal
  ) async throws -> Data? {
    guard try await minutes(of: id, for: principal).file == .made(document) else { throw Refusal.notFound }
    return try await database.read { try FileRecords($0).piece(number, of: document.digest) }
  }

  func orderMinutes(of id: ID<JurySession>, for person: ID<Person>, in transaction: any Transaction) throws {
    let (now, records) = (world.now(), JuryMinutesRecords(transaction))
    guard let reader = try PersonRecords(transaction).find(person) else { throw Refusal.notFound }
    let principal = Principal(person: person, held: try MandateRecords(transaction).held(by: person, at: now))
    // Whoever sits in a session and has no role any more has no minutes either.
    guard let (_, content) = try readable(id, for: principal, at: now, in: transaction) else { return }
    if let entry = try records.find(id, for: person), entry.content == content,
      entry.document != nil || now.timeIntervalSince(entry.orderedAt) < MinutesOrder.patience
    {
      return
    }
    try records.order(id, for: person, content: content, at: now)
    try OutboxRecords(transaction).append(
      OutboxMessage(
        id: world.newIdentity(), channel: .document, kind: MinutesOrder.kind, recipient: "\(id)",
        language: reader.language, subject: "\(id)", body: "\(person)", thread: "jury:\(id)", createdAt: now))
  }

  /// Prints what the reader may see when it is printed.
  func makeMinutes(_ message: OutboxMessage, _ printer: any DocumentPrinter) async throws -> Delivery {
    guard let id = ID<JurySession>(message.recipient), let person = ID<Person>(message.body) else {
      return .refused(reason: "the order names no session or no reader")
    }
    let now = world.now()
    let found = try await database.read { transaction -> (JuryMinutes, String)? in
      let held = try MandateRecords(transaction).held(by: person, at: now)
      return try readable(id, for: Principal(person: person, held: held), at: now, in: transaction)
    }
    guard let (minutes, content) = found else { return .refused(reason: "the reader may not read the session") }
    let pdf = try await printer.pdf(try letters.minutes(minutes, in: message.language))
    let document = SubmissionDocument(digest: sha256(pdf), size: pdf.count)
    try await database.write { transaction in
      guard let entry = try JuryMinutesRecords(transaction).find(id, for: person), entry.document == nil,
        entry.content == content
      else { return }
      try FileRecords(transaction).keep(pdf, digest: document.digest, at: now)
      _ = try JuryMinutesRecords(transaction).keep(document, of: id, for: person, content: content, at: now)
      try JournalRecords(transaction).append(
        "jury.minutesMade", on: "jury:\(id)", by: .program("outbox"), at: now,
        change: ["reader": .string("person:\(person)"), "digest": .string(document.digest)])
    }
    return .done
  }

  /// Nil where there is nothing for the principal.
  private func readable(
    _ id: ID<JurySession>, for principal: Principal, at now: Date, in transaction: any Transaction
  ) throws -> (JuryMinutes, content: String)? {
    do {
      return try minutes(of: id, for: principal, at: now, in: transaction)
    } catch is Refusal {
      return nil
    }
  }

  /// - Returns: the minutes, and a digest of what is in them.
  /// - Throws: `Refusal.notFound` where there is nothing for the principal; `.jury(.notOpen)` before the session opens.
  private func minutes(
    of id: ID<JurySession>, for principal: Principal, at now: Date, in transaction: any Transaction
  ) throws -> (JuryMinutes, content: String) {
    let jury = try loadJury(id, allowing: .readJury, of: .agenda, to: principal, in: transaction)
    guard jury.session.state != .planned, jury.session.state != .cancelled else { throw Refusal.jury(.notOpen) }
    let view = try view(of: jury, for: principal, in: transaction)
    let items = view.items.map { shown in
      "\(shown.item.id) \(shown.item.state.rawValue) \(shown.item.round) "
        + (shown.item.result?.conclusion.map { Instant.text($0.closedAt) } ?? "")
    }
    let content = sha256(
      ([view.session.state.rawValue, "\(view.session.items.count)"] + items).joined(separator: "\n"))
    return (JuryMinutes(view: view, madeAt: now), content)
  }
}
