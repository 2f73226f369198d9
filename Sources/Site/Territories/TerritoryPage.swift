package import Domain

/// A labelled territory.
package struct TerritoryPage: PageModel {
  package static let template = "Territories/territory"

  let name: String
  let isExample: Bool
  let place: String
  let labelledOn: String
  let waveName: String
  let waveHref: String
  let presentation: [String]
  let presentationLang: String
  let challenges: [ChallengeItem]
  let collective: CollectiveItem
  let figures: [FigureItem]
  let hasFigures: Bool
  let perimeter: [PlaceItem]
  let otherReadings: [PlaceItem]
  let hasOtherReadings: Bool
  let extent: String
  let notes: [NoteItem]
  let hasNotes: Bool
  let neighbours: [TerritoryCard]
  let hasNeighbours: Bool
  let map: [MapPicture]
  let jsonHref: String
  let label: [LabelStatus]

  struct CollectiveItem: Sendable {
    let name: [String]
    let count: [String]
    let members: [MemberItem]
  }

  struct MemberItem: Sendable {
    let name: String
    let detail: [String]
  }

  struct FigureItem: Sendable {
    let measure: String
    let value: String
  }

  struct PlaceItem: Sendable {
    let name: String
    let level: String
    let code: String
    let certainty: String
    let note: [String]
  }

  struct NoteItem: Sendable {
    let about: String
    let text: String
  }

  /// How far the perimeter reaches: counted by the geography, not by the source.
  package struct Extent: Sendable {
    let municipalities: Int
    let population: Int

    package init(municipalities: Int, population: Int) {
      self.municipalities = municipalities
      self.population = population
    }
  }

  package init(
    _ territory: Territory, extent: Extent, neighbours: [TerritorySummary], map: MapPicture?,
    label: LabelStatus? = nil, in wording: Wording
  ) {
    let words = wording.catalogue
    let profile = territory.profile
    name = profile.name
    isExample = territory.isExample
    place = territory.regions.map(wording.region).joined(separator: ", ")
    labelledOn = words("labelledOn", wording.day(territory.labelledOn))
    waveName = territory.wave.name[wording.language]
    waveHref = wording.path(.wave(territory.wave.slug))
    let isEnglish = wording.language == .english && profile.presentationEn != nil
    let text = isEnglish ? profile.presentationEn ?? "" : profile.presentation
    presentation = text.split(separator: "\n").map(String.init)
    presentationLang = isEnglish ? "en" : "fr"
    challenges = profile.challenges.map { ChallengeItem($0, in: wording) }
    collective = TerritoryPage.collective(profile.collective, wording)
    figures = profile.figures.map { TerritoryPage.figure($0, wording) }
    hasFigures = !figures.isEmpty
    let known = Dictionary(profile.perimeterNotes.map { ($0.code, $0) }) { first, _ in first }
    perimeter = profile.perimeter.map { code in
      TerritoryPage.place(code, known[code.description], wording)
    }
    otherReadings = profile.perimeterNotes.filter { $0.certainty == .option }.compactMap { note in
      PlaceCode(note.code).map { TerritoryPage.place($0, note, wording) }
    }
    hasOtherReadings = !otherReadings.isEmpty
    self.extent = words(
      "extent", words.count("communeCount", extent.municipalities), words.grouped(extent.population))
    notes = profile.editorialNotes.map { note in
      NoteItem(about: words("about_\(note.about)"), text: note.note[wording.language])
    }
    hasNotes = !notes.isEmpty
    self.neighbours = neighbours.map { TerritoryCard($0, in: wording) }
    hasNeighbours = !neighbours.isEmpty
    self.map = map.map { [$0] } ?? []
    self.label = label.map { [$0] } ?? []
    jsonHref = "/api/v1/territories/\(territory.slug)"
  }

  private static func collective(_ collective: TerritoryProfile.Collective, _ wording: Wording)
    -> CollectiveItem
  {
    let kinds = Dictionary(
      wording.programme.actorKinds.map { ($0.id, $0.label[wording.language]) }
    ) { first, _ in first }
    return CollectiveItem(
      name: collective.name.map { [$0] } ?? [],
      count: collective.memberCount.map { [wording.catalogue.count("statedMembers", $0)] } ?? [],
      members: collective.members.map { member in
        let part = member.part == .member ? nil : wording.catalogue("part_\(member.part.rawValue)")
        let details = [part, member.kind.flatMap { kinds[$0] }, member.note].compactMap { $0 }
        return MemberItem(
          name: member.name, detail: details.isEmpty ? [] : [details.joined(separator: ", ")])
      })
  }

  private static func figure(_ figure: TerritoryProfile.Figure, _ wording: Wording) -> FigureItem {
    let number = wording.catalogue.grouped(figure.value)
    let unit = figure.unit.map { "\u{a0}" + $0[wording.language] } ?? ""
    let value = figure.isApproximate ? wording.catalogue("about", number + unit) : number + unit
    return FigureItem(measure: figure.measure[wording.language], value: value)
  }

  private static func place(
    _ code: PlaceCode, _ note: TerritoryProfile.PerimeterNote?, _ wording: Wording
  ) -> PlaceItem {
    PlaceItem(
      name: wording.place(code), level: wording.catalogue("level_\(code.level.rawValue)"), code: code.code,
      certainty: note.map { wording.catalogue("certainty_\($0.certainty.rawValue)") } ?? "",
      note: note?.note.map { [$0[wording.language]] } ?? [])
  }
}
