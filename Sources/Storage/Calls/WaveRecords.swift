package import Domain
package import Foundation

package struct WaveRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ wave: Wave) throws {
    try transaction.execute(
      """
      INSERT INTO waves (
        id, slug, name_fr, name_en, call_fr, call_en, procedure_id, procedure_version,
        opens_at, closes_at, decision_promised_by, decided_on, published_on, ceremony_on,
        stated_received, stated_labelled, stated_deepening, stated_note_fr, stated_note_en,
        note_fr, note_en, example)
      VALUES (
        \(wave.id), \(wave.slug), \(wave.name.fr), \(wave.name.en), \(wave.call.fr), \(wave.call.en),
        \(wave.procedure.id), \(wave.procedure.version), \(wave.opensAt), \(wave.closesAt),
        \(wave.decisionPromisedBy), \(wave.decidedOn), \(wave.publishedOn), \(wave.ceremonyOn),
        \(wave.stated?.received), \(wave.stated?.labelled), \(wave.stated?.deepening),
        \(wave.stated?.note.fr), \(wave.stated?.note.en), \(wave.note?.fr), \(wave.note?.en),
        \(wave.isExample))
      """)
  }

  package func find(_ id: ID<Wave>) throws -> Wave? {
    try transaction.row("SELECT \(WaveRecords.columns) FROM waves WHERE id = \(id)").map(wave)
  }

  package func find(_ slug: Slug) throws -> Wave? {
    try transaction.row("SELECT \(WaveRecords.columns) FROM waves WHERE slug = \(slug)").map(wave)
  }

  /// The newest first.
  package func list(_ page: PageRequest) throws -> Page<Wave> {
    let rows = try transaction.rows(
      """
      SELECT \(WaveRecords.columns) FROM waves
      ORDER BY opens_at DESC, slug
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM waves")
    return Page(items: try rows.map(wave), total: total, request: page)
  }

  /// The waves that close between two moments: a hundred at most.
  package func closing(after start: Date, before end: Date) throws -> [Wave] {
    try transaction.rows(
      """
      SELECT \(WaveRecords.columns) FROM waves
      WHERE closes_at > \(start) AND closes_at < \(end) AND opens_at <= \(start)
      ORDER BY closes_at, id
      LIMIT 100
      """
    ).map(wave)
  }

  /// Records when the wave was really decided. The first decision sets the day; later ones keep it. A standing call has
  /// no such day.
  package func setDecided(_ id: ID<Wave>, on day: Day) throws {
    try transaction.execute(
      """
      UPDATE waves SET decided_on = \(day)
      WHERE id = \(id) AND decided_on IS NULL AND closes_at < \(Wave.never)
      """)
  }

  /// Brings the closing of a call forward.
  package func close(_ id: ID<Wave>, at moment: Date) throws {
    try transaction.execute("UPDATE waves SET closes_at = \(moment) WHERE id = \(id) AND closes_at > \(moment)")
  }

  /// Records when the wave's decisions were made public, once; a standing call has no such day.
  package func setPublished(_ id: ID<Wave>, on day: Day) throws {
    try transaction.execute(
      """
      UPDATE waves SET published_on = \(day)
      WHERE id = \(id) AND published_on IS NULL AND closes_at < \(Wave.never)
      """)
  }

  /// Lets the standing calls of a procedure go over to a version of it; dossiers begun in them keep theirs.
  package func moveStanding(to key: ProcedureKey) throws -> [Slug] {
    let rows = try transaction.rows(
      """
      UPDATE waves SET procedure_version = \(key.version)
      WHERE procedure_id = \(key.id) AND procedure_version <> \(key.version) AND closes_at >= \(Wave.never)
      RETURNING slug
      """)
    return try rows.map { try $0.slug("slug") }.sorted { $0.value < $1.value }
  }

  /// The next number of a dossier of the wave: two at once get two numbers.
  package func nextNumber(_ id: ID<Wave>) throws -> Int {
    guard
      let row = try transaction.row(
        "UPDATE waves SET last_number = last_number + 1 WHERE id = \(id) RETURNING last_number")
    else { throw Refusal.notFound }
    return try row.integer("last_number")
  }

  private static let columns: SQL = """
    id, slug, name_fr, name_en, call_fr, call_en, procedure_id, procedure_version, opens_at, closes_at,
    decision_promised_by, decided_on, published_on, ceremony_on, stated_received, stated_labelled,
    stated_deepening, stated_note_fr, stated_note_en, note_fr, note_en, example
    """

  private func wave(_ row: SQLRow) throws -> Wave {
    Wave(
      id: try row.id("id"), slug: try row.slug("slug"), name: try row.localised("name"),
      call: try row.localised("call"),
      procedure: ProcedureKey(id: try row.text("procedure_id"), version: try row.text("procedure_version")),
      opensAt: try row.date("opens_at"), closesAt: try row.date("closes_at"),
      decisionPromisedBy: try row.optionalDay("decision_promised_by"),
      decidedOn: try row.optionalDay("decided_on"), publishedOn: try row.optionalDay("published_on"),
      ceremonyOn: try row.optionalDay("ceremony_on"), stated: try stated(row),
      note: try row.optionalText("note_fr") == nil ? nil : row.localised("note"),
      isExample: try row.bool("example"))
  }

  private func stated(_ row: SQLRow) throws -> Wave.StatedCounts? {
    guard let received = try row.optionalInteger("stated_received") else { return nil }
    return Wave.StatedCounts(
      received: received, labelled: try row.integer("stated_labelled"),
      deepening: try row.integer("stated_deepening"), note: try row.localised("stated_note"))
  }
}

extension SQLRow {
  /// A text in both languages, from the columns `<name>_fr` and `<name>_en`.
  package func localised(_ column: String) throws -> LocalisedText {
    LocalisedText(fr: try text(column + "_fr"), en: try text(column + "_en"))
  }
}
