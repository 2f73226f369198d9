import Domain
import Storage

extension Operations {
  /// How many dossiers that await the service bind everybody who could examine them. Without a word of them nobody would
  /// learn that they are there: they stand in nobody's queue, and no one is left to set a conflict aside.
  func forsakenDossiers(in transaction: any Transaction) throws -> Int {
    let (conflicts, mandates) = (ConflictRecords(transaction), MandateRecords(transaction))
    var count = 0
    for (wave, dossiers) in try conflicts.examinable() {
      let able = Set(
        try mandates.holders(of: .instructor, in: wave, at: world.now(), limit: 10_000).map(\.id))
      let bound = try conflicts.pairs(in: wave)
      count += dossiers.count { able.isSubset(of: bound[$0, default: []]) }
    }
    return count
  }
}
