package import Domain

/// A territory as maps show it.
package struct MapTerritory: Hashable, Sendable {
  package let slug: String
  package let name: String
  package let href: String
  package let outline: Outline
  /// Only its dot is drawn.
  package let isPoint: Bool

  package init(slug: String, name: String, href: String, outline: Outline, isPoint: Bool = false) {
    self.slug = slug
    self.name = name
    self.href = href
    self.outline = outline
    self.isPoint = isPoint
  }
}

/// A town to be named on a map.
package struct MapTown: Hashable, Sendable {
  package let name: String
  package let position: Position

  package init(name: String, position: Position) {
    self.name = name
    self.position = position
  }

  /// The towns of a perimeter with the most inhabitants. None where populations were not published (Mayotte):
  /// any choice would pass a village off as the capital.
  package static func biggest(_ count: Int, of perimeter: Perimeter, in gazetteer: Gazetteer) -> [MapTown] {
    perimeter.municipalities(in: gazetteer).compactMap { gazetteer.municipality($0) }
      .filter { $0.population != nil && $0.position != nil }
      .sorted { ($1.population ?? 0, $0.code) < ($0.population ?? 0, $1.code) }
      .prefix(max(0, count))
      .compactMap { town in town.position.map { MapTown(name: town.name, position: $0) } }
  }
}
