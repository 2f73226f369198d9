import Domain
import Foundation

/// Values of the domain whose every text tries to break out of the page.
enum ExampleValues {
  static let hostile = "<script>alert('é')</script> \"&amp; {{t.home}}"
  static let moment = Date(timeIntervalSince1970: 1_790_000_000)

  static func day(_ month: Int) -> Day { Day(year: 2026, month: month, day: 1) ?? Day(moment) }
  static func both(_ text: String) -> LocalisedText {
    LocalisedText(fr: "\(text) \(hostile)", en: "\(text) \(hostile)")
  }
  static func identity<Owner>(_ number: Int) -> ID<Owner> {
    ID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, UInt8(number))))
  }

  static let programme = Programme(
    id: "p", name: both("P"), tagline: both("T"), summary: both("S"),
    source: .init(title: hostile, date: day(2), note: both("N")),
    criteria: [.init(id: "c1", title: both("C"), summary: both("R"))],
    services: [.init(id: "s1", title: both("C"), summary: both("R"))],
    actorKinds: [Field.Option(id: "k1", label: both("K"))],
    colleges: [Field.Option(id: "c1", label: both("K")), Field.Option(id: "c2", label: both("L"))],
    calendar: [
      .init(on: "2018-07-03", title: both("M"), source: hostile), .init(on: "2018-07", title: both("M"), source: "x"),
    ],
    themes: (1...2).map { number in
      Theme(
        id: "T0\(number)", slug: "theme-\(number)", name: both("T\(number)"), mainGoal: 3, otherGoals: [4], targets: [])
    })

  static func wave(_ slug: String = "vague-exemple", open: Bool = true, full: Bool = true) -> Wave {
    Wave(
      id: identity(1), slug: Slug(naming: slug), name: both("V"), call: both("A"),
      procedure: ProcedureKey(id: "p", version: "1"), opensAt: moment.addingTimeInterval(-86400 * 90),
      closesAt: moment.addingTimeInterval(open ? 86400 * 30 : -86400), decisionPromisedBy: full ? day(3) : nil,
      decidedOn: full ? day(4) : nil, publishedOn: full ? day(5) : nil, ceremonyOn: full ? day(6) : nil,
      stated: full ? .init(received: 48, labelled: 18, deepening: 30, note: both("N")) : nil,
      note: full ? both("N") : nil, isExample: full)
  }

  static let standing = Wave(
    id: identity(4), slug: Slug(naming: "guichet"), name: both("G"), call: both("P"),
    procedure: ProcedureKey(id: "p", version: "1"), opensAt: moment.addingTimeInterval(-86400), closesAt: Wave.never,
    decisionPromisedBy: nil, decidedOn: nil, publishedOn: nil, ceremonyOn: nil, stated: nil, note: both("N"),
    isExample: true)

  static let challenge = Challenge(
    id: "i", slug: "pays-1", lead: hostile, kind: .civic, title: hostile, theme: "T01", secondTheme: "T02",
    summary: hostile, summaryEn: nil,
    objectives: [
      Objective(
        id: "o", statement: hostile, indicator: hostile, unit: hostile, baseline: "1234.5", target: hostile,
        targetDay: day(1), source: hostile)
    ])

  static let summary = TerritorySummary(
    slug: Slug(naming: "Pays d’Exemple"), name: hostile,
    wave: .init(slug: Slug(naming: "v"), name: both("V")), labelledOn: day(2), departments: ["90"], regions: ["27"],
    themes: ["T01", "T02"], challengeCount: 3, perimeter: [PlaceCode(level: .intermunicipality, code: "200000001")],
    isExample: true, label: PublicLabel(.withdrawn, endedOn: day(5)))

  static let territory = Territory(
    id: identity(2), slug: Slug(naming: "Pays d’Exemple"), wave: summary.wave,
    profile: TerritoryProfile(
      name: hostile, aliases: [hostile], departments: ["90"], presentation: "\(hostile)\n\(hostile)",
      presentationEn: hostile,
      collective: .init(
        name: hostile, memberCount: 12,
        members: CollectiveMember.Part.allCases.map {
          CollectiveMember(name: hostile, part: $0, kind: "k1", note: hostile)
        }),
      challenges: [challenge], perimeter: summary.perimeter + [PlaceCode(level: .municipality, code: "00000")],
      perimeterNotes: [
        .init(code: "epci:200000001", name: hostile, certainty: .probable, note: both("N")),
        .init(code: "commune:90001", name: nil, certainty: .option, note: both("N")),
      ],
      figures: [.init(measure: both("M"), value: "12345.5", unit: both("U"), isApproximate: true)],
      editorialNotes: [.init(about: "name", note: both("N"))]),
    labelledOn: day(2), publishedAt: moment, regions: ["27"], isExample: true,
    label: PublicLabel(.valid))

  /// A territory of which little is known.
  static let bareTerritory = Territory(
    id: identity(3), slug: Slug(naming: "Peu"), wave: summary.wave,
    profile: TerritoryProfile(
      name: "Peu", aliases: [], departments: [], presentation: "Peu", presentationEn: nil,
      collective: .init(name: nil, memberCount: nil, members: []), challenges: [], perimeter: [], perimeterNotes: [],
      figures: [], editorialNotes: []),
    labelledOn: day(2), publishedAt: moment, regions: [], isExample: false,
    label: PublicLabel(.withdrawn, endedOn: day(5)))

  static let listing = ChallengeListing(
    challenge: challenge, territory: territory.slug, territoryName: hostile, isExample: true)
}
