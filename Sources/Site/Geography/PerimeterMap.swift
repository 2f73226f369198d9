package import Domain

extension TerritoryMap {
  /// A perimeter that is being chosen, and the communes around it; the shape of each leads to its box in the form.
  package static func picture(
    choosing outline: Outline, neighbours: [MapTerritory], towns: [MapTown], words: MapWords
  ) -> MapPicture {
    let around = Outline(rings: outline.rings + neighbours.flatMap(\.outline.rings))
    let box = box(for: around)
    let projection = MapProjection(fitting: around.rings, into: box.grown(by: -20))
    func d(_ outline: Outline) -> String {
      MapPath.d(outline.rings.map { $0.map { projection.point($0) } }, within: box.grown(by: 4))
    }
    return MapPicture(
      id: words.id, role: neighbours.isEmpty ? "img" : "group", viewBox: "0 0 \(Int(width)) \(Int(box.height))",
      title: words.title, description: words.description, land: [], frames: [],
      areas: [d(outline)].filter { !$0.isEmpty },
      shapes: neighbours.map {
        MapPicture.Shape(d: d($0.outline), href: $0.href, title: $0.name, cssClass: "land")
      }, leaders: [], dots: [], towns: named(towns, projection), entries: [], hasList: false)
  }
}
