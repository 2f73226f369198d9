package import Domain
import Foundation

/// What is counted of a wave for its report. The database counts; dossiers are read only for what their answers alone
/// tell, some at a time.
package struct WaveReportRecords {
  private let transaction: any Transaction
  private let reader: ID<Person>?

  /// - Parameter reader: dossiers that bind them are not counted; nil for what everybody may know.
  package init(_ transaction: any Transaction, for reader: ID<Person>? = nil) {
    self.transaction = transaction
    self.reader = reader
  }

  private var isUnbound: SQL { ConflictRecords.unbound("dossiers.id", for: reader) }

  /// The submitted dossiers of a wave that count for the reader.
  package func counted(in wave: ID<Wave>) throws -> Set<ID<Dossier>> {
    Set(
      try transaction.rows(
        """
        SELECT dossiers.id FROM dossiers
        WHERE dossiers.wave_id = \(wave) AND dossiers.submitted_at IS NOT NULL\(isUnbound)
        ORDER BY dossiers.id
        LIMIT 10000
        """
      ).map { try $0.id("id") })
  }

  package func started(in wave: ID<Wave>) throws -> Int {
    try transaction.count("SELECT COUNT(*) AS count FROM dossiers WHERE wave_id = \(wave)\(isUnbound)")
  }

  /// How many dossiers took each step at least once.
  package func steps(in wave: ID<Wave>) throws -> [DossierEvent: Int] {
    let rows = try transaction.rows(
      """
      SELECT steps.event, COUNT(DISTINCT steps.dossier_id) AS count
      FROM dossiers JOIN dossier_steps AS steps ON steps.dossier_id = dossiers.id
      WHERE dossiers.wave_id = \(wave)\(isUnbound)
      GROUP BY steps.event
      """)
    return Dictionary(
      try rows.map { (try $0.raw("event", as: DossierEvent.self), try $0.integer("count")) }, uniquingKeysWith: +)
  }

  /// What was decided on dossiers that were examined: those that were inadmissible are counted as steps.
  package func outcomes(in wave: ID<Wave>) throws -> [WaveReport.Outcome] {
    try transaction.rows(
      """
      SELECT decisions.outcome, COUNT(*) AS count
      FROM dossiers JOIN decisions ON decisions.dossier_id = dossiers.id AND decisions.stands = 1
      WHERE dossiers.wave_id = \(wave) AND decisions.outcome <> \(Decision.Outcome.inadmissible)\(isUnbound)
      GROUP BY decisions.outcome
      ORDER BY decisions.outcome
      """
    ).map { WaveReport.Outcome(outcome: try $0.raw("outcome"), count: try $0.integer("count")) }
  }

  /// How many dossiers are at a stage at which publishing scores or outcomes would tell what nobody may know yet.
  package func unsettled(in wave: ID<Wave>) throws -> Int {
    try transaction.count(
      """
      SELECT COUNT(*) AS count FROM dossiers
      WHERE wave_id = \(wave) AND state IN ('inReview', 'deliberated', 'decided', 'notified')
      """)
  }

  /// How many days lay between two steps of a dossier, the first of each kind: how often so many. Hours are counted by
  /// the database, in UTC; the zone of Paris is whole hours away, so that days follow from them.
  package func days(in wave: ID<Wave>, from first: DossierEvent, to second: DossierEvent) throws -> [Int: Int] {
    let rows = try transaction.rows(
      """
      SELECT SUBSTR(begun.at, 1, 13) AS begun, SUBSTR(ended.at, 1, 13) AS ended, COUNT(*) AS count
      FROM (
        SELECT steps.dossier_id, MIN(steps.at) AS at
        FROM dossiers JOIN dossier_steps AS steps ON steps.dossier_id = dossiers.id
        WHERE dossiers.wave_id = \(wave) AND steps.event = \(first)\(isUnbound)
        GROUP BY steps.dossier_id
      ) AS begun
      JOIN (
        SELECT steps.dossier_id, MIN(steps.at) AS at
        FROM dossiers JOIN dossier_steps AS steps ON steps.dossier_id = dossiers.id
        WHERE dossiers.wave_id = \(wave) AND steps.event = \(second)\(isUnbound)
        GROUP BY steps.dossier_id
      ) AS ended ON ended.dossier_id = begun.dossier_id
      WHERE ended.at >= begun.at
      GROUP BY SUBSTR(begun.at, 1, 13), SUBSTR(ended.at, 1, 13)
      """)
    var days: [Int: Int] = [:]
    for row in rows {
      let (begun, ended) = (Day(try hour(row, "begun")), Day(try hour(row, "ended")))
      // Days of a change of the clocks have 23 or 25 hours.
      let count = Int((ended.start.timeIntervalSince(begun.start) / 86_400).rounded())
      days[count, default: 0] += try row.integer("count")
    }
    return days
  }

  /// When dossiers were complete for the last time, and when their decisions were told: how often so. Complements that
  /// were not indispensable complete nothing.
  package func completeAndTold(in wave: ID<Wave>) throws -> [(complete: Day, told: Day, count: Int)] {
    try transaction.rows(
      """
      SELECT SUBSTR(complete.at, 1, 13) AS complete, SUBSTR(told.at, 1, 13) AS told, COUNT(*) AS count
      FROM (
        SELECT events.dossier_id, MAX(events.at) AS at
        FROM (
          SELECT steps.dossier_id, steps.at
          FROM dossiers JOIN dossier_steps AS steps ON steps.dossier_id = dossiers.id
          WHERE dossiers.wave_id = \(wave) AND steps.event = 'submit'\(isUnbound)
          UNION ALL
          SELECT requests.dossier_id, requests.answered_at AS at
          FROM dossiers JOIN complement_requests AS requests ON requests.dossier_id = dossiers.id
          WHERE dossiers.wave_id = \(wave) AND requests.answered_at IS NOT NULL
            AND requests.items LIKE '%"isIndispensable":true%'\(isUnbound)
        ) AS events
        GROUP BY events.dossier_id
      ) AS complete
      JOIN (
        SELECT steps.dossier_id, MIN(steps.at) AS at
        FROM dossiers JOIN dossier_steps AS steps ON steps.dossier_id = dossiers.id
        WHERE dossiers.wave_id = \(wave) AND steps.event = 'notify'\(isUnbound)
        GROUP BY steps.dossier_id
      ) AS told ON told.dossier_id = complete.dossier_id
      WHERE told.at >= complete.at
      GROUP BY SUBSTR(complete.at, 1, 13), SUBSTR(told.at, 1, 13)
      """
    ).map { row in (Day(try hour(row, "complete")), Day(try hour(row, "told")), try row.integer("count")) }
  }

  /// The answers of submitted dossiers with whether they got a label, some at a time, in the order of their ids.
  package func answers(
    in wave: ID<Wave>, after last: ID<Dossier>?, limit: Int
  ) throws -> [(id: ID<Dossier>, answers: Answers, isLabelled: Bool)] {
    var condition: SQL = "dossiers.wave_id = \(wave) AND dossiers.submitted_at IS NOT NULL\(isUnbound)"
    if let last { condition.append(" AND dossiers.id > \(last)") }
    return try transaction.rows(
      """
      SELECT dossiers.id, dossiers.answers, territories.id AS territory
      FROM dossiers LEFT JOIN territories ON territories.dossier_id = dossiers.id
      WHERE \(condition)
      ORDER BY dossiers.id
      LIMIT \(limit)
      """
    ).map { row in
      (
        try row.id("id"), try Answers(stored: row.text("answers")),
        try row.optionalText("territory") != nil
      )
    }
  }

  private func hour(_ row: SQLRow, _ column: String) throws -> Date {
    try row.parsed(column) { Instant.date($0 + ":00:00.000Z") }
  }
}
