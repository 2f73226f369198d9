package import Domain
package import Foundation

/// Who belongs to which organisation.
package struct MembershipRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(
    _ role: Membership.Role, of person: ID<Person>, in organisation: ID<Organisation>, since moment: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO memberships (organisation_id, number, person_id, role, since)
      SELECT \(organisation), COALESCE(MAX(number), 0) + 1, \(person), \(role), \(moment)
      FROM memberships WHERE organisation_id = \(organisation)
      """)
  }

  package func end(_ membership: Membership, at moment: Date) throws {
    try transaction.execute(
      """
      UPDATE memberships SET ended_at = \(moment), counts_until = \(ConflictTerm.countsUntil(endedAt: moment))
      WHERE organisation_id = \(membership.organisation) AND number = \(membership.number) AND ended_at IS NULL
      """)
  }

  /// What somebody is in an organisation now.
  package func find(_ person: ID<Person>, in organisation: ID<Organisation>) throws -> Membership? {
    try transaction.row(
      """
      SELECT organisation_id, number, person_id, role, since, ended_at FROM memberships
      WHERE person_id = \(person) AND organisation_id = \(organisation) AND ended_at IS NULL
      """
    ).map(membership)
  }

  /// Where somebody belongs now.
  package func list(of person: ID<Person>) throws -> [Membership] {
    try transaction.rows(
      """
      SELECT organisation_id, number, person_id, role, since, ended_at FROM memberships
      WHERE person_id = \(person) AND ended_at IS NULL
      ORDER BY organisation_id
      """
    ).map(membership)
  }

  /// Who belongs to an organisation now, those who were there first at the top.
  package func list(in organisation: ID<Organisation>, _ page: PageRequest) throws -> Page<OrganisationFile.Member> {
    let rows = try transaction.rows(
      """
      SELECT organisation_id, number, person_id, role, since, ended_at, people.id AS id, email, name, language
      FROM memberships JOIN people ON people.id = person_id
      WHERE organisation_id = \(organisation) AND ended_at IS NULL
      ORDER BY number
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      "SELECT COUNT(*) AS count FROM memberships WHERE organisation_id = \(organisation) AND ended_at IS NULL")
    let members = try rows.map { row in
      OrganisationFile.Member(
        person: try PersonRecords(transaction).person(row),
        membership: try membership(row))
    }
    return Page(items: members, total: total, request: page)
  }

  /// How many have a role in an organisation now.
  package func count(_ role: Membership.Role, in organisation: ID<Organisation>) throws -> Int {
    try transaction.count(
      """
      SELECT COUNT(*) AS count FROM memberships
      WHERE organisation_id = \(organisation) AND role = \(role) AND ended_at IS NULL
      """)
  }

  private func membership(_ row: SQLRow) throws -> Membership {
    Membership(
      organisation: try row.id("organisation_id"), number: try row.integer("number"), person: try row.id("person_id"),
      role: try row.raw("role"), since: try row.date("since"), endedAt: try row.optionalDate("ended_at"))
  }
}
