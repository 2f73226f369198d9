package import Domain
package import Foundation

/// People and their roles.
package struct PersonRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ person: Person, at moment: Date) throws {
    try transaction.execute(
      """
      INSERT INTO people (id, email, name, language, created_at)
      VALUES (\(person.id), \(person.email.value), \(person.name), \(person.language), \(moment))
      """)
  }

  package func find(_ id: ID<Person>) throws -> Person? {
    try transaction.row("SELECT id, email, name, language FROM people WHERE id = \(id)").map(person)
  }

  package func find(_ email: EmailAddress) throws -> Person? {
    try transaction.row("SELECT id, email, name, language FROM people WHERE email = \(email.value)")
      .map(person)
  }

  package func roles(of id: ID<Person>) throws -> Set<Role> {
    Set(
      try transaction.rows("SELECT role FROM role_grants WHERE person_id = \(id)").map { try $0.raw("role") })
  }

  /// Tells whether the grant is new.
  package func grant(_ role: Role, to id: ID<Person>, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO role_grants (person_id, role, granted_at)
      VALUES (\(id), \(role), \(moment))
      ON CONFLICT (person_id, role) DO NOTHING
      """) > 0
  }

  private func person(_ row: SQLRow) throws -> Person {
    Person(
      id: try row.id("id"), email: try row.parsed("email") { EmailAddress($0) },
      name: try row.text("name"), language: try row.raw("language"))
  }
}
