package import Domain
package import Foundation

extension ConflictGround: SQLBindable {}

/// Who may have nothing to do with which dossier.
package struct ConflictRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Those of the service whom some dossiers bind.
  package func people(boundBy dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: Set<ID<Person>>] {
    try pairs(ConflictQuery(dossiers: "IN (\(SQL.list(dossiers)))", person: nil))
  }

  /// The dossiers of a wave that bind somebody.
  package func dossiers(binding person: ID<Person>, in wave: ID<Wave>) throws -> Set<ID<Dossier>> {
    let query = ConflictQuery(dossiers: ConflictRecords.inWave(wave), person: person)
    return Set(
      try transaction.rows("SELECT DISTINCT dossier_id FROM (\(query.standing)) bound").map { try $0.id("dossier_id") })
  }

  /// Each pair of somebody of the service and a dossier of a wave that binds them.
  package func pairs(in wave: ID<Wave>) throws -> [ID<Dossier>: Set<ID<Person>>] {
    try pairs(ConflictQuery(dossiers: ConflictRecords.inWave(wave), person: nil))
  }

  /// The dossiers that await the service, by wave.
  package func examinable() throws -> [ID<Wave>: [ID<Dossier>]] {
    var found: [ID<Wave>: [ID<Dossier>]] = [:]
    let states = SQL.values(DossierState.allCases.filter { $0.hidesOutcome && $0 != .draft }.map { .text($0.rawValue) })
    for row in try transaction.rows("SELECT id, wave_id FROM dossiers WHERE state IN (\(states))") {
      found[try row.id("wave_id"), default: []].append(try row.id("id"))
    }
    return found
  }

  private func pairs(_ query: ConflictQuery) throws -> [ID<Dossier>: Set<ID<Person>>] {
    var found: [ID<Dossier>: Set<ID<Person>>] = [:]
    for row in try transaction.rows("SELECT DISTINCT dossier_id, person_id FROM (\(query.standing)) bound") {
      found[try row.id("dossier_id"), default: []].insert(try row.id("person_id"))
    }
    return found
  }

  /// The ids of the dossiers that bind somebody, for `NOT IN (…)` of lists and counts.
  static func binding(_ person: ID<Person>) -> SQL {
    "SELECT bound.dossier_id FROM (\(ConflictQuery(dossiers: nil, person: person).standing)) bound"
  }

  /// Leaves the dossiers that bind a reader out of a list; nothing for a program, which has no interests.
  /// - Parameter column: the id of the dossier.
  static func unbound(_ column: SQL, for reader: ID<Person>?) -> SQL {
    guard let reader else { return "" }
    return " AND \(column) NOT IN (\(binding(reader)))"
  }

  /// Whether a dossier binds somebody, whatever roles they have.
  package func binds(_ dossier: ID<Dossier>, _ person: ID<Person>) throws -> Bool {
    let query = ConflictQuery(dossiers: "= \(dossier)", person: person)
    return try transaction.row("SELECT 1 AS found FROM (\(query.standing)) bound LIMIT 1") != nil
  }

  /// What binds somebody in a dossier, set aside or not.
  package func findings(of person: ID<Person>, in dossier: ID<Dossier>) throws -> [ConflictFinding] {
    try transaction.rows(
      """
      SELECT person_id, dossier_id, ground, basis
      FROM (\(ConflictQuery(dossiers: "= \(dossier)", person: person).findings)) found
      ORDER BY ground, basis
      LIMIT 1000
      """
    ).map(ConflictRecords.finding)
  }

  // MARK: Setting aside

  package func setAside(
    _ finding: ConflictFinding, reason: String, by author: ID<Person>, at moment: Date
  ) throws {
    try transaction.execute(
      """
      INSERT INTO conflict_set_asides (
        person_id, dossier_id, ground, basis, number, reason, set_aside_by, set_aside_at)
      SELECT \(finding.person), \(finding.dossier), \(finding.ground), \(finding.basis), COUNT(*) + 1, \(reason),
        \(author), \(moment)
      FROM conflict_set_asides
      WHERE person_id = \(finding.person) AND dossier_id = \(finding.dossier) AND ground = \(finding.ground)
        AND basis = \(finding.basis)
      """)
  }

  package func isSetAside(_ finding: ConflictFinding) throws -> Bool {
    try transaction.row(
      """
      SELECT number FROM conflict_set_asides
      WHERE person_id = \(finding.person) AND dossier_id = \(finding.dossier) AND ground = \(finding.ground)
        AND basis = \(finding.basis) AND put_back_at IS NULL
      """) != nil
  }

  /// - Returns: whether it was set aside.
  package func putBack(_ finding: ConflictFinding, by author: ID<Person>, at moment: Date) throws -> Bool {
    try transaction.execute(
      """
      UPDATE conflict_set_asides SET put_back_at = \(moment), put_back_by = \(author)
      WHERE person_id = \(finding.person) AND dossier_id = \(finding.dossier) AND ground = \(finding.ground)
        AND basis = \(finding.basis) AND put_back_at IS NULL
      """) > 0
  }

  static func inWave(_ wave: ID<Wave>) -> SQL { "IN (SELECT id FROM dossiers WHERE wave_id = \(wave))" }

  static func finding(_ row: SQLRow) throws -> ConflictFinding {
    ConflictFinding(
      person: try row.id("person_id"), dossier: try row.id("dossier_id"), ground: try row.raw("ground"),
      basis: try row.text("basis"))
  }
}
