package import Domain
import Foundation
import Storage

extension Operations {
  /// Opens the calls that the programme's files declare, where they are missing: run at each start, it adds nothing
  /// twice. A call that is there stays as it was opened, whatever its file says since.
  ///
  /// - Returns: what was opened.
  package func openDeclaredCalls(by principal: Principal = .setUp) async throws -> [Slug] {
    var opened: [Slug] = []
    for call in programme.calls {
      let id = world.newIdentity(of: Wave.self)
      let isOpened = try await database.write { transaction in
        try principal.require(.openWave, on: .any)
        // Asked in the transaction: another node may be starting too.
        guard try WaveRecords(transaction).find(call.slug) == nil,
          let procedure = try currentProcedure(call.procedure, in: transaction)
        else { return false }
        let wave = Wave(
          id: id, slug: call.slug, name: call.name, call: procedure.name, procedure: procedure.key,
          opensAt: call.opensOn.start, closesAt: call.closesOn?.end ?? Wave.never, decisionPromisedBy: nil,
          decidedOn: nil, publishedOn: nil, ceremonyOn: nil, stated: nil, note: call.note, isExample: call.isExample)
        try open(wave, with: procedure, by: principal, in: transaction)
        return true
      }
      if isOpened { opened.append(call.slug) }
    }
    if !opened.isEmpty { try await refreshPublishedVersion() }
    return opened
  }

  /// The version of a procedure that a call opens with: the last one in use, or that of the files where none is yet.
  /// A newer one in the files waits until an administrator publishes it.
  func currentProcedure(_ id: String, in transaction: any Transaction) throws -> Procedure? {
    try ProcedureRecords(transaction).current(id) ?? programme.currentProcedure(id)
  }
}
