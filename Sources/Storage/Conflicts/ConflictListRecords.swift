package import Domain
import Foundation

/// The register of conflicts of interest.
package struct ConflictListRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// By dossier, then by person.
  /// - Parameters:
  ///   - waves: those that the reader's role reaches; nil for all.
  ///   - wave: one of them; nil for all.
  ///   - reader: dossiers that bind them are left out.
  package func list(
    in waves: Set<ID<Wave>>?, only wave: ID<Wave>?, for reader: ID<Person>?, _ page: PageRequest
  ) throws -> Page<ConflictListing> {
    var shown: SQL = "IN (SELECT id FROM dossiers WHERE submitted_at IS NOT NULL"
    if let wave { shown.append(" AND wave_id = \(wave)") }
    if let waves { shown.append(" AND wave_id IN (\(SQL.list(waves.sorted { "\($0)" < "\($1)" })))") }
    shown.append(ConflictRecords.unbound("id", for: reader) + ")")
    let source: SQL = """
      FROM (\(ConflictQuery(dossiers: shown, person: nil).findings)) found
      JOIN people ON people.id = found.person_id AND people.erased_at IS NULL
      JOIN dossiers ON dossiers.id = found.dossier_id
      LEFT JOIN conflict_set_asides aside ON aside.dossier_id = found.dossier_id
        AND aside.person_id = found.person_id AND aside.ground = found.ground AND aside.basis = found.basis
        AND aside.put_back_at IS NULL
      """
    let rows = try transaction.rows(
      """
      SELECT found.person_id, found.dossier_id, found.ground, found.basis, people.name AS person,
        dossiers.reference AS reference, aside.reason AS reason, aside.set_aside_by, aside.set_aside_at
      \(source)
      ORDER BY dossiers.reference, people.name, found.person_id, found.ground, found.basis
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let things = try things(Set(try rows.map { try $0.text("basis") }))
    let items = try rows.map { row in
      ConflictListing(
        finding: try ConflictRecords.finding(row), person: try row.text("person"),
        reference: try row.text("reference"), thing: things[try row.text("basis")], setAside: try setAside(row))
    }
    return Page(
      items: items, total: try transaction.count("SELECT COUNT(*) AS count \(source)"), request: page)
  }

  private func setAside(_ row: SQLRow) throws -> ConflictSetAside? {
    guard let reason = try row.optionalText("reason") else { return nil }
    let author: ID<Person> = try row.id("set_aside_by")
    return ConflictSetAside(
      reason: reason, by: try PersonRecords(transaction).find(author), at: try row.date("set_aside_at"))
  }

  /// The names of what findings of a page rest on.
  private func things(_ bases: Set<String>) throws -> [String: String] {
    func ids(_ prefix: String) -> [SQLValue] {
      bases.filter { $0.hasPrefix(prefix) }.sorted().map { .text(String($0.dropFirst(prefix.count))) }
    }
    var names: [String: String] = [:]
    let (organisations, interests) = (ids("organisation:"), ids("interest:"))
    if !organisations.isEmpty {
      for row in try transaction.rows("SELECT id, name FROM organisations WHERE id IN (\(SQL.values(organisations)))") {
        names["organisation:" + (try row.text("id"))] = try row.text("name")
      }
    }
    if !interests.isEmpty {
      for row in try transaction.rows(
        "SELECT id, name, words FROM declared_interests WHERE id IN (\(SQL.values(interests)))")
      {
        let parts = [try row.text("name"), try row.text("words")].filter { !$0.isEmpty }
        names["interest:" + (try row.text("id"))] = parts.joined(separator: " · ")
      }
    }
    return names
  }
}
