/// Which territories hold a commune: all of them, since perimeters nest and overlap.
package struct TerritoryIndex<Key: Hashable & Sendable>: Sendable {
  private let keysByMunicipality: [String: [Key]]

  /// - Parameter territories: in the order in which they are to be answered.
  package init(_ territories: [(Key, Perimeter)], gazetteer: Gazetteer) {
    var keys: [String: [Key]] = [:]
    for (key, perimeter) in territories {
      for code in perimeter.municipalities(in: gazetteer) { keys[code, default: []].append(key) }
    }
    keysByMunicipality = keys
  }

  package func territories(holding code: String) -> [Key] { keysByMunicipality[code] ?? [] }
}
