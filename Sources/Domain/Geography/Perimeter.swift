/// A territory on the ground: a union of official codes of a given year.
package struct Perimeter: Hashable, Sendable {
  package let codes: [PlaceCode]
  package let year: Int

  package init(codes: [PlaceCode], year: Int) {
    self.codes = codes
    self.year = year
  }

  /// The codes of the communes that it covers.
  package func municipalities(in gazetteer: Gazetteer) -> Set<String> {
    Set(codes.flatMap { gazetteer.municipalities(in: $0) ?? [] })
  }

  /// The codes of the régions that it touches.
  package func regions(in gazetteer: Gazetteer) -> Set<String> {
    Set(
      municipalities(in: gazetteer).compactMap { code in
        gazetteer.municipality(code).flatMap(gazetteer.region(of:))
      })
  }

  /// The sum of the published municipal populations.
  package func population(in gazetteer: Gazetteer) -> Int {
    municipalities(in: gazetteer).reduce(0) { $0 + (gazetteer.municipality($1)?.population ?? 0) }
  }
}
