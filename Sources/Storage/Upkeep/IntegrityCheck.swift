package import Domain

/// What an engine can say of its own soundness.
package struct IntegrityCheck {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// PostgreSQL checks its pages as it reads them, and its references with every change; SQLite is asked.
  package func problems() throws -> [IntegrityProblem] {
    switch transaction.engine {
    case .postgresql: return []
    case .sqlite:
      let pages = try transaction.rows("PRAGMA quick_check(5)").map { try $0.text("quick_check") }
      let references = try transaction.rows("SELECT DISTINCT \"table\" AS name FROM pragma_foreign_key_check LIMIT 5")
      return pages.filter { $0 != "ok" }.map { .engine($0) }
        + (try references.map { .reference(table: try $0.text("name")) })
    }
  }
}
