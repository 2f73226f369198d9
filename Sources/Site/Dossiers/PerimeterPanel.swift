package import Domain

/// The builder of a perimeter, beside its field: what is chosen, what it comes to, what lies around it.
package struct PerimeterPanel: Sendable {
  let field: String
  let chosen: [Chosen]
  let facts: [String]
  let map: [MapPicture]
  let neighbours: [Neighbour]
  let hasNeighbours: Bool
  let overlaps: [Overlap]
  let hasOverlaps: Bool

  struct Chosen: Sendable {
    let code: String
    let label: String
    let notes: [String]
  }

  struct Neighbour: Sendable {
    let neighbourID: String
    let code: String
    let label: String
  }

  struct Overlap: Sendable {
    let href: String
    let label: String
  }

  /// What is known of a choice of places.
  package struct Contents: Sendable {
    let field: String
    let review: PerimeterReview
    let neighbours: [Municipality]
    let overlaps: [PerimeterOverlap<TerritorySummary>]
    let map: MapPicture?

    package init(
      field: String, review: PerimeterReview, neighbours: [Municipality],
      overlaps: [PerimeterOverlap<TerritorySummary>], map: MapPicture?
    ) {
      self.field = field
      self.review = review
      self.neighbours = neighbours
      self.overlaps = overlaps
      self.map = map
    }
  }

  /// The id of the box of a neighbouring commune, to which its shape on the map leads.
  package static func neighbourID(_ code: String) -> String { "neighbour-\(code)" }

  init(_ contents: Contents, in wording: Wording) {
    let (words, review) = (wording.catalogue, contents.review)
    field = contents.field
    chosen = review.places.map { place in
      Chosen(
        code: place.code.description, label: wording.chosenPlace(place.code),
        notes: PerimeterPanel.notes(on: place, wording))
    }
    var facts = [words.count("communeCount", review.municipalities.count)]
    facts.append(words("populationOf", words.grouped(review.population), "\(Gazetteer.populationYear)"))
    if review.withoutPopulation > 0 { facts.append(words.count("communesUncounted", review.withoutPopulation)) }
    if let area = review.area { facts.append(words("squareKilometres", words.grouped(Int(area.rounded())))) }
    facts.append(words("geographyOf", "\(Gazetteer.year)"))
    self.facts = review.municipalities.isEmpty ? [] : facts
    map = contents.map.map { [$0] } ?? []
    neighbours = contents.neighbours.map {
      Neighbour(
        neighbourID: PerimeterPanel.neighbourID($0.code),
        code: PlaceCode(level: .municipality, code: $0.code).description, label: "\($0.name) (\($0.code))")
    }
    hasNeighbours = !neighbours.isEmpty
    overlaps = contents.overlaps.map {
      Overlap(
        href: wording.path(.territory($0.owner.slug)),
        label: "\($0.owner.name)\(words("colon"))\(words.count("sharedCommunes", $0.municipalities))")
    }
    hasOverlaps = !overlaps.isEmpty
  }

  private static func notes(on place: PerimeterReview.Place, _ wording: Wording) -> [String] {
    let words = wording.catalogue
    var notes: [String] = []
    if place.isUnknown { notes.append(words("placeUnknown")) }
    if place.code.level != .municipality, !place.isUnknown {
      notes.append(words.count("communeCount", place.municipalities))
    }
    if let successor = place.successor { notes.append(words("communeNow", "\(successor.name) (\(successor.code))")) }
    if let inside = place.inside { notes.append(words("placeInside", wording.chosenPlace(inside))) }
    return notes
  }
}

extension Wording {
  /// "CC de l’Exemple (intercommunalité, 200000001)".
  func chosenPlace(_ code: PlaceCode) -> String {
    "\(place(code)) (\(catalogue("level_\(code.level.rawValue)")), \(code.code))"
  }
}
