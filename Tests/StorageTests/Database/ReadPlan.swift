import Domain
import Storage
import Synchronization
import TestSupport

/// Looks at the plan of every query that something really asks, so that no test copies a query that changes later.
struct PlanReader: Transaction {
  private let transaction: any Transaction
  private let seen: Mutex<[String]>.Box

  init(_ transaction: any Transaction, into seen: Mutex<[String]>.Box) {
    self.transaction = transaction
    self.seen = seen
  }

  var engine: Engine { transaction.engine }

  @discardableResult
  func execute(_ statement: SQL) throws -> Int { try transaction.execute(statement) }

  func rows(_ query: SQL) throws -> [SQLRow] {
    let plan = try transaction.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }
    seen.value.withLock { $0.append(plan.joined(separator: "\n")) }
    return try transaction.rows(query)
  }
}

extension Mutex<[String]> {
  /// Shared by those who write into it.
  final class Box: Sendable {
    let value = Mutex<[String]>([])
  }
}

/// The plans of all queries that `ask` makes on an empty database.
func readPlans(_ ask: @escaping @Sendable (any Transaction) throws -> Void) async throws -> [String] {
  let (house, seen) = (try await TestHouse(), Mutex<[String]>.Box())
  try await house.database.read { try ask(PlanReader($0, into: seen)) }
  return seen.value.withLock { $0 }
}
