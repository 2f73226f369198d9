package import Domain
package import Foundation

/// People and their roles.
package struct PersonRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ person: Person, at moment: Date) throws {
    try transaction.execute(
      """
      INSERT INTO people (id, email, name, name_key, language, created_at)
      VALUES (
        \(person.id), \(person.email.value), \(person.name), \(OrganisationName.key(of: person.name)),
        \(person.language), \(moment))
      """)
  }

  package func find(_ id: ID<Person>) throws -> Person? {
    try transaction.row("SELECT id, email, name, language FROM people WHERE id = \(id) AND erased_at IS NULL").map(
      person)
  }

  package func find(_ email: EmailAddress) throws -> Person? {
    try transaction.row("SELECT id, email, name, language FROM people WHERE email = \(email.value)")
      .map(person)
  }

  /// People whose address begins with a text, by address.
  package func list(addressBeginning text: String, _ page: PageRequest) throws -> Page<Person> {
    // Texts compare by bytes on both engines: the range holds whatever begins with the text.
    let condition: SQL = "erased_at IS NULL AND email >= \(text) AND email < \(text + "\u{10FFFF}")"
    let rows = try transaction.rows(
      """
      SELECT id, email, name, language FROM people
      WHERE \(condition)
      ORDER BY email
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM people WHERE \(condition)")
    return Page(items: try rows.map(person), total: total, request: page)
  }

  package func mailChoice(of id: ID<Person>) throws -> MailChoice {
    try transaction.row("SELECT mail_choice FROM people WHERE id = \(id)")?.raw("mail_choice") ?? .each
  }

  package func setMailChoice(_ choice: MailChoice, of id: ID<Person>) throws {
    try transaction.execute("UPDATE people SET mail_choice = \(choice.rawValue) WHERE id = \(id)")
  }

  func person(_ row: SQLRow) throws -> Person {
    Person(
      id: try row.id("id"), email: try row.parsed("email") { EmailAddress($0) },
      name: try row.text("name"), language: try row.raw("language"))
  }
}
