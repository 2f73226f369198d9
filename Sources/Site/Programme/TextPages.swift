package import Domain

/// The open data: files, API, licence.
package struct OpenDataPage: PageModel {
  package static let template = "Programme/open-data"

  let files: [LinkItem]
  let calls: [LinkItem]
  /// The reports of published waves, with their scores.
  let reports: [LinkItem]
  let hasReports: Bool

  /// - Parameter waves: those of which everything that was decided is public.
  package init(waves: [Wave], in wording: Wording) {
    files = [
      LinkItem(href: "/data/territories.csv", label: wording.catalogue("fileTerritoriesCSV")),
      LinkItem(href: "/data/territories.json", label: wording.catalogue("fileTerritoriesJSON")),
      LinkItem(href: "/data/territories.geojson", label: wording.catalogue("fileTerritoriesGeoJSON")),
      LinkItem(href: "/data/challenges.csv", label: wording.catalogue("fileChallengesCSV")),
    ]
    calls = [
      "/api/v1/territories", "/api/v1/territories/roubaix", "/api/v1/challenges?theme=alimentation",
      "/api/v1/waves", "/api/v1/locate?postcode=59100", "/api/openapi.json",
    ].map { LinkItem(href: $0, label: $0) }
    reports = waves.map { wave in
      LinkItem(href: wording.path(.waveReport(wave.slug)), label: wave.name[wording.language])
    }
    hasReports = !reports.isEmpty
  }
}

/// The legal notice.
package struct LegalPage: PageModel {
  package static let template = "Programme/legal"
  let accessibilityHref: String
  let privacyHref: String

  package init(in wording: Wording) {
    accessibilityHref = wording.path(.accessibility)
    privacyHref = wording.path(.privacy)
  }
}

/// The accessibility statement.
package struct AccessibilityPage: PageModel {
  package static let template = "Programme/accessibility"
  let legalHref: String

  package init(in wording: Wording) { legalHref = wording.path(.legal) }
}

/// A page that says what went wrong and where to go from here.
package struct ErrorPage: PageModel {
  package static let template = "Programme/error"

  /// What went wrong, in a few words.
  package var heading: String { title }
  let title: String
  let message: String
  let requestID: [String]
  let links: [LinkItem]
  let searchHref: String

  /// - Parameter requestID: shown where the failure is ours, so that it can be found in the log.
  package init(title: String, message: String, requestID: String? = nil, in wording: Wording) {
    self.title = title
    self.message = message
    self.requestID = requestID.map { [$0] } ?? []
    links = [
      LinkItem(href: wording.path(.home), label: wording.catalogue("home")),
      LinkItem(href: wording.path(.territories), label: wording.catalogue("territories")),
      LinkItem(href: wording.path(.challenges), label: wording.catalogue("challenges")),
    ]
    searchHref = wording.path(.search)
  }
}
