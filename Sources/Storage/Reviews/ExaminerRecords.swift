package import Domain
package import Foundation

/// Who examines which dossier: one person, or nobody.
package struct ExaminerRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func holder(of dossier: ID<Dossier>) throws -> ID<Person>? {
    try transaction.row("SELECT person_id FROM dossier_examiners WHERE dossier_id = \(dossier)")?.id("person_id")
  }

  /// Who examines each dossier of a page.
  package func holders(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: Person] {
    guard !dossiers.isEmpty else { return [:] }
    let rows = try transaction.rows(
      """
      SELECT dossier_examiners.dossier_id AS dossier_id, people.id AS id, email, people.name AS name, language
      FROM dossier_examiners JOIN people ON people.id = dossier_examiners.person_id
      WHERE dossier_examiners.dossier_id IN (\(SQL.list(dossiers))) AND people.erased_at IS NULL
      LIMIT 100
      """)
    return Dictionary(
      try rows.map { (try $0.id("dossier_id"), try PersonRecords(transaction).person($0)) }, uniquingKeysWith: { $1 })
  }

  /// Those who examine something, and those who hold the role anywhere, by name.
  package func people(at moment: Date) throws -> [Person] {
    try transaction.rows(
      """
      SELECT id, email, people.name AS name, language FROM people
      WHERE erased_at IS NULL AND (id IN (SELECT person_id FROM dossier_examiners)
        OR id IN (\(MandateRecords.holders(of: .instructor, at: moment))))
      ORDER BY name, id
      LIMIT 200
      """
    ).map(PersonRecords(transaction).person)
  }

  package func give(_ dossier: ID<Dossier>, to person: ID<Person>, at moment: Date) throws {
    try giveBack(dossier)
    try transaction.execute(
      "INSERT INTO dossier_examiners (dossier_id, person_id, given_at) VALUES (\(dossier), \(person), \(moment))")
  }

  package func giveBack(_ dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM dossier_examiners WHERE dossier_id = \(dossier)")
  }
}

/// The end of what the service keeps beside a dossier.
package struct DeskErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// With the dossier, or with what was written in it.
  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM dossier_examiners WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM internal_notes WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM admissibility_answers WHERE dossier_id = \(dossier)")
  }

  /// With the account of somebody: nobody examines their dossiers any more, their notes stay under an id.
  package func end(of person: ID<Person>) throws {
    try transaction.execute("DELETE FROM dossier_examiners WHERE person_id = \(person)")
    try transaction.execute("DELETE FROM queue_views WHERE person_id = \(person)")
  }
}
