/// Perimeters to draw from: real official codes, of which the simulation says nothing but that they are examples.
package struct SimulatedPlaces {
  package struct Place: Hashable, Sendable {
    package let region: String
    package let department: String
    /// The intercommunality, or the commune where it belongs to none.
    package let perimeter: PlaceCode
    /// A commune in it.
    package let municipality: PlaceCode
  }

  private let gazetteer: Gazetteer

  package init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// A place of a département that is drawn first, so that all regions have their turn.
  package func draw(_ generator: inout SeededGenerator) -> Place {
    let departments = gazetteer.departments.sorted { $0.code < $1.code }
    let fallback = Place(
      region: "", department: "", perimeter: PlaceCode(level: .region, code: ""),
      municipality: PlaceCode(level: .municipality, code: ""))
    guard let department = generator.pick(departments) else { return fallback }
    let codes = gazetteer.municipalities(in: PlaceCode(level: .department, code: department.code)) ?? []
    guard let code = generator.pick(codes.sorted()), let found = gazetteer.municipality(code) else { return fallback }
    let municipality = PlaceCode(level: .municipality, code: code)
    return Place(
      region: department.region, department: department.code,
      perimeter: found.intermunicipality.map { PlaceCode(level: .intermunicipality, code: $0) } ?? municipality,
      municipality: municipality)
  }
}
