package import Domain

/// The list of published challenges.
package struct ChallengeRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Challenges by theme, then by territory.
  /// - Parameters:
  ///   - theme: only those that have this theme, as main or second.
  ///   - matching: only the challenges of these slugs (a search found them).
  ///   - day: only those of territories whose label holds on that day.
  package func list(
    theme: String? = nil, matching: [String]? = nil, inForceOn day: Day? = nil, _ page: PageRequest
  ) throws -> Page<ChallengeListing> {
    var condition: SQL = "territories.published_at IS NOT NULL"
    if let theme {
      condition.append(" AND (challenges.theme = \(theme) OR challenges.second_theme = \(theme))")
    }
    if let day { condition.append(LabelRecords.inForce(on: day)) }
    if let matching { condition.append(" AND challenges.slug IN (\(SQL.list(matching)))") }
    let rows = try transaction.rows(
      """
      SELECT challenges.id, challenges.slug, challenges.theme, challenges.second_theme, challenges.kind,
        challenges.lead, challenges.title, challenges.summary, challenges.summary_en,
        territories.slug AS territory, territories.name, territories.example
      FROM challenges JOIN territories ON territories.id = challenges.territory_id
      WHERE \(condition)
      ORDER BY challenges.theme, territories.sort_name, challenges.position
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      """
      SELECT COUNT(*) AS count
      FROM challenges JOIN territories ON territories.id = challenges.territory_id
      WHERE \(condition)
      """)
    return Page(items: try rows.map(listing), total: total, request: page)
  }

  private func listing(_ row: SQLRow) throws -> ChallengeListing {
    let kind: Challenge.Kind? = try row.optionalText("kind") == nil ? nil : row.raw("kind")
    return ChallengeListing(
      challenge: Challenge(
        id: try row.text("id"), slug: try row.text("slug"), lead: try row.optionalText("lead"),
        kind: kind, title: try row.text("title"), theme: try row.text("theme"),
        secondTheme: try row.optionalText("second_theme"), summary: try row.text("summary"),
        summaryEn: try row.optionalText("summary_en"), objectives: []),
      territory: try row.slug("territory"), territoryName: try row.text("name"),
      isExample: try row.bool("example"))
  }
}
