import Domain
import Foundation
import Site

/// Every public page, full and bare.
struct PublicExamples {
  private typealias V = ExampleValues
  private let setting: PageExample.Setting
  private var wording: Wording { setting.wording }

  init(_ setting: PageExample.Setting) { self.setting = setting }

  func all() throws -> [PageExample] {
    try home() + (try territories()) + (try lists()) + (try calls()) + (try texts()) + (try errors())
      + (try blankForm()) + PrivacyExamples(setting).all() + (try labels()) + ReportExamples(setting).all()
  }

  private func example(_ name: String, _ model: some PageModel, _ link: Link?, query: String = "") throws -> PageExample
  {
    try PageExample(name, model, setting.layout(link, query: query), setting)
  }

  private func page<Item>(_ items: [Item], total: Int? = nil, offset: Int = 0) -> Page<Item> {
    Page(items: items, total: total ?? items.count, request: PageRequest(offset: offset, limit: 1) ?? .longest)
  }

  private func home() throws -> [PageExample] {
    [
      try example(
        "home",
        HomePage(
          territories: 1, challenges: 61, received: 48, latest: [V.summary], open: [V.wave()], map: ExampleMaps.france,
          at: V.moment, in: wording), .home),
      try example(
        "bare home",
        HomePage(
          territories: 0, challenges: 0, received: nil, latest: [], open: [], map: nil, at: V.moment, in: wording),
        .home),
    ]
  }

  private func blankForm() throws -> [PageExample] {
    [try example("blank form", BlankFormPage(in: wording), .blankForm(wave: V.wave().slug))]
  }

  private func territories() throws -> [PageExample] {
    let filter = TerritoryFilter(region: "27", theme: "T01", wave: Slug(naming: "vague-exemple"), text: V.hostile)
    func list(_ items: [TerritorySummary], _ filter: TerritoryFilter, isMap: Bool) -> TerritoriesPage {
      TerritoriesPage(
        page(items, total: items.isEmpty ? 0 : 3, offset: items.isEmpty ? 0 : 1), filter: filter, regions: ["27"],
        waves: [V.wave()], map: isMap ? ExampleMaps.france : nil, isMap: isMap, in: wording)
    }
    func territory(_ territory: Territory, full: Bool) -> TerritoryPage {
      TerritoryPage(
        territory, extent: .init(municipalities: 12, population: 34567), neighbours: full ? [V.summary] : [],
        map: full ? ExampleMaps.territory : nil,
        label: full ? LabelExamples.status(wording) : LabelExamples.endedStatus(wording), in: wording)
    }
    return [
      try example("territories", list([V.summary], filter, isMap: false), .territories, query: "?q=%3Cscript%3E"),
      try example("map of territories", list([V.summary], filter, isMap: true), .territories),
      try example("no territory", list([], TerritoryFilter(isInForce: true), isMap: false), .territories),
      try example("territory", territory(V.territory, full: true), .territory(V.territory.slug)),
      try example("bare territory", territory(V.bareTerritory, full: false), .territory(V.bareTerritory.slug)),
    ]
  }

  private func labels() throws -> [PageExample] {
    let entry = LabelExamples.entry
    let missing = Finding(field: "jour", problem: .notADay)
    return [
      try example(
        "register",
        RegisterPage(
          page([entry], total: 3, offset: 1), on: V.day(3), typed: V.hostile, typedKnown: V.hostile,
          findings: [missing], in: wording), .register),
      try example(
        "empty register", RegisterPage(page([]), on: V.day(3), typed: nil, typedKnown: nil, in: wording), .register),
      try example("verification", VerificationPage("", nil, in: wording), .verification),
      try example("unknown code", VerificationPage(V.hostile, nil, in: wording), .verification),
      try example(
        "valid label", VerificationPage("7K3M", LabelExamples.facts(.active), in: wording), .verification),
      try example(
        "ended label", VerificationPage("7K3M", LabelExamples.facts(.relinquished), in: wording), .verification),
    ]
  }

  private func lists() throws -> [PageExample] {
    let found: [SearchResult] = [.territory(V.summary), .challenge(V.listing)]
    return [
      try example("challenges", ChallengesPage(page([V.listing], total: 2), theme: nil, in: wording), .challenges),
      try example("challenges of a theme", ChallengesPage(page([V.listing]), theme: "T02", in: wording), .challenges),
      try example("search", SearchPage(page(found, total: 4), text: V.hostile, in: wording), .search),
      try example("nothing found", SearchPage(page([]), text: "x", in: wording), .search),
      try example("no search", SearchPage(page([]), text: " ", in: wording), .search),
    ]
  }

  private func calls() throws -> [PageExample] {
    let waves = [V.wave(), V.wave("close", open: false), V.standing]
    return [
      try example(
        "standing call", WavePage(V.standing, territories: [], at: V.moment, in: wording), .wave(V.standing.slug)),
      try example("calls", CallsPage(waves, at: V.moment, csrf: nil, in: wording), .calls),
      try example("calls for applicants", CallsPage(waves, at: V.moment, csrf: "token", in: wording), .calls),
      try example(
        "calls with a check",
        CallsPage(waves, selfChecks: [waves[0].slug, V.standing.slug], at: V.moment, csrf: nil, in: wording), .calls),
      try example("calls for others", CallsPage(waves, at: V.moment, csrf: nil, isSignedIn: true, in: wording), .calls),
      try example("no open call", CallsPage([], at: V.moment, csrf: nil, in: wording), .calls),
      try example(
        "wave", WavePage(V.wave(), territories: [V.summary], hasReport: true, at: V.moment, in: wording),
        .wave(V.wave().slug)),
      try example(
        "open wave", WavePage(V.wave(full: false), territories: [], at: V.moment, in: wording), .wave(V.wave().slug)),
      try example(
        "bare wave", WavePage(V.wave(full: false), territories: [], at: V.moment, in: wording), .wave(V.wave().slug)),
    ]
  }

  private func texts() throws -> [PageExample] {
    [
      try example("label", LabelPage(in: wording), .label),
      try example("data", OpenDataPage(waves: [V.wave()], in: wording), .openData),
      try example("data without waves", OpenDataPage(waves: [], in: wording), .openData),
      try example("legal", LegalPage(in: wording), .legal),
      try example("accessibility", AccessibilityPage(in: wording), .accessibility),
    ]
  }

  private func errors() throws -> [PageExample] {
    [
      try example("fault", ErrorPage(title: "500", message: V.hostile, requestID: V.hostile, in: wording), nil),
      try example("not found", ErrorPage(title: V.hostile, message: "404", in: wording), nil),
    ]
  }
}
