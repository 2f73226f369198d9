package import Domain
package import Foundation

extension LegalForm: SQLBindable {}
extension Membership.Role: SQLBindable {}

/// Organisations, by their identity, their number and their name.
package struct OrganisationRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ organisation: Organisation, at moment: Date) throws {
    try insert([organisation], at: moment)
  }

  /// Many at once: what an import does.
  package func insert(_ organisations: [Organisation], at moment: Date) throws {
    guard !organisations.isEmpty else { return }
    let moment = Instant.text(moment)
    var statement: SQL =
      """
      INSERT INTO organisations
      (id, name, folded_name, name_key, number, form, kinds, municipality, website, version, created_at, updated_at) VALUES
      """
    for (index, organisation) in organisations.enumerated() {
      let card = organisation.card
      if index > 0 { statement.append(",") }
      statement.append(
        """
         (\(organisation.id), \(card.name), \(Folding.fold(card.name)), \(OrganisationName.key(of: card.name)),
        \(card.number?.description), \(card.form), \(OrganisationRecords.text(card.kinds)), \(card.municipality),
        \(card.website), \(organisation.version), \(moment), \(moment))
        """)
    }
    try transaction.execute(statement)
  }

  /// Writes what is known anew. A name or a number that it had before still binds its people for three years.
  /// - Returns: whether it was still at this version.
  package func update(_ id: ID<Organisation>, from version: Int, _ card: OrganisationCard, at moment: Date) throws
    -> Bool
  {
    let former = try find(id)
    let isWritten =
      try transaction.execute(
        """
        UPDATE organisations
        SET name = \(card.name), folded_name = \(Folding.fold(card.name)),
        name_key = \(OrganisationName.key(of: card.name)), number = \(card.number?.description),
        form = \(card.form), kinds = \(OrganisationRecords.text(card.kinds)), municipality = \(card.municipality),
        website = \(card.website), version = version + 1, updated_at = \(moment)
        WHERE id = \(id) AND version = \(version)
        """) == 1
    if isWritten, let former { try keep(former, replacedBy: card, at: moment) }
    return isWritten
  }

  private func keep(_ former: Organisation, replacedBy card: OrganisationCard, at moment: Date) throws {
    let (old, key) = (former.card, OrganisationName.key(of: former.card.name))
    guard key != OrganisationName.key(of: card.name) || (old.number != nil && old.number?.unit != card.number?.unit)
    else { return }
    try transaction.execute(
      """
      INSERT INTO organisation_names (organisation_id, name, name_key, siren, counts_until)
      VALUES (\(former.id), \(old.name), \(key), \(old.number?.unit ?? ""), \(ConflictTerm.countsUntil(endedAt: moment)))
      ON CONFLICT (organisation_id, name, siren) DO UPDATE SET counts_until = excluded.counts_until
      """)
  }

  package func find(_ id: ID<Organisation>) throws -> Organisation? {
    try transaction.row("SELECT \(OrganisationRecords.columns) FROM organisations WHERE id = \(id)").map(organisation)
  }

  package func find(_ number: RegisterNumber) throws -> Organisation? {
    try find([number]).first
  }

  /// Those that have one of these numbers, merged ones among them.
  package func find(_ numbers: [RegisterNumber]) throws -> [Organisation] {
    guard !numbers.isEmpty else { return [] }
    let list = SQL.values(numbers.map { .text($0.description) })
    return try transaction.rows(
      "SELECT \(OrganisationRecords.columns) FROM organisations WHERE number IN (\(list))"
    ).map(organisation)
  }

  /// Whose name, or number, begins with a text.
  package func list(beginning text: String, _ page: PageRequest) throws -> Page<Organisation> {
    let digits = text.filter { !$0.isWhitespace }
    let isNumber = !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
    let prefix = isNumber ? digits : Folding.fold(text)
    let column: SQL = isNumber ? "number" : "folded_name"
    // Texts compare by bytes on both engines: the range holds whatever begins with the prefix.
    let condition: SQL =
      "merged_into IS NULL AND \(column) >= \(prefix) AND \(column) < \(prefix + "\u{10FFFF}")"
    let rows = try transaction.rows(
      """
      SELECT \(OrganisationRecords.columns) FROM organisations
      WHERE \(condition)
      ORDER BY \(column), id
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM organisations WHERE \(condition)")
    return Page(items: try rows.map(organisation), total: total, request: page)
  }

  /// Those that somebody belongs to now, by name.
  package func list(of person: ID<Person>, _ page: PageRequest) throws -> Page<Organisation> {
    let condition: SQL =
      """
      id IN (SELECT organisation_id FROM memberships WHERE person_id = \(person) AND ended_at IS NULL)
      """
    let rows = try transaction.rows(
      """
      SELECT \(OrganisationRecords.columns) FROM organisations
      WHERE \(condition)
      ORDER BY folded_name, id
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM organisations WHERE \(condition)")
    return Page(items: try rows.map(organisation), total: total, request: page)
  }

  /// One record takes the place of another, and of those that were merged into that one before. Numbers change places
  /// where the one that goes knows more; both stay taken.
  package func merge(_ duplicate: Organisation, into kept: Organisation, at moment: Date) throws {
    if kept.card.takesNumber(of: duplicate.card) {
      // A number is unique at every moment: it is let go before it is taken.
      try transaction.execute("UPDATE organisations SET number = NULL WHERE id = \(duplicate.id)")
      try transaction.execute(
        "UPDATE organisations SET number = \(duplicate.card.number?.description) WHERE id = \(kept.id)")
      try transaction.execute(
        "UPDATE organisations SET number = \(kept.card.number?.description) WHERE id = \(duplicate.id)")
    }
    try transaction.execute(
      """
      UPDATE organisations SET merged_into = \(kept.id), version = version + 1, updated_at = \(moment)
      WHERE id = \(duplicate.id) OR merged_into = \(duplicate.id)
      """)
    try transaction.execute(
      "UPDATE organisations SET version = version + 1, updated_at = \(moment) WHERE id = \(kept.id)")
  }

  private static let columns: SQL = "id, name, number, form, kinds, municipality, website, version, merged_into"

  private static func text(_ kinds: [ActorKind]) -> String { kinds.map(\.rawValue).joined(separator: " ") }

  private func organisation(_ row: SQLRow) throws -> Organisation {
    let kinds = try row.parsed("kinds") { text in
      let words = text.split(separator: " ")
      let kinds = words.compactMap { ActorKind(rawValue: String($0)) }
      return kinds.count == words.count ? Set(kinds) : nil
    }
    let number = try row.optionalText("number") == nil ? nil : row.parsed("number") { RegisterNumber($0) }
    return Organisation(
      id: try row.id("id"),
      card: OrganisationCard(
        name: try row.text("name"), number: number, form: try row.raw("form"), kinds: kinds,
        municipality: try row.optionalText("municipality"), website: try row.optionalText("website")),
      version: try row.integer("version"),
      mergedInto: try row.optionalText("merged_into") == nil ? nil : row.id("merged_into"))
  }
}
