package import Domain
import Foundation
import Storage

extension Operations {
  /// Keeps a filter of the queue under a name; one of the same name gives way.
  /// - Throws: `Refusal.invalid` for a name that is none, `.tooManyViews`.
  package func keepQueueView(_ filter: QueueFilter, as name: String, by principal: Principal) async throws {
    let (name, now) = (name.trimmed, world.now())
    try await database.write { transaction in
      try principal.require(.readQueue, on: .any)
      guard let person = principal.person else { throw Refusal.notFound }
      let findings = QueueView.findings(in: name)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let records = QueueViewRecords(transaction)
      let others = try records.list(of: person).filter { $0.name != name }
      guard others.count < QueueView.most else { throw Refusal.tooManyViews(maximum: QueueView.most) }
      let view = QueueView(id: world.newIdentity(), name: name, filter: filter)
      try records.keep(view, of: person, at: now)
      try JournalRecords(transaction).append(
        "queue.viewKept", on: "person:\(person)", by: principal.actor, at: now,
        change: ["view": .string("\(view.id)")])
    }
  }

  /// Deletes a filter of one's own. Pressed twice, it is gone.
  package func deleteQueueView(_ id: ID<QueueView>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.readQueue, on: .any)
      guard let person = principal.person else { throw Refusal.notFound }
      guard try QueueViewRecords(transaction).delete(id, of: person) else { return }
      try JournalRecords(transaction).append(
        "queue.viewDeleted", on: "person:\(person)", by: principal.actor, at: now,
        change: ["view": .string("\(id)")])
    }
  }
}
