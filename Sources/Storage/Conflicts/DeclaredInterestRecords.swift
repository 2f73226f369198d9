package import Domain
package import Foundation

extension DeclaredInterest.Kind: SQLBindable {}

/// What people declared of themselves.
package struct DeclaredInterestRecords {
  private static let statement = 200
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// - Parameters:
  ///   - dossier: the one to which a relation was declared; nil where it is known by its name.
  ///   - codes: every official code that has a commune in common with its place.
  package func insert(
    _ interest: DeclaredInterest, of person: ID<Person>, to dossier: ID<Dossier>? = nil, codes: Set<PlaceCode> = []
  ) throws {
    try transaction.execute(
      """
      INSERT INTO declared_interests (
        id, person_id, kind, dossier_id, name, name_key, place, words, declared_at, ended_on, counts_until)
      VALUES (
        \(interest.id), \(person), \(interest.kind), \(dossier), \(interest.name), \(OrganisationName.key(of: interest.name)),
        \(interest.place?.description), \(interest.words), \(interest.declaredAt), \(interest.endedOn),
        \(interest.endedOn.map { ConflictTerm.countsUntil(endedOn: $0) }))
      """)
    try keep(codes, of: interest.id)
  }

  private func keep(_ codes: Set<PlaceCode>, of interest: ID<DeclaredInterest>) throws {
    let codes = codes.map(\.description).sorted()
    for start in stride(from: 0, to: codes.count, by: DeclaredInterestRecords.statement) {
      var statement: SQL = "INSERT INTO declared_places (interest_id, code) VALUES"
      for index in start..<min(start + DeclaredInterestRecords.statement, codes.count) {
        if index > start { statement.append(",") }
        statement.append(" (\(interest), \(codes[index]))")
      }
      try transaction.execute(statement)
    }
  }

  /// What somebody declared, the last first, without the relations that they declared to one dossier: those would name
  /// it to them.
  package func list(of person: ID<Person>, _ page: PageRequest) throws -> Page<DeclaredInterest> {
    let items = try transaction.rows(
      """
      SELECT id, kind, name, place, words, declared_at, ended_on FROM declared_interests
      WHERE person_id = \(person) AND dossier_id IS NULL
      ORDER BY declared_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """
    ).map(interest)
    let total = try transaction.count(
      "SELECT COUNT(*) AS count FROM declared_interests WHERE person_id = \(person) AND dossier_id IS NULL")
    return Page(items: items, total: total, request: page)
  }

  package func count(of person: ID<Person>) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM declared_interests WHERE person_id = \(person)")
  }

  package func find(_ id: ID<DeclaredInterest>, of person: ID<Person>) throws -> DeclaredInterest? {
    try transaction.row(
      """
      SELECT id, kind, name, place, words, declared_at, ended_on FROM declared_interests
      WHERE id = \(id) AND person_id = \(person)
      """
    ).map(interest)
  }

  /// Whether somebody declared the same before, and it lasts.
  package func has(
    _ kind: DeclaredInterest.Kind, named name: String, at place: PlaceCode?, of person: ID<Person>
  ) throws -> Bool {
    var condition: SQL = "person_id = \(person) AND kind = \(kind) AND dossier_id IS NULL AND ended_on IS NULL"
    if let place {
      condition.append(" AND place = \(place.description)")
    } else {
      condition.append(" AND name_key = \(OrganisationName.key(of: name))")
    }
    return try transaction.row("SELECT id FROM declared_interests WHERE \(condition)") != nil
  }

  package func hasRelation(to dossier: ID<Dossier>, of person: ID<Person>) throws -> Bool {
    try transaction.row(
      "SELECT id FROM declared_interests WHERE person_id = \(person) AND dossier_id = \(dossier)") != nil
  }

  /// It lasts no more; it counts for three years yet.
  /// - Returns: whether it lasted until now.
  package func end(_ id: ID<DeclaredInterest>, on day: Day) throws -> Bool {
    try transaction.execute(
      """
      UPDATE declared_interests SET ended_on = \(day), counts_until = \(ConflictTerm.countsUntil(endedOn: day))
      WHERE id = \(id) AND ended_on IS NULL
      """) > 0
  }

  // MARK: Statements

  package func state(_ person: ID<Person>, for wave: ID<Wave>, at moment: Date) throws {
    try transaction.execute(
      """
      INSERT INTO interest_statements (person_id, wave_id, stated_at) VALUES (\(person), \(wave), \(moment))
      ON CONFLICT (person_id, wave_id) DO UPDATE SET stated_at = excluded.stated_at
      """)
  }

  package func statedAt(_ person: ID<Person>, for wave: ID<Wave>) throws -> Date? {
    try transaction.row(
      "SELECT stated_at FROM interest_statements WHERE person_id = \(person) AND wave_id = \(wave)"
    )?.date("stated_at")
  }

  private func interest(_ row: SQLRow) throws -> DeclaredInterest {
    DeclaredInterest(
      id: try row.id("id"), kind: try row.raw("kind"), name: try row.text("name"),
      place: try row.optionalText("place").flatMap { PlaceCode($0) }, words: try row.text("words"),
      declaredAt: try row.date("declared_at"), endedOn: try row.optionalDay("ended_on"))
  }
}

/// The end of what conflicts leave behind.
package struct ConflictErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// With a dossier, or with what was written in it.
  package func delete(of dossier: ID<Dossier>) throws {
    try TieRecords(transaction).delete(of: dossier)
    try transaction.execute("DELETE FROM conflict_set_asides WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM declared_interests WHERE dossier_id = \(dossier)")
  }

  /// With an account: what somebody declared of themselves goes; that a conflict was set aside stays, under ids.
  package func end(of person: ID<Person>) throws {
    try transaction.execute(
      "DELETE FROM declared_places WHERE interest_id IN (SELECT id FROM declared_interests WHERE person_id = \(person))"
    )
    try transaction.execute("DELETE FROM declared_interests WHERE person_id = \(person)")
    try transaction.execute("DELETE FROM interest_statements WHERE person_id = \(person)")
  }
}
