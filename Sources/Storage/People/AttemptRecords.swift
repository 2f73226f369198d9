package import Domain
package import Foundation

/// How often something was tried, for all nodes on this database together. Rows go when they no longer count.
package struct AttemptRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// Counts an attempt, if one is left.
  ///
  /// - Parameter who: an address or a network; only its hash is stored.
  /// - Returns: nil when it counts; the seconds to wait when none is left.
  package func attempt(_ limit: AttemptLimit, by who: String, at moment: Date) throws -> Int? {
    let name = "\(limit.name):\(sha256(who))"
    let rows = try transaction.rows(
      """
      SELECT window_start, attempts FROM attempt_counters
      WHERE name = \(name) AND window_start > \(limit.horizon(at: moment))
      ORDER BY window_start
      """)
    let made = try rows.reduce(0) { $0 + (try $1.integer("attempts")) }
    guard made < limit.attempts else {
      return limit.wait(from: try rows.first?.date("window_start") ?? moment, at: moment)
    }
    let window = limit.windowStart(at: moment)
    try transaction.execute(
      """
      INSERT INTO attempt_counters (name, window_start, attempts, expires_at)
      VALUES (\(name), \(window), 1, \(limit.expiry(of: window)))
      ON CONFLICT (name, window_start) DO UPDATE SET attempts = attempt_counters.attempts + 1
      """)
    return nil
  }

  package func deleteExpired(at moment: Date) throws {
    try transaction.execute("DELETE FROM attempt_counters WHERE expires_at < \(moment)")
  }
}
