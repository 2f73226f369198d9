import Documents
package import Domain
package import Services
package import Site

/// All that handlers need: the operations, the pages, the settings.
package struct Deployment: Sendable {
  package let operations: Operations
  package let settings: ServerSettings
  let renderer: Renderer
  let basemap: Basemap
  let pages = PageCache()
  let maps = MapCache()
  package let state = ServerState()
  /// Looks at uploaded files; nil where the operator has none.
  let scanner: (any FileScanner)?
  /// Where one may sign in besides; nil where the operator has none.
  let openID: OpenIDProvider?
  private let wordings: [Language: Wording]

  package init(
    operations: Operations, renderer: Renderer, basemap: Basemap, settings: ServerSettings,
    scanner: (any FileScanner)? = nil, openID: OpenIDProvider? = nil
  ) {
    self.scanner = scanner
    self.openID = openID
    self.operations = operations
    self.renderer = renderer
    self.basemap = basemap
    self.settings = settings
    wordings = Deployment.wordings(renderer, operations.programme.programme, operations.gazetteer)
  }

  /// How values are put into words, in each language of the site.
  package static func wordings(
    _ renderer: Renderer, _ programme: Programme, _ gazetteer: Gazetteer
  ) -> [Language: Wording] {
    var wordings: [Language: Wording] = [:]
    for language in Language.allCases {
      guard let catalogue = renderer.catalogue(language) else { continue }
      wordings[language] = Wording(
        catalogue: catalogue, programme: programme, placeName: { gazetteer.name(of: $0) })
    }
    return wordings
  }

  func wording(_ language: Language) throws -> Wording {
    guard let wording = wordings[language] ?? wordings[.french] else { throw Refusal.notFound }
    return wording
  }

  var places: PlaceDocument.Names {
    let gazetteer = operations.gazetteer
    return PlaceDocument.Names { gazetteer.name(of: $0) }
  }
}
