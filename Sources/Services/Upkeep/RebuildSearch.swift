import Domain
import Storage

extension Operations {
  /// The setting that says that the search was not made yet from what is published.
  static let searchIsStale = "search-is-stale"

  /// Makes the search anew after a restore.
  ///
  /// - Returns: whether it had to be.
  @discardableResult
  package func rebuildSearchIfStale() async throws -> Bool {
    let isStale = try await database.read { try SettingRecords($0).value(Operations.searchIsStale) == "1" }
    guard isStale else { return false }
    let today = Day(world.now())
    try await database.write { transaction in
      try SearchRecords(transaction).removeAll()
      var offset = 0
      while let page = PageRequest(offset: offset, limit: 100) {
        let territories = try TerritoryListRecords(transaction, on: today).list(TerritoryFilter(), page)
        for summary in territories.items {
          guard let territory = try TerritoryRecords(transaction).find(summary.slug, on: today) else { continue }
          try index(territory, in: transaction)
        }
        offset += 100
        if offset >= territories.total { break }
      }
      try SettingRecords(transaction).set(Operations.searchIsStale, to: "0")
    }
    return true
  }
}
