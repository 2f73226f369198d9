package import Domain

/// The lists of published territories.
package struct TerritoryListRecords {
  private let transaction: any Transaction
  private let day: Day

  /// - Parameter day: for which it is told how labels stand.
  package init(_ transaction: any Transaction, on day: Day) {
    self.transaction = transaction
    self.day = day
  }

  /// Territories by name.
  /// - Parameter matching: when given, only the territories of these slugs (a search found them).
  package func list(
    _ filter: TerritoryFilter, matching: [Slug]? = nil, _ page: PageRequest
  ) throws -> Page<TerritorySummary> {
    var condition: SQL = "territories.published_at IS NOT NULL"
    if let region = filter.region {
      condition.append(
        """
         AND territories.id IN (SELECT territory_id FROM territory_regions WHERE region = \(region))
        """)
    }
    if let theme = filter.theme {
      condition.append(
        """
         AND territories.id IN (
          SELECT territory_id FROM challenges WHERE theme = \(theme) OR second_theme = \(theme))
        """)
    }
    if filter.isInForce { condition.append(LabelRecords.inForce(on: day)) }
    if let wave = filter.wave { condition.append(" AND waves.slug = \(wave)") }
    if let matching { condition.append(" AND territories.slug IN (\(SQL.list(matching)))") }
    let rows = try transaction.rows(
      """
      SELECT \(TerritoryListRecords.columns)
      FROM territories JOIN waves ON waves.id = territories.wave_id
      WHERE \(condition)
      ORDER BY territories.sort_name, territories.slug
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      """
      SELECT COUNT(*) AS count
      FROM territories JOIN waves ON waves.id = territories.wave_id
      WHERE \(condition)
      """)
    return Page(items: try summaries(rows), total: total, request: page)
  }

  /// The last published of those whose label holds, newest first.
  package func latest(limit: Int) throws -> [TerritorySummary] {
    try summaries(
      try transaction.rows(
        """
        SELECT \(TerritoryListRecords.columns)
        FROM territories JOIN waves ON waves.id = territories.wave_id
        WHERE territories.published_at IS NOT NULL\(LabelRecords.inForce(on: day))
        ORDER BY territories.published_at DESC, territories.sort_name
        LIMIT \(limit)
        """))
  }

  /// Territories whose label holds and that share a theme with one, those that share most first.
  package func neighbours(of slug: Slug, limit: Int) throws -> [TerritorySummary] {
    try summaries(
      try transaction.rows(
        """
        SELECT \(TerritoryListRecords.columns), COUNT(DISTINCT theirs.theme) AS shared
        FROM territories AS own
        JOIN challenges AS ours ON ours.territory_id = own.id
        JOIN challenges AS theirs ON theirs.theme = ours.theme AND theirs.territory_id <> own.id
        JOIN territories ON territories.id = theirs.territory_id
        JOIN waves ON waves.id = territories.wave_id
        WHERE own.slug = \(slug) AND territories.published_at IS NOT NULL\(LabelRecords.inForce(on: day))
        GROUP BY \(TerritoryListRecords.grouping)
        ORDER BY shared DESC, territories.sort_name
        LIMIT \(limit)
        """))
  }

  /// How many territories hold the label, and how many challenges they took up.
  package func counts() throws -> (territories: Int, challenges: Int) {
    let territories = try transaction.count(
      """
      SELECT COUNT(*) AS count FROM territories
      WHERE published_at IS NOT NULL\(LabelRecords.inForce(on: day))
      """)
    let challenges = try transaction.count(
      """
      SELECT COUNT(*) AS count
      FROM challenges JOIN territories ON territories.id = challenges.territory_id
      WHERE territories.published_at IS NOT NULL\(LabelRecords.inForce(on: day))
      """)
    return (territories, challenges)
  }

  private static let columns: SQL = """
    territories.id, territories.slug, territories.name, territories.departments, territories.perimeter,
    territories.labelled_on, territories.example, waves.slug AS wave_slug, waves.name_fr, waves.name_en,
    \(LabelRecords.columns)
    """

  private static let grouping: SQL = """
    territories.id, territories.slug, territories.name, territories.sort_name, territories.departments,
    territories.perimeter, territories.labelled_on, territories.example, waves.slug, waves.name_fr,
    waves.name_en
    """

  private func summaries(_ rows: [SQLRow]) throws -> [TerritorySummary] {
    let ids: [ID<Territory>] = try rows.map { try $0.id("id") }
    guard !ids.isEmpty else { return [] }
    let regions = try transaction.rows(
      """
      SELECT territory_id, region FROM territory_regions
      WHERE territory_id IN (\(SQL.list(ids))) ORDER BY region
      """)
    let challenges = try transaction.rows(
      """
      SELECT territory_id, theme FROM challenges
      WHERE territory_id IN (\(SQL.list(ids))) ORDER BY territory_id, position
      """)
    let regionsOf = Dictionary(grouping: regions) { try? $0.text("territory_id") }
    let challengesOf = Dictionary(grouping: challenges) { try? $0.text("territory_id") }
    return try rows.map { row in
      let id = try row.text("id")
      let themes = try challengesOf[id, default: []].map { try $0.text("theme") }
      return TerritorySummary(
        slug: try row.slug("slug"), name: try row.text("name"),
        wave: Territory.WaveReference(slug: try row.slug("wave_slug"), name: try row.localised("name")),
        labelledOn: try row.day("labelled_on"),
        departments: try row.text("departments").split(separator: " ").map(String.init),
        regions: try regionsOf[id, default: []].map { try $0.text("region") },
        themes: themes.enumerated().filter { themes.firstIndex(of: $0.element) == $0.offset }.map(\.element),
        challengeCount: themes.count,
        perimeter: try row.text("perimeter").split(separator: " ").compactMap { PlaceCode(String($0)) },
        isExample: try row.bool("example"), label: try row.label(on: day))
    }
  }
}

extension SQL {
  /// `?, ?, ?`: the members of an `IN`. Not for empty lists, which SQL cannot say.
  package static func list(_ values: [some SQLBindable]) -> SQL {
    var list: SQL = ""
    for (index, value) in values.enumerated() {
      list.append(index == 0 ? "\(value)" : ", \(value)")
    }
    return values.isEmpty ? "NULL" : list
  }
}
