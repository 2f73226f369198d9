package import Domain

/// What was submitted and waits for the service; drafts are their authors' alone.
package struct QueueRecords {
  private let transaction: any Transaction
  private let waves: Set<ID<Wave>>?
  private let reader: ID<Person>?

  /// - Parameters:
  ///   - waves: those that the reader's role reaches; nil for all.
  ///   - reader: whoever reads it. Dossiers that bind them are left out, their own among them.
  package init(_ transaction: any Transaction, in waves: Set<ID<Wave>>?, for reader: ID<Person>?) {
    self.transaction = transaction
    self.waves = waves
    self.reader = reader
  }

  package func list(_ filter: QueueFilter, _ page: PageRequest) throws -> Page<DossierListing> {
    let lists = DossierListRecords(transaction)
    let condition = condition(filter)
    let order: SQL =
      switch filter.order {
      case .due: "dossiers.due_order, dossiers.submitted_at, dossiers.id"
      case .arrival: "dossiers.submitted_at, dossiers.id"
      }
    let rows = try transaction.rows(
      """
      SELECT \(DossierListRecords.columns)
      FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE \(condition)
      ORDER BY \(order)
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      """
      SELECT COUNT(*) AS count
      FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE \(condition)
      """)
    return Page(items: try rows.map(lists.listing), total: total, request: page)
  }

  /// How many there are in each state, under the other filters.
  package func counts(_ filter: QueueFilter) throws -> [DossierState: Int] {
    var filter = filter
    filter.state = nil
    let rows = try transaction.rows(
      """
      SELECT dossiers.state AS state, COUNT(*) AS count
      FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE \(condition(filter))
      GROUP BY dossiers.state
      """)
    return Dictionary(
      try rows.map { (try $0.raw("state", as: DossierState.self), try $0.integer("count")) }, uniquingKeysWith: +)
  }

  private func condition(_ filter: QueueFilter) -> SQL {
    var condition: SQL = "dossiers.submitted_at IS NOT NULL"
    if let state = filter.state { condition.append(" AND dossiers.state = \(state)") }
    if let wave = filter.wave { condition.append(" AND waves.slug = \(wave)") }
    if let procedure = filter.procedure { condition.append(" AND dossiers.procedure_id = \(procedure)") }
    if let waves { condition.append(" AND dossiers.wave_id IN (\(SQL.list(waves.sorted { "\($0)" < "\($1)" })))") }
    condition.append(ConflictRecords.unbound("dossiers.id", for: reader))
    switch filter.given {
    case nil: break
    case .nobody?: condition.append(" AND dossiers.id NOT IN (SELECT dossier_id FROM dossier_examiners)")
    case .me?: condition.append(given(to: reader))
    case .person(let id)?: condition.append(given(to: id))
    }
    let words = (filter.text ?? "").split(separator: " ").prefix(QueueRecords.mostWords).map(String.init)
    if !words.isEmpty {
      condition.append(" AND dossiers.id IN (\(FoldedText.ids(in: QueueRecords.names, containing: words)))")
    }
    return condition
  }

  private func given(to person: ID<Person>?) -> SQL {
    guard let person else { return " AND 1 = 0" }
    return " AND dossiers.id IN (SELECT dossier_id FROM dossier_examiners WHERE person_id = \(person))"
  }

  private static let mostWords = 6

  /// By what a dossier is looked for: its reference, its title, the name of who leads it.
  private static let names: SQL = """
    SELECT dossiers.id AS id,
      dossiers.reference || ' ' || dossiers.title || ' ' || COALESCE(people.name, '') AS text
    FROM dossiers LEFT JOIN people ON people.id = dossiers.owner_id AND people.erased_at IS NULL
    WHERE dossiers.submitted_at IS NOT NULL
    """
}
