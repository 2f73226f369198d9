package import Domain

/// The public register: who was labelled on a day.
package struct RegisterPage: PageModel {
  package static let template = "Territories/register"

  let action: String
  let day: String
  let known: String
  let dayError: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  let title: String
  let count: String
  let lines: [Line]
  let isEmpty: Bool
  let pager: Pager
  let csvHref: String
  let jsonHref: String

  struct Line: Sendable {
    let href: String
    let name: String
    let place: String
    let labelledOn: String
    let mark: String
    let isExample: Bool
  }

  /// - Parameters:
  ///   - day: the day that is answered for.
  ///   - typed: what was typed as the day; `typedKnown`: as the day on which it is to be known.
  package init(
    _ page: Page<RegisterEntry>, on day: Day, typed: String?, typedKnown: String?, findings: [Finding] = [],
    in wording: Wording
  ) {
    let words = wording.catalogue
    let path = wording.path(.register)
    action = path
    self.day = typed ?? "\(day)"
    known = typedKnown ?? ""
    dayError = findings.map(wording.finding)
    errors = findings.map {
      LinkItem(href: "#\($0.field)", label: words("registerDay") + words("colon") + wording.finding($0))
    }
    hasErrors = !findings.isEmpty
    title = words("registerOn", wording.day(day))
    count = words.count("territoryCount", page.total)
    lines = page.items.map { entry in
      Line(
        href: wording.path(.territory(entry.slug)), name: entry.name,
        place: entry.perimeter.map(wording.place).prefix(RegisterPage.shownPlaces).joined(separator: ", ")
          + (entry.perimeter.count > RegisterPage.shownPlaces ? "…" : ""),
        labelledOn: wording.day(entry.labelledOn),
        mark: wording.mark(entry.period.mark, isEndKnown: entry.period.until != nil),
        isExample: entry.isExample)
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { address(path, [("jour", typed), ("connu", typedKnown), ("page", "\($0)")]) }
    csvHref = address("/data/register.csv", [("day", "\(day)")])
    jsonHref = address("/api/v1/register", [("day", "\(day)")])
  }

  private static let shownPlaces = 3
}
