package import Domain
import Foundation
import Storage

extension Operations {
  /// How many things one transaction removes: others get their turn in between.
  private static let retentionBatch = 200

  /// Removes what the programme keeps no longer, rule by rule and batch by batch. Stopped in between, it goes on at the
  /// next call.
  ///
  /// - Parameter isTrial: only counts what would be removed.
  package func applyRetention(isTrial: Bool, by principal: Principal) async throws -> [RetentionResult] {
    try principal.require(.applyRetention, on: .any)
    var results: [RetentionResult] = []
    for rule in programme.privacy.retention {
      guard let limit = rule.limit(at: world.now()) else { continue }
      switch rule.kind {
      case .inactiveAccounts: results.append(try await eraseInactive(since: limit, isTrial: isTrial, by: principal))
      case .signIn, .messages, .unsubmittedDrafts, .refusedCandidacies:
        let removed =
          isTrial
          ? try await database.read { try count(rule.kind, before: limit, in: $0) }
          : try await remove(rule.kind, before: limit, by: principal)
        results.append(RetentionResult(kind: rule.kind, removed: removed))
      case .labelledCandidacies, .journal: break
      }
    }
    return results
  }

  private func remove(
    _ kind: RetentionRule.Kind, before limit: Date, by principal: Principal
  ) async throws -> Int {
    var removed = 0
    while true {
      let batch = try await database.write { transaction in
        let number = try removeBatch(kind, before: limit, by: principal, in: transaction)
        if number > 0 {
          try JournalRecords(transaction).append(
            "retention.applied", on: "retention:\(kind.rawValue)", by: principal.actor, at: world.now(),
            change: ["before": .string(Instant.text(limit)), "removed": .integer(Int64(number))])
        }
        return number
      }
      removed += batch
      if batch < Operations.retentionBatch { return removed }
    }
  }

  private func removeBatch(
    _ kind: RetentionRule.Kind, before limit: Date, by principal: Principal, in transaction: any Transaction
  ) throws -> Int {
    let size = Operations.retentionBatch
    let dossiers = DossierErasure(transaction)
    switch kind {
    case .signIn: return try PersonErasure(transaction).deleteExpired(before: limit, limit: size)
    case .messages: return try OutboxErasure(transaction).delete(before: limit, limit: size)
    case .unsubmittedDrafts:
      let batch = try dossiers.unsubmitted(before: limit, limit: size)
      for id in batch {
        try removeFiles(of: id, in: transaction)
        try dossiers.delete(id)
        try note("dossier.deleted", id, by: principal, in: transaction)
      }
      return batch.count
    case .refusedCandidacies:
      let batch = try dossiers.refused(before: limit, limit: size)
      for id in batch {
        try removeFiles(of: id, in: transaction)
        try dossiers.empty(id)
        try note("dossier.emptied", id, by: principal, in: transaction)
      }
      return batch.count
    case .inactiveAccounts, .labelledCandidacies, .journal: return 0
    }
  }

  private func note(
    _ action: String, _ id: ID<Dossier>, by principal: Principal, in transaction: any Transaction
  ) throws {
    try JournalRecords(transaction).append(action, on: "dossier:\(id)", by: principal.actor, at: world.now())
  }

  private func count(
    _ kind: RetentionRule.Kind, before limit: Date, in transaction: any Transaction
  ) throws -> Int {
    switch kind {
    case .signIn: try PersonErasure(transaction).expired(before: limit)
    case .messages: try OutboxErasure(transaction).count(before: limit)
    case .unsubmittedDrafts: try DossierErasure(transaction).unsubmittedCount(before: limit)
    case .refusedCandidacies: try DossierErasure(transaction).refusedCount(before: limit)
    case .inactiveAccounts, .labelledCandidacies, .journal: 0
    }
  }

  /// An account is erased as its owner would do it; one that may not be erased is spared and asked about again.
  private func eraseInactive(
    since limit: Date, isTrial: Bool, by principal: Principal
  ) async throws -> RetentionResult {
    var result = RetentionResult(kind: .inactiveAccounts)
    var last: ID<Person>?
    while true {
      let after = last
      let batch = try await database.read {
        try PersonErasure($0).inactive(since: limit, after: after, limit: Operations.retentionBatch)
      }
      for id in batch {
        let isErased =
          isTrial
          ? try await database.read { try obstacle(toErasing: id, at: world.now(), in: $0) == nil }
          : try await eraseUnlessRefused(id, by: principal)
        if isErased { result.removed += 1 } else { result.spared += 1 }
      }
      guard batch.count == Operations.retentionBatch else { return result }
      last = batch.last
    }
  }

  private func eraseUnlessRefused(_ id: ID<Person>, by principal: Principal) async throws -> Bool {
    do {
      try await eraseAccount(id, by: principal)
      return true
    } catch is Refusal {
      return false
    }
  }
}
