/// What a choice of places comes to: each place, what lies in it, and the whole.
package struct PerimeterReview: Hashable, Sendable {
  package let places: [Place]
  /// The communes of all places, each once, by code.
  package let municipalities: [String]
  package let population: Int
  /// How many of the communes have no published population.
  package let withoutPopulation: Int
  /// In square kilometres; nil without outlines.
  package let area: Double?

  package struct Place: Hashable, Sendable {
    package let code: PlaceCode
    package let municipalities: Int
    /// Another chosen place that holds all of it.
    package let inside: PlaceCode?
    /// The commune of today, where the code is of a former one.
    package let successor: Municipality?
    /// Whether no official place has the code.
    package let isUnknown: Bool
  }

  package init(_ codes: [PlaceCode], in gazetteer: Gazetteer) {
    let sets = codes.map { Set(gazetteer.municipalities(in: $0) ?? []) }
    // Only a place that holds the first commune of another can hold all of it: no pair is compared in vain.
    var holders: [String: [Int]] = [:]
    for (index, set) in sets.enumerated() { for commune in set { holders[commune, default: []].append(index) } }
    places = codes.enumerated().map { index, code in
      let inside = sets[index].first.flatMap { holders[$0] }?.first { other in
        guard other != index, sets[index].count <= sets[other].count, sets[index].isSubset(of: sets[other]) else {
          return false
        }
        // Of two that are the same, the later one is too many.
        return sets[index] != sets[other] || other < index
      }
      let current = code.level == .municipality ? gazetteer.currentMunicipalities(forCode: code.code) : []
      return Place(
        code: code, municipalities: sets[index].count, inside: inside.map { codes[$0] },
        successor: current.first { $0.code != code.code }, isUnknown: gazetteer.municipalities(in: code) == nil)
    }
    let all = sets.reduce(into: Set()) { $0.formUnion($1) }.sorted()
    municipalities = all
    let populations = all.map { gazetteer.municipality($0)?.population }
    population = populations.reduce(0) { $0 + ($1 ?? 0) }
    withoutPopulation = populations.count { $0 == nil }
    area = gazetteer.outlines.map { outlines in
      all.reduce(0) { $0 + Outline(rings: outlines.rings(of: $1)).squareKilometres }
    }
  }

  /// The communes that share a border with the perimeter and are not in it, by name. None for a perimeter of more
  /// than so many communes: nobody adds to a région commune by commune.
  package func neighbours(in gazetteer: Gazetteer, upTo most: Int = 400) -> [Municipality] {
    guard let outlines = gazetteer.outlines, !municipalities.isEmpty, municipalities.count <= most else { return [] }
    let own = Set(municipalities)
    return outlines.codes(touching: outlines.outline(of: municipalities))
      .filter { !own.contains($0) }.compactMap { gazetteer.municipality($0) }
      .sorted { ($0.name, $0.code) < ($1.name, $1.code) }
  }
}

/// A labelled territory, or a candidacy, that has communes in common with a perimeter.
package struct PerimeterOverlap<Owner: Hashable & Sendable>: Hashable, Sendable {
  package let owner: Owner
  package let municipalities: Int

  package init(owner: Owner, municipalities: Int) {
    self.owner = owner
    self.municipalities = municipalities
  }
}

/// What an instructor is told of a candidacy that overlaps another.
package struct OverlappingDossier: Hashable, Sendable {
  package let id: ID<Dossier>
  package let reference: String
  package let title: String

  package init(id: ID<Dossier>, reference: String, title: String) {
    self.id = id
    self.reference = reference
    self.title = title
  }
}
