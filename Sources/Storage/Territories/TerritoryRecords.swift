package import Domain
package import Foundation

/// Labelled territories. What the public may read asks for `published_at`: the embargo is in the query,
/// not in the page.
package struct TerritoryRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// The label as it is granted, still under embargo.
  package struct Granted {
    package let id: ID<Territory>
    package let slug: Slug
    package let dossier: ID<Dossier>
    package let wave: ID<Wave>
    package let profile: TerritoryProfile
    /// The régions (codes) that the perimeter touches.
    package let regions: [String]
    package let labelledOn: Day
    package let isExample: Bool
    /// What the act of the label states.
    package let act: LabelAct
    package let grantedAt: Date
    package let grantedBy: ID<Person>?
    package let code: VerificationCode?

    package init(
      id: ID<Territory>, slug: Slug, dossier: ID<Dossier>, wave: ID<Wave>, profile: TerritoryProfile,
      regions: [String], labelledOn: Day, isExample: Bool, act: LabelAct, grantedAt: Date, grantedBy: ID<Person>?,
      code: VerificationCode?
    ) {
      self.id = id
      self.slug = slug
      self.dossier = dossier
      self.wave = wave
      self.profile = profile
      self.regions = regions
      self.labelledOn = labelledOn
      self.isExample = isExample
      self.act = act
      self.grantedAt = grantedAt
      self.grantedBy = grantedBy
      self.code = code
    }
  }

  package func insert(_ territory: Granted) throws {
    let perimeter = territory.profile.perimeter.map(\.description).joined(separator: " ")
    try transaction.execute(
      """
      INSERT INTO territories (
        id, slug, dossier_id, wave_id, name, sort_name, departments, perimeter, granted_perimeter,
        labelled_on, example)
      VALUES (
        \(territory.id), \(territory.slug), \(territory.dossier), \(territory.wave),
        \(territory.profile.name), \(Slug(naming: territory.profile.name)),
        \(territory.profile.departments.joined(separator: " ")),
        \(perimeter), \(perimeter), \(territory.labelledOn), \(territory.isExample))
      """)
    try LabelRecords(transaction).insert(territory)
    try insertParts(of: territory)
  }

  private func insertParts(of territory: Granted) throws {
    for region in territory.regions {
      try transaction.execute(
        "INSERT INTO territory_regions (territory_id, region) VALUES (\(territory.id), \(region))")
    }
    for (index, challenge) in territory.profile.challenges.enumerated() {
      try transaction.execute(
        """
        INSERT INTO challenges (
          id, territory_id, position, slug, theme, second_theme, kind, lead, title, summary, summary_en)
        VALUES (
          \(challenge.id), \(territory.id), \(index + 1), \(challenge.slug), \(challenge.theme),
          \(challenge.secondTheme), \(challenge.kind), \(challenge.lead), \(challenge.title),
          \(challenge.summary), \(challenge.summaryEn))
        """)
    }
  }

  /// Takes a label that was never published away again: its dossier is decided anew.
  package func deleteUnpublished(of dossier: ID<Dossier>) throws {
    try LabelRecords(transaction).deleteUnpublished(of: dossier)
    let own: SQL = """
      (SELECT id FROM territories WHERE dossier_id = \(dossier) AND published_at IS NULL)
      """
    try transaction.execute("DELETE FROM challenges WHERE territory_id IN \(own)")
    try transaction.execute("DELETE FROM territory_regions WHERE territory_id IN \(own)")
    try transaction.execute("DELETE FROM territories WHERE dossier_id = \(dossier) AND published_at IS NULL")
  }

  /// Whether an address is taken, under embargo included.
  package func exists(_ slug: Slug) throws -> Bool {
    try transaction.row("SELECT slug FROM territories WHERE slug = \(slug)") != nil
  }

  /// The address of the territory that a dossier became, published or not.
  package func slug(of dossier: ID<Dossier>) throws -> Slug? {
    try transaction.row("SELECT slug FROM territories WHERE dossier_id = \(dossier)")?.slug("slug")
  }

  /// Lifts the embargo.
  package func publish(_ dossier: ID<Dossier>, at moment: Date) throws {
    try transaction.execute(
      """
      UPDATE territories SET published_at = \(moment)
      WHERE dossier_id = \(dossier) AND published_at IS NULL
      """)
  }

  /// Changes the perimeter in force, with the régions that it touches.
  package func setPerimeter(_ codes: [PlaceCode], regions: [String], of id: ID<Territory>) throws {
    try transaction.execute(
      "UPDATE territories SET perimeter = \(codes.map(\.description).joined(separator: " ")) WHERE id = \(id)")
    try transaction.execute("DELETE FROM territory_regions WHERE territory_id = \(id)")
    for region in regions {
      try transaction.execute(
        "INSERT INTO territory_regions (territory_id, region) VALUES (\(id), \(region))")
    }
  }

  /// A published territory, read from its dossier; its perimeter is that in force.
  /// - Parameter day: for which it is told how its label stands.
  package func find(_ slug: Slug, on day: Day) throws -> Territory? {
    guard
      let row = try transaction.row(
        """
        SELECT territories.id, territories.slug, territories.labelled_on, territories.published_at,
          territories.example, territories.perimeter, waves.slug AS wave_slug, waves.name_fr, waves.name_en,
          dossiers.answers, \(LabelRecords.columns)
        FROM territories
        JOIN waves ON waves.id = territories.wave_id
        JOIN dossiers ON dossiers.id = territories.dossier_id
        WHERE territories.slug = \(slug) AND territories.published_at IS NOT NULL
        """)
    else { return nil }
    let answers = try Answers(stored: row.text("answers"))
    let id: ID<Territory> = try row.id("id")
    let regions = try transaction.rows(
      "SELECT region FROM territory_regions WHERE territory_id = \(id) ORDER BY region")
    return Territory(
      id: id, slug: try row.slug("slug"),
      wave: Territory.WaveReference(slug: try row.slug("wave_slug"), name: try row.localised("name")),
      profile: Candidacy(answers, slug: slug).profile.with(perimeter: try row.codes("perimeter")),
      labelledOn: try row.day("labelled_on"),
      publishedAt: try row.date("published_at"), regions: try regions.map { try $0.text("region") },
      isExample: try row.bool("example"), label: try row.label(on: day))
  }
}
