package import Domain
package import Foundation

/// What is counted of the dossiers of a wave.
package struct DossierCounts {
  private let transaction: any Transaction
  private let reader: ID<Person>?

  /// - Parameter reader: dossiers that bind them are not counted.
  package init(_ transaction: any Transaction, for reader: ID<Person>?) {
    self.transaction = transaction
    self.reader = reader
  }

  private var isUnbound: SQL { ConflictRecords.unbound("dossiers.id", for: reader) }

  package func states(in wave: ID<Wave>) throws -> [DossierState: Int] {
    let rows = try transaction.rows(
      "SELECT state, COUNT(*) AS count FROM dossiers WHERE wave_id = \(wave)\(isUnbound) GROUP BY state")
    return Dictionary(
      try rows.map { (try $0.raw("state", as: DossierState.self), try $0.integer("count")) }, uniquingKeysWith: +)
  }

  /// Submissions by hour: `2026-11-25T10`, in UTC. The zone of Paris is whole hours away, so that days follow from them.
  package func submittedHours(in wave: ID<Wave>) throws -> [(hour: Date, count: Int)] {
    try transaction.rows(
      """
      SELECT SUBSTR(submitted_at, 1, 13) AS hour, COUNT(*) AS count FROM dossiers
      WHERE wave_id = \(wave) AND submitted_at IS NOT NULL\(isUnbound)
      GROUP BY SUBSTR(submitted_at, 1, 13)
      ORDER BY hour
      """
    ).map { row in
      (try row.parsed("hour") { Instant.date($0 + ":00:00.000Z") }, try row.integer("count"))
    }
  }

  /// The answers of dossiers of a wave, some at a time.
  /// - Parameter areSubmitted: those that were submitted, or the drafts.
  package func answers(
    in wave: ID<Wave>, areSubmitted: Bool, after last: ID<Dossier>?, limit: Int
  ) throws -> [(id: ID<Dossier>, procedure: ProcedureKey, answers: Answers)] {
    var condition: SQL = "wave_id = \(wave)\(isUnbound)"
    condition.append(areSubmitted ? " AND submitted_at IS NOT NULL" : " AND state = 'draft'")
    if let last { condition.append(" AND id > \(last)") }
    return try transaction.rows(
      """
      SELECT id, procedure_id, procedure_version, answers FROM dossiers
      WHERE \(condition)
      ORDER BY id
      LIMIT \(limit)
      """
    ).map { row in
      (
        try row.id("id"),
        ProcedureKey(id: try row.text("procedure_id"), version: try row.text("procedure_version")),
        try Answers(stored: row.text("answers"))
      )
    }
  }
}
