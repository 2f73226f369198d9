package import Domain
package import Foundation

/// Who holds which role, where and until when.
package struct MandateRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// What somebody holds at a moment.
  package func held(by person: ID<Person>, at moment: Date) throws -> Set<HeldRole> {
    let rows = try transaction.rows(
      "SELECT role, scope FROM mandates WHERE person_id = \(person) AND \(MandateRecords.isHeld(at: moment))")
    return Set(try rows.map { HeldRole(try $0.raw("role"), in: try $0.parsed("scope") { Mandate.Scope($0) }) })
  }

  /// All that somebody was ever given, the last first.
  package func list(of person: ID<Person>) throws -> [Mandate] {
    try transaction.rows(
      """
      SELECT number, role, scope, granted_at, until, withdrawn_at FROM mandates
      WHERE person_id = \(person)
      ORDER BY number DESC
      LIMIT 500
      """
    ).map(mandate)
  }

  package func find(_ number: Int, of person: ID<Person>) throws -> Mandate? {
    try transaction.row(
      """
      SELECT number, role, scope, granted_at, until, withdrawn_at FROM mandates
      WHERE person_id = \(person) AND number = \(number)
      """
    ).map(mandate)
  }

  /// The mandate that was not withdrawn, though its term may have run out.
  package func standing(_ role: Role, in scope: Mandate.Scope, of person: ID<Person>) throws -> Mandate? {
    try transaction.row(
      """
      SELECT number, role, scope, granted_at, until, withdrawn_at FROM mandates
      WHERE person_id = \(person) AND role = \(role) AND scope = \(scope.description) AND withdrawn_at IS NULL
      """
    ).map(mandate)
  }

  package func insert(
    _ role: Role, in scope: Mandate.Scope = .everywhere, until: Day? = nil, for person: ID<Person>,
    by author: Principal.Author, at moment: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO mandates (person_id, number, role, scope, granted_at, granted_by, until)
      SELECT \(person), COUNT(*) + 1, \(role), \(scope.description), \(moment), \(author.description), \(until)
      FROM mandates WHERE person_id = \(person)
      """)
  }

  package func withdraw(
    _ number: Int, of person: ID<Person>, by author: Principal.Author, at moment: Date
  ) throws {
    try transaction.execute(
      """
      UPDATE mandates SET withdrawn_at = \(moment), withdrawn_by = \(author.description)
      WHERE person_id = \(person) AND number = \(number) AND withdrawn_at IS NULL
      """)
  }

  /// How many people hold a role everywhere without a term that will end it by itself.
  package func lastingHolders(of role: Role) throws -> Int {
    try transaction.count(
      """
      SELECT COUNT(DISTINCT person_id) AS count FROM mandates
      WHERE role = \(role) AND withdrawn_at IS NULL AND until IS NULL
      """)
  }

  /// Some of those who hold a role everywhere.
  package func holders(of role: Role, at moment: Date, limit: Int) throws -> [Person] {
    try transaction.rows(
      """
      SELECT id, email, people.name AS name, language FROM people
      WHERE erased_at IS NULL AND id IN (
        SELECT person_id FROM mandates
        WHERE role = \(role) AND scope = 'all' AND \(MandateRecords.isHeld(at: moment)))
      ORDER BY id
      LIMIT \(limit)
      """
    ).map(PersonRecords(transaction).person)
  }

  /// Some of those who hold a role in a wave, or everywhere.
  package func holders(of role: Role, in wave: ID<Wave>, at moment: Date, limit: Int) throws -> [Person] {
    try transaction.rows(
      """
      SELECT id, email, people.name AS name, language FROM people
      WHERE erased_at IS NULL AND id IN (
        SELECT person_id FROM mandates
        WHERE role = \(role) AND scope IN ('all', \(Mandate.Scope.wave(wave).description))
          AND \(MandateRecords.isHeld(at: moment)))
      ORDER BY id
      LIMIT \(limit)
      """
    ).map(PersonRecords(transaction).person)
  }

  /// Those of some people who hold a role in a wave, or everywhere, and have an account.
  package func holding(
    _ role: Role, in wave: ID<Wave>, at moment: Date, among people: [ID<Person>]
  ) throws -> Set<ID<Person>> {
    Set(
      try transaction.rows(
        """
        SELECT id FROM people
        WHERE erased_at IS NULL AND id IN (\(SQL.list(people))) AND id IN (
          SELECT person_id FROM mandates
          WHERE role = \(role) AND scope IN ('all', \(Mandate.Scope.wave(wave).description))
            AND \(MandateRecords.isHeld(at: moment)))
        """
      ).map { try $0.id("id") })
  }

  /// The ids of all who hold a role, wherever it holds.
  static func holders(of role: Role, at moment: Date) -> SQL {
    "SELECT person_id FROM mandates WHERE role = \(role) AND \(isHeld(at: moment))"
  }

  private static func isHeld(at moment: Date) -> SQL {
    "withdrawn_at IS NULL AND (until IS NULL OR until >= \(Day(moment)))"
  }

  private func mandate(_ row: SQLRow) throws -> Mandate {
    Mandate(
      number: try row.integer("number"), role: try row.raw("role"),
      scope: try row.parsed("scope") { Mandate.Scope($0) }, grantedAt: try row.date("granted_at"),
      until: try row.optionalDay("until"), withdrawnAt: try row.optionalDate("withdrawn_at"))
  }
}
