package import Domain
package import Foundation

/// Messages to deliver. They are written in the transaction of what they tell, so that neither goes without the other.
package struct OutboxRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameters:
  ///   - state: `waiting`, or `held` for the digest.
  ///   - due: from when on it may be delivered.
  package func append(_ message: OutboxMessage, state: OutboxMessage.State = .waiting, due: Date? = nil) throws {
    try transaction.execute(
      """
      INSERT INTO outbox (
        id, channel, kind, recipient, person_id, language, subject, body, thread, procedural, created_at, expires_at,
        state, due_at)
      VALUES (
        \(message.id), \(message.channel.rawValue), \(message.kind), \(message.recipient), \(message.person),
        \(message.language), \(message.subject), \(message.body), \(message.thread), \(message.isProcedural),
        \(message.createdAt), \(message.expiresAt), \(state.rawValue), \(due ?? message.createdAt))
      """)
    for dossier in message.dossiers {
      try transaction.execute(
        "INSERT INTO outbox_dossiers (message_id, dossier_id) VALUES (\(message.id), \(dossier))")
    }
  }

  /// The dossiers that a message speaks of.
  package func dossiers(of message: ID<OutboxMessage>) throws -> Set<ID<Dossier>> {
    Set(
      try transaction.rows("SELECT dossier_id FROM outbox_dossiers WHERE message_id = \(message)").map {
        try $0.id("dossier_id")
      })
  }

  /// Leaves out what speaks of a dossier that binds the reader, unless it was written to them.
  private static func isShown(to reader: ID<Person>?) -> SQL {
    guard let reader else { return "" }
    return """
       AND (outbox.person_id = \(reader) OR outbox.id NOT IN (
        SELECT message_id FROM outbox_dossiers WHERE dossier_id IN (\(ConflictRecords.binding(reader)))))
      """
  }

  /// - Parameter reader: to whom nothing is shown of a dossier that binds them; nil for a program.
  package func find(_ id: ID<OutboxMessage>, for reader: ID<Person>? = nil) throws -> OutboxMessage? {
    try transaction.row(
      "SELECT \(OutboxRecords.columns) FROM outbox WHERE id = \(id)\(OutboxRecords.isShown(to: reader))"
    ).map(message)
  }

  /// Mails, the newest first: the mailbox of the demonstration.
  package func list(_ page: PageRequest, for reader: ID<Person>?) throws -> Page<OutboxMessage> {
    let condition: SQL = "channel = 'mail'\(OutboxRecords.isShown(to: reader))"
    let rows = try transaction.rows(
      """
      SELECT \(OutboxRecords.columns)
      FROM outbox
      WHERE \(condition)
      ORDER BY created_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM outbox WHERE \(condition)")
    return Page(items: try rows.map(message), total: total, request: page)
  }

  // MARK: Delivering

  /// Whether something waits, asked without writing.
  package func hasDue(_ channels: [OutboxMessage.Channel], at moment: Date) throws -> Bool {
    try transaction.row("SELECT id FROM outbox WHERE \(OutboxRecords.isDue(channels, at: moment)) LIMIT 1") != nil
  }

  /// Takes the job that has been due longest: look and change are one statement, so that of two workers one has it.
  ///
  /// - Parameter lease: when another worker may take it, because this one must have died.
  package func take(
    _ channels: [OutboxMessage.Channel], at moment: Date, lease: Date
  ) throws -> (message: OutboxMessage, attempts: Int)? {
    let row = try transaction.row(
      """
      UPDATE outbox
      SET state = 'taken', taken_until = \(lease), attempts = attempts + 1
      WHERE id = (
        SELECT id FROM outbox WHERE \(OutboxRecords.isDue(channels, at: moment)) ORDER BY due_at, id LIMIT 1)
      RETURNING \(OutboxRecords.columns), attempts
      """)
    return try row.map { (try message($0), try $0.integer("attempts")) }
  }

  /// Closes a job, or puts it back until it is due again.
  package func finish(
    _ id: ID<OutboxMessage>, _ state: OutboxMessage.State, at moment: Date, due: Date? = nil, error: String? = nil
  ) throws {
    let delivered = state == .delivered ? moment : nil
    try transaction.execute(
      """
      UPDATE outbox
      SET state = \(state.rawValue), due_at = COALESCE(\(due), due_at), taken_until = NULL, delivered_at = \(delivered),
        last_error = \(error)
      WHERE id = \(id)
      """)
  }

  private static func isDue(_ channels: [OutboxMessage.Channel], at moment: Date) -> SQL {
    let channels = SQL.values(channels.map { .text($0.rawValue) })
    return
      "channel IN (\(channels)) AND ((state = 'waiting' AND due_at <= \(moment)) OR (state = 'taken' AND taken_until <= \(moment)))"
  }

  // MARK: Digests

  /// People whose digest is due.
  package func digestReaders(at moment: Date, limit: Int) throws -> [ID<Person>] {
    try transaction.rows(
      """
      SELECT DISTINCT person_id FROM outbox
      WHERE state = 'held' AND due_at <= \(moment)
      ORDER BY person_id
      LIMIT \(limit)
      """
    ).map { try $0.id("person_id") }
  }

  /// What is kept for somebody's digest, the oldest first; it counts as told from now on.
  package func takeHeld(for person: ID<Person>, at moment: Date) throws -> [OutboxMessage] {
    let rows = try transaction.rows(
      """
      SELECT \(OutboxRecords.columns) FROM outbox
      WHERE person_id = \(person) AND state = 'held'
      ORDER BY created_at, id
      LIMIT 100
      """)
    let messages = try rows.map(message)
    for message in messages { try finish(message.id, .digested, at: moment) }
    return messages
  }

  // MARK: Administration

  /// - Parameter reader: to whom nothing is shown of a dossier that binds them.
  package func entries(
    _ state: OutboxMessage.State?, _ page: PageRequest, for reader: ID<Person>?
  ) throws -> Page<OutboxEntry> {
    var condition: SQL = "1 = 1"
    if let state { condition = "state = \(state.rawValue)" }
    condition.append(OutboxRecords.isShown(to: reader))
    let rows = try transaction.rows(
      """
      SELECT id, channel, kind, recipient, subject, state, attempts, created_at, due_at, delivered_at, last_error
      FROM outbox
      WHERE \(condition)
      ORDER BY created_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM outbox WHERE \(condition)")
    return Page(items: try rows.map(entry), total: total, request: page)
  }

  /// Puts jobs that were given up back in line, with all their attempts before them again.
  /// - Parameter id: one of them; nil for all.
  /// - Returns: how many there were.
  package func retry(_ id: ID<OutboxMessage>?, at moment: Date) throws -> Int {
    var condition: SQL = "state = 'dead'"
    if let id { condition = "id = \(id) AND state IN ('dead', 'waiting')" }
    return try transaction.execute(
      "UPDATE outbox SET state = 'waiting', due_at = \(moment), attempts = 0 WHERE \(condition)")
  }

  package func giveUp(_ id: ID<OutboxMessage>) throws -> Int {
    try transaction.execute("UPDATE outbox SET state = 'dead' WHERE id = \(id) AND state IN ('waiting', 'held')")
  }

  /// How many jobs are in each state.
  package func counts(for reader: ID<Person>?) throws -> [OutboxMessage.State: Int] {
    let rows = try transaction.rows(
      "SELECT state, COUNT(*) AS count FROM outbox WHERE 1 = 1\(OutboxRecords.isShown(to: reader)) GROUP BY state")
    return Dictionary(
      try rows.map { (try $0.raw("state", as: OutboxMessage.State.self), try $0.integer("count")) },
      uniquingKeysWith: +)
  }

  private static let columns: SQL = """
    id, channel, kind, recipient, person_id, language, subject, body, thread, procedural, created_at, expires_at
    """

  private func message(_ row: SQLRow) throws -> OutboxMessage {
    OutboxMessage(
      id: try row.id("id"), channel: try row.raw("channel"), kind: try row.text("kind"),
      recipient: try row.text("recipient"),
      person: try row.optionalText("person_id") == nil ? nil : row.id("person_id"),
      language: try row.raw("language"), subject: try row.text("subject"), body: try row.text("body"),
      thread: try row.optionalText("thread"), isProcedural: try row.bool("procedural"),
      createdAt: try row.date("created_at"), expiresAt: try row.optionalDate("expires_at"))
  }

  private func entry(_ row: SQLRow) throws -> OutboxEntry {
    OutboxEntry(
      id: try row.id("id"), channel: try row.raw("channel"), kind: try row.text("kind"),
      recipient: try row.text("recipient"), subject: try row.text("subject"), state: try row.raw("state"),
      attempts: try row.integer("attempts"), createdAt: try row.date("created_at"), dueAt: try row.date("due_at"),
      deliveredAt: try row.optionalDate("delivered_at"), lastError: try row.optionalText("last_error"))
  }
}
