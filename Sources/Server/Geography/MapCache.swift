import Domain
import Services
import Site
import Synchronization

/// The outlines of labelled territories, united from their communes once and kept: a région has thousands.
/// They are kept by perimeter, which says all that an outline depends on.
final class MapCache: Sendable {
  private let outlines = Mutex<[Perimeter: Outline]>([:])

  func outline(of perimeter: Perimeter, in gazetteer: Gazetteer) -> Outline {
    if let known = outlines.withLock({ $0[perimeter] }) { return known }
    let outline = TerritoryMap.outline(of: perimeter, in: gazetteer)
    outlines.withLock { $0[perimeter] = outline }
    return outline
  }
}

extension Deployment {
  private var gazetteer: Gazetteer { operations.gazetteer }

  func outline(of territory: TerritorySummary) -> Outline {
    let perimeter = Perimeter(codes: territory.perimeter, year: territory.labelledOn.year)
    return maps.outline(of: perimeter, in: gazetteer)
  }

  /// More communes than the largest région has are drawn for nobody: uniting their outlines takes too long.
  private static let drawn = 5_000

  /// The map of France with these territories, in their order.
  func franceMap(_ territories: [TerritorySummary], in wording: Wording) -> MapPicture {
    let drawn = territories.map { territory in
      MapTerritory(
        slug: territory.slug.value, name: territory.name,
        href: wording.path(.territory(territory.slug)), outline: outline(of: territory))
    }
    let names = Dictionary(gazetteer.regions.map { ($0.code, $0.name) }) { first, _ in first }
    return FranceMap.picture(
      drawn, over: basemap, regionNames: names,
      words: MapWords(
        id: "france", title: wording.catalogue("mapTitle"), description: wording.catalogue("mapDescription")))
  }

  /// The map of a perimeter that is being chosen, with the communes around it. It is drawn anew each time: what is kept
  /// of drafts would fill the memory.
  func perimeterMap(_ review: PerimeterReview, _ neighbours: [Municipality], in wording: Wording) -> MapPicture? {
    guard let outlines = gazetteer.outlines, review.municipalities.count <= Deployment.drawn else { return nil }
    let perimeter = Perimeter(codes: review.places.map(\.code), year: Gazetteer.year)
    let outline = TerritoryMap.outline(of: perimeter, in: gazetteer)
    guard !outline.rings.isEmpty else { return nil }
    return TerritoryMap.picture(
      choosing: outline,
      neighbours: neighbours.map { commune in
        MapTerritory(
          slug: commune.code, name: commune.name, href: "#" + PerimeterPanel.neighbourID(commune.code),
          outline: Outline(rings: outlines.rings(of: commune.code)))
      }, towns: MapTown.biggest(3, of: perimeter, in: gazetteer),
      words: MapWords(
        id: "perimeter", title: wording.catalogue("perimeterMap"),
        description: wording.catalogue(neighbours.isEmpty ? "mapOfDescription" : "perimeterMapDescription")))
  }

  /// The map of one perimeter, nil where the geography has no outline of it.
  func territoryMap(_ name: String, _ perimeter: Perimeter, in wording: Wording) -> MapPicture? {
    let outline = maps.outline(of: perimeter, in: gazetteer)
    guard !outline.rings.isEmpty else { return nil }
    return TerritoryMap.picture(
      outline, context: TerritoryMap.context(around: outline, in: gazetteer, basemap: basemap),
      towns: MapTown.biggest(3, of: perimeter, in: gazetteer),
      words: MapWords(
        id: "territory", title: wording.catalogue("mapOf", name),
        description: wording.catalogue("mapOfDescription")))
  }
}

extension SiteRequest {
  /// What the builder of a perimeter shows of the places that are chosen.
  func perimeter(of field: Field, _ codes: [PlaceCode]) async throws -> PerimeterPanel.Contents {
    let review = PerimeterReview(codes, in: operations.gazetteer)
    let neighbours = review.neighbours(in: operations.gazetteer)
    return PerimeterPanel.Contents(
      field: field.id, review: review, neighbours: neighbours,
      overlaps: try await operations.territories(overlapping: review.municipalities),
      map: deployment.perimeterMap(review, neighbours, in: wording))
  }
}
