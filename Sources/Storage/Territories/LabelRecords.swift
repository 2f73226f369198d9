package import Domain
package import Foundation

/// The life of labels: events that are only ever added, and what is read from them for lists and for the register.
package struct LabelRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// A label with the territory and the dossier that it was granted to.
  package struct Head: Hashable, Sendable {
    package let territory: ID<Territory>
    package let dossier: ID<Dossier>
    package let slug: Slug
    package let name: String
    package let wave: Territory.WaveReference
    package let code: VerificationCode?
    package let version: Int
    package let lookedOn: Day
    /// The perimeter of the grant, and that in force.
    package let grantedPerimeter: [PlaceCode]
    package let perimeter: [PlaceCode]
    package let publishedAt: Date
    package let isExample: Bool
  }

  /// Begins the life of a label, with its grant.
  func insert(_ territory: TerritoryRecords.Granted) throws {
    let grant = LabelEvent(
      number: 1, day: territory.labelledOn, recordedAt: territory.grantedAt, author: territory.grantedBy,
      content: .granted(act: territory.act))
    try transaction.execute(
      """
      INSERT INTO labels (territory_id, code, state, due_order, looked_on, version)
      VALUES (
        \(territory.id), \(territory.code?.description), \(LabelState.active), \(LabelRecords.noDay),
        \(territory.labelledOn), 0)
      """)
    _ = try append(grant, to: territory.id)
    try keep(LabelLife([grant]), of: territory.id, at: territory.grantedAt, lookedOn: territory.labelledOn)
  }

  /// With a label that was never published.
  func deleteUnpublished(of dossier: ID<Dossier>) throws {
    let own: SQL = "(SELECT id FROM territories WHERE dossier_id = \(dossier) AND published_at IS NULL)"
    try transaction.execute("DELETE FROM label_certificates WHERE territory_id IN \(own)")
    try transaction.execute("DELETE FROM label_periods WHERE territory_id IN \(own)")
    try transaction.execute("DELETE FROM label_events WHERE territory_id IN \(own)")
    try transaction.execute("DELETE FROM labels WHERE territory_id IN \(own)")
  }

  /// The name of a territory with a label in force of which somebody leads the dossier; nil where there is none.
  package func led(by person: ID<Person>) throws -> String? {
    let ended = LabelState.allCases.filter(\.isEnded).map(\.rawValue)
    return try transaction.row(
      """
      SELECT territories.name AS name FROM dossiers
      JOIN territories ON territories.dossier_id = dossiers.id
      JOIN labels ON labels.territory_id = territories.id
      WHERE dossiers.owner_id = \(person) AND territories.published_at IS NOT NULL
        AND labels.state NOT IN (\(SQL.list(ended)))
      ORDER BY territories.id
      LIMIT 1
      """)?.text("name")
  }

  /// A published label.
  package func head(_ id: ID<Territory>) throws -> Head? { try head("territories.id = \(id)") }
  package func head(_ slug: Slug) throws -> Head? { try head("territories.slug = \(slug)") }
  package func head(of dossier: ID<Dossier>) throws -> Head? { try head("territories.dossier_id = \(dossier)") }
  package func head(_ code: VerificationCode) throws -> Head? { try head("labels.code = \(code.description)") }

  private func head(_ condition: SQL) throws -> Head? {
    try transaction.row(
      """
      SELECT territories.id, territories.dossier_id, territories.slug, territories.name, territories.perimeter,
        territories.granted_perimeter, territories.published_at, territories.example, labels.code, labels.version,
        labels.looked_on, waves.slug AS wave_slug, waves.name_fr, waves.name_en
      FROM labels
      JOIN territories ON territories.id = labels.territory_id
      JOIN waves ON waves.id = territories.wave_id
      WHERE \(condition) AND territories.published_at IS NOT NULL
      """
    ).map { row in
      Head(
        territory: try row.id("id"), dossier: try row.id("dossier_id"), slug: try row.slug("slug"),
        name: try row.text("name"),
        wave: Territory.WaveReference(slug: try row.slug("wave_slug"), name: try row.localised("name")),
        code: try row.optionalText("code").flatMap { VerificationCode($0) }, version: try row.integer("version"),
        lookedOn: try row.day("looked_on"), grantedPerimeter: try row.codes("granted_perimeter"),
        perimeter: try row.codes("perimeter"), publishedAt: try row.date("published_at"),
        isExample: try row.bool("example"))
    }
  }

  /// Every event of a label, in the order in which they were recorded.
  package func events(of id: ID<Territory>) throws -> [LabelEvent] {
    try transaction.rows(
      """
      SELECT number, effective_on, recorded_at, author_id, corrected_by, replaces, content, signatory_name,
        signatory_function
      FROM label_events
      WHERE territory_id = \(id) ORDER BY number
      """
    ).map { row in
      let function = try row.optionalText("signatory_function") ?? ""
      return LabelEvent(
        number: try row.integer("number"), day: try row.day("effective_on"), recordedAt: try row.date("recorded_at"),
        author: try row.optionalText("author_id").flatMap { ID<Person>($0) },
        corrector: try row.optionalText("corrected_by").flatMap { ID<Person>($0) },
        replaces: try row.optionalInteger("replaces"),
        content: try row.parsed("content") { text in
          try? JSONDecoder().decode(LabelContent.self, from: Data(text.utf8))
        },
        signatory: try row.optionalText("signatory_name").map { Decision.Signatory(name: $0, function: function) })
    }
  }

  /// Adds an event.
  /// - Returns: false when another one took its number meanwhile.
  package func append(_ event: LabelEvent, to id: ID<Territory>) throws -> Bool {
    let isNext = try transaction.execute(
      """
      UPDATE labels SET version = version + 1
      WHERE territory_id = \(id) AND version = CAST(\(event.number - 1) AS INTEGER)
      """)
    guard isNext == 1 else { return false }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let content = String(decoding: try encoder.encode(event.content), as: UTF8.self)
    try transaction.execute(
      """
      INSERT INTO label_events (
        territory_id, number, effective_on, recorded_at, author_id, corrected_by, replaces, content, signatory_name,
        signatory_function)
      VALUES (
        \(id), \(event.number), \(event.day), \(event.recordedAt), \(event.author), \(event.corrector),
        \(event.replaces), \(content), \(event.signatory?.name), \(event.signatory?.function))
      """)
    return true
  }

  /// Keeps what is read from the events: the state for lists, the days for the clock, the periods for the register.
  ///
  /// - Parameter day: the day up to which the clock was looked at.
  package func keep(_ life: LabelLife, of id: ID<Territory>, at moment: Date, lookedOn day: Day) throws {
    try look(life, of: id, on: day)
    let current = life.periods
    try transaction.execute(
      """
      DELETE FROM label_periods
      WHERE territory_id = \(id) AND known_until = \(LabelRecords.noInstant) AND known_from >= \(moment)
      """)
    try transaction.execute(
      """
      UPDATE label_periods SET known_until = \(moment)
      WHERE territory_id = \(id) AND known_until = \(LabelRecords.noInstant)
      """)
    for period in current {
      try transaction.execute(
        """
        INSERT INTO label_periods (territory_id, from_on, until_on, known_from, known_until, mark, perimeter)
        VALUES (
          \(id), \(period.from), \(period.until?.description ?? LabelRecords.lastDay), \(moment),
          \(LabelRecords.noInstant), \(period.mark),
          \(period.perimeter?.map(\.description).joined(separator: " ")))
        """)
    }
  }

  /// Keeps what the label is on a day, for lists.
  package func look(_ life: LabelLife, of id: ID<Territory>, on day: Day) throws {
    guard let standing = life.standing(on: day) else { return }
    let next = life.milestones(after: day).first?.day
    try transaction.execute(
      """
      UPDATE labels SET state = \(standing.state), ends_on = \(standing.endsOn),
        due_order = \(standing.dueOn?.description ?? LabelRecords.noDay), looked_on = \(day), next_look_on = \(next)
      WHERE territory_id = \(id)
      """)
  }

  /// Labels for which the clock has something by a day.
  package func awaitingLook(on day: Day, limit: Int) throws -> [ID<Territory>] {
    try transaction.rows(
      """
      SELECT labels.territory_id FROM labels
      WHERE next_look_on <= \(day) AND EXISTS (
        SELECT 1 FROM territories WHERE territories.id = labels.territory_id AND territories.published_at IS NOT NULL)
      ORDER BY next_look_on, territory_id LIMIT \(limit)
      """
    ).map { try $0.id("territory_id") }
  }

  /// Labels that no code was made for: those of before there were any.
  package func withoutCode(limit: Int) throws -> [ID<Territory>] {
    try transaction.rows("SELECT territory_id FROM labels WHERE code IS NULL ORDER BY territory_id LIMIT \(limit)")
      .map { try $0.id("territory_id") }
  }

  package func setCode(_ code: VerificationCode, of id: ID<Territory>) throws {
    try transaction.execute(
      "UPDATE labels SET code = \(code.description) WHERE territory_id = \(id) AND code IS NULL")
  }

  /// That the label of a territory holds on a day. It is asked of the periods, which know of the end of a term before the
  /// clock does.
  static func inForce(on day: Day) -> SQL {
    """
     AND EXISTS (
      SELECT 1 FROM label_periods
      WHERE label_periods.territory_id = territories.id AND label_periods.known_until = \(noInstant)
        AND label_periods.from_on <= \(day) AND label_periods.until_on > \(day))
    """
  }

  /// What `SQLRow.label(on:)` reads of the label of a territory. One without any period ended on the day of its grant.
  static let columns: SQL = """
    (SELECT state FROM labels WHERE labels.territory_id = territories.id) AS label_state,
    COALESCE(
      (SELECT MAX(until_on) FROM label_periods
      WHERE label_periods.territory_id = territories.id AND label_periods.known_until = \(noInstant)),
      territories.labelled_on) AS label_until
    """

  static let noDay = "none"
  static let lastDay = "9999-12-31"
  static let noInstant = "9999-12-31T00:00:00.000Z"
}

extension LabelStanding {
  /// The next day on which the service or the holder has something to do.
  fileprivate var dueOn: Day? {
    if state.isEnded { return nil }
    let end = renewal == nil ? endsOn : nil
    return [notice?.notice.answerBy, reportDueOn, end].compactMap { $0 }.min()
  }
}

extension SQLRow {
  /// The label of a territory, from `LabelRecords.columns`.
  func label(on day: Day) throws -> PublicLabel {
    let until = try text("label_until")
    return PublicLabel(
      kept: try raw("label_state"), until: until == LabelRecords.lastDay ? nil : Day(until), on: day)
  }

  /// Codes of places parted by spaces.
  func codes(_ column: String) throws -> [PlaceCode] {
    try text(column).split(separator: " ").compactMap { PlaceCode(String($0)) }
  }
}

extension LabelState: SQLBindable {}
extension LabelMark: SQLBindable {}
