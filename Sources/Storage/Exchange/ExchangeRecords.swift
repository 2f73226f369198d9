package import Domain
package import Foundation

/// What applicants and the service write to each other.
package struct ExchangeRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameters:
  ///   - author: who wrote it.
  ///   - mail: the digest of the mail that it came by.
  package func insert(_ message: ExchangeMessage, by author: ID<Person>, mail: String? = nil) throws {
    try transaction.execute(
      """
      INSERT INTO exchange_messages (id, dossier_id, side, author_id, text, sent_at, mail_digest)
      VALUES (
        \(message.id), \(message.dossier), \(message.side), \(author), \(message.text), \(message.sentAt), \(mail))
      """)
  }

  /// Whether a mail was taken in before.
  package func hasMail(_ digest: String) throws -> Bool {
    try transaction.row("SELECT id FROM exchange_messages WHERE mail_digest = \(digest)") != nil
  }

  /// The messages on a dossier with their files, the newest first.
  package func list(of dossier: ID<Dossier>, _ page: PageRequest) throws -> Page<ExchangeMessage> {
    let rows = try transaction.rows(
      """
      SELECT exchange_messages.id AS message_id, dossier_id, side, text, sent_at, settled_at,
        people.id AS id, people.email AS email, people.name AS name, people.language AS language
      FROM exchange_messages LEFT JOIN people ON people.id = exchange_messages.author_id AND people.erased_at IS NULL
      WHERE dossier_id = \(dossier)
      ORDER BY sent_at DESC, exchange_messages.id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let files = try AttachmentRecords(transaction).list(of: try rows.map { try $0.id("message_id") })
    let messages = try rows.map { row in
      let id = try row.id("message_id", of: ExchangeMessage.self)
      return ExchangeMessage(
        id: id, dossier: try row.id("dossier_id"), side: try row.raw("side"),
        author: try row.optionalText("id") == nil ? nil : PersonRecords(transaction).person(row),
        text: try row.text("text"), sentAt: try row.date("sent_at"), settledAt: try row.optionalDate("settled_at"),
        files: files[id, default: []])
    }
    return Page(items: messages, total: try count(on: dossier), request: page)
  }

  package func count(on dossier: ID<Dossier>) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM exchange_messages WHERE dossier_id = \(dossier)")
  }

  /// Messages of a side that nobody of the other opened, or answered.
  package func unsettled(of side: ExchangeSide, on dossier: ID<Dossier>) throws -> [ID<ExchangeMessage>] {
    try transaction.rows(
      """
      SELECT id FROM exchange_messages
      WHERE dossier_id = \(dossier) AND side = \(side) AND settled_at IS NULL
      ORDER BY sent_at, id
      LIMIT 500
      """
    ).map { try $0.id("id") }
  }

  package func settle(_ messages: [ID<ExchangeMessage>], by person: ID<Person>, at moment: Date) throws {
    guard !messages.isEmpty else { return }
    try transaction.execute(
      """
      UPDATE exchange_messages SET settled_at = \(moment), settled_by = \(person)
      WHERE id IN (\(SQL.list(messages))) AND settled_at IS NULL
      """)
  }

  /// How many questions of the applicants wait for an answer, by dossier.
  package func questions(on dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: Int] {
    guard !dossiers.isEmpty else { return [:] }
    let rows = try transaction.rows(
      """
      SELECT dossier_id, COUNT(*) AS count FROM exchange_messages
      WHERE dossier_id IN (\(SQL.list(dossiers))) AND side = 'applicant' AND settled_at IS NULL
      GROUP BY dossier_id
      """)
    return Dictionary(try rows.map { (try $0.id("dossier_id"), try $0.integer("count")) }, uniquingKeysWith: +)
  }
}

/// What was opened for the first time, and by whom.
package struct OpeningRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func has(_ subject: String, of dossier: ID<Dossier>) throws -> Bool {
    try transaction.row(
      "SELECT subject FROM first_openings WHERE dossier_id = \(dossier) AND subject = \(subject)") != nil
  }

  /// - Returns: whether nobody had opened it.
  package func insert(
    _ subject: String, of dossier: ID<Dossier>, by person: ID<Person>, at moment: Date
  ) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO first_openings (dossier_id, subject, person_id, at)
      VALUES (\(dossier), \(subject), \(person), \(moment))
      ON CONFLICT (dossier_id, subject) DO NOTHING
      """) > 0
  }
}

/// The address that a person answers to by mail about a dossier, for as long as both are there.
package struct ReplyAddressRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func token(of person: ID<Person>, on dossier: ID<Dossier>) throws -> String? {
    try transaction.row(
      "SELECT token FROM reply_addresses WHERE dossier_id = \(dossier) AND person_id = \(person)")?.text("token")
  }

  package func insert(_ token: String, of person: ID<Person>, on dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute(
      """
      INSERT INTO reply_addresses (token, dossier_id, person_id, created_at)
      VALUES (\(token), \(dossier), \(person), \(moment))
      """)
  }

  package func find(_ token: String) throws -> (dossier: ID<Dossier>, person: ID<Person>)? {
    try transaction.row("SELECT dossier_id, person_id FROM reply_addresses WHERE token = \(token)").map {
      (try $0.id("dossier_id"), try $0.id("person_id"))
    }
  }
}

/// The end of messages: with the dossier that they are about; of addresses also with the account.
package struct ExchangeErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Removes what was written about a dossier; its files go before.
  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM exchange_messages WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM first_openings WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM reply_addresses WHERE dossier_id = \(dossier)")
  }

  package func deleteReplyAddresses(of person: ID<Person>) throws {
    try transaction.execute("DELETE FROM reply_addresses WHERE person_id = \(person)")
  }
}
