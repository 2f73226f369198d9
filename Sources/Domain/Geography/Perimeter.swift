/// A territory on the ground: a union of official codes of a given year.
package struct Perimeter: Hashable, Codable, Sendable {
  /// How many places a form takes: wider ones are chosen instead of thousands of communes.
  package static let mostPlaces = 2_000

  package let codes: [PlaceCode]
  package let year: Int

  package init(codes: [PlaceCode], year: Int) {
    self.codes = codes
    self.year = year
  }

  /// The codes that mean no place, in the order in which they were given.
  package func unknownCodes(in gazetteer: Gazetteer) -> [PlaceCode] {
    codes.filter { gazetteer.municipalities(in: $0) == nil }
  }

  /// The codes of the communes that it covers, each once however the places overlap.
  package func municipalities(in gazetteer: Gazetteer) -> Set<String> {
    Set(codes.flatMap { gazetteer.municipalities(in: $0) ?? [] })
  }

  /// The codes of the départements that it touches: a métropole may reach into a second one.
  package func departments(in gazetteer: Gazetteer) -> Set<String> {
    Set(municipalities(in: gazetteer).compactMap { gazetteer.municipality($0)?.department })
  }

  /// The codes of the régions that it touches.
  package func regions(in gazetteer: Gazetteer) -> Set<String> {
    Set(departments(in: gazetteer).compactMap { gazetteer.department($0)?.region })
  }

  /// The sum of the published municipal populations.
  package func population(in gazetteer: Gazetteer) -> Int {
    municipalities(in: gazetteer).reduce(0) { $0 + (gazetteer.municipality($1)?.population ?? 0) }
  }
}
