package import Domain

/// What the register answers, and the list of labels of the service.
package struct RegisterRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Who was labelled on a day, by name, as it was known at a moment: also nothing that was published later.
  package func entries(_ query: RegisterQuery, _ page: PageRequest) throws -> Page<RegisterEntry> {
    let source: SQL = """
      FROM label_periods
      JOIN territories ON territories.id = label_periods.territory_id
      JOIN waves ON waves.id = territories.wave_id
      WHERE label_periods.from_on <= \(query.day) AND label_periods.until_on > \(query.day)
        AND label_periods.known_from <= \(query.knownAt) AND label_periods.known_until > \(query.knownAt)
        AND territories.published_at IS NOT NULL AND territories.published_at <= \(query.knownAt)
      """
    let rows = try transaction.rows(
      """
      SELECT territories.slug, territories.name, territories.labelled_on, territories.granted_perimeter,
        territories.example, waves.slug AS wave_slug, waves.name_fr, waves.name_en, label_periods.from_on,
        label_periods.until_on, label_periods.mark, label_periods.perimeter
      \(source)
      ORDER BY territories.sort_name, territories.slug
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count \(source)")
    return Page(items: try rows.map(entry), total: total, request: page)
  }

  private func entry(_ row: SQLRow) throws -> RegisterEntry {
    let until = try row.text("until_on")
    let changed = try row.optionalText("perimeter") == nil ? nil : row.codes("perimeter")
    return RegisterEntry(
      slug: try row.slug("slug"), name: try row.text("name"),
      wave: Territory.WaveReference(slug: try row.slug("wave_slug"), name: try row.localised("name")),
      labelledOn: try row.day("labelled_on"),
      period: LabelPeriod(
        mark: try row.raw("mark"), from: try row.day("from_on"),
        until: until == LabelRecords.lastDay ? nil : Day(until), perimeter: changed),
      perimeter: try changed ?? row.codes("granted_perimeter"), isExample: try row.bool("example"))
  }

  /// What somebody submitted under a procedure, the newest first; withdrawn dossiers are none.
  package func reports(of owner: ID<Person>, procedure: String) throws -> [ReportListing] {
    try transaction.rows(
      """
      SELECT id, reference, submitted_at FROM dossiers
      WHERE owner_id = \(owner) AND procedure_id = \(procedure) AND submitted_at IS NOT NULL
        AND state NOT IN ('withdrawn', 'draft', 'lapsed')
      ORDER BY submitted_at DESC LIMIT 50
      """
    ).map {
      ReportListing(id: try $0.id("id"), reference: try $0.text("reference"), submittedAt: try $0.date("submitted_at"))
    }
  }

  /// Whether somebody leads a territory whose label holds on a day.
  package func holdsLabel(_ person: ID<Person>, on day: Day) throws -> Bool {
    try transaction.row(
      """
      SELECT territories.id FROM territories JOIN dossiers ON dossiers.id = territories.dossier_id
      WHERE dossiers.owner_id = \(person) AND territories.published_at IS NOT NULL\(LabelRecords.inForce(on: day))
      LIMIT 1
      """
    ) != nil
  }

  /// Published labels, those first on which something is due soonest.
  /// - Parameters:
  ///   - state: only those in this state.
  ///   - waves: only those labelled in one of them; nil for all.
  ///   - reader: what binds them is left out.
  package func labels(
    _ state: LabelState?, in waves: Set<ID<Wave>>?, _ page: PageRequest, for reader: ID<Person>?
  ) throws -> Page<LabelListing> {
    var condition: SQL = "territories.published_at IS NOT NULL"
    condition.append(ConflictRecords.unbound("territories.dossier_id", for: reader))
    if let waves {
      condition.append(" AND territories.wave_id IN (\(SQL.list(waves.sorted { "\($0)" < "\($1)" })))")
    }
    if let state { condition.append(" AND labels.state = \(state)") }
    let source: SQL = "FROM labels JOIN territories ON territories.id = labels.territory_id WHERE \(condition)"
    let rows = try transaction.rows(
      """
      SELECT labels.territory_id, labels.state, labels.ends_on, labels.due_order, territories.slug, territories.name,
        territories.labelled_on, territories.example
      \(source)
      ORDER BY labels.due_order, labels.territory_id
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count \(source)")
    return Page(
      items: try rows.map { row in
        LabelListing(
          territory: try row.id("territory_id"), slug: try row.slug("slug"), name: try row.text("name"),
          state: try row.raw("state"), labelledOn: try row.day("labelled_on"), endsOn: try row.optionalDay("ends_on"),
          dueOn: Day(try row.text("due_order")), isExample: try row.bool("example"))
      }, total: total, request: page)
  }
}
