import Documents
import Domain
import Foundation
import Services
import Site

/// What search engines ask for: where they may go, and what there is.
enum RobotRoutes {
  private static let sitemap = "/sitemap.xml"

  static func add(to routes: APIRoutes) {
    let address = routes.deployment.settings.publicAddress
    routes.file("/robots.txt", contentType: "text/plain; charset=utf-8") { _ in
      let closed = [Link.signIn, .space, .queue].flatMap { link in Language.allCases.map { link.path($0) } }
      let lines = closed.map { "Disallow: \($0)" } + ["Disallow: /dossiers", "Disallow: /en/dossiers"]
      let text = ["User-agent: *"] + lines + ["", "Sitemap: \(address.absolute(sitemap))", ""]
      return Data(text.joined(separator: "\n").utf8)
    }
    routes.file(sitemap, contentType: "application/xml") { api in
      let pages: [Link] = [.home, .territories, .challenges, .label, .calls, .openData, .legal, .accessibility]
      let waves = try await api.operations.waves(.longest).items.map { Link.wave($0.slug) }
      let territories = try await api.operations.allTerritories().map { Link.territory($0.slug) }
      let map = Sitemap(
        (pages + waves + territories).map { link in
          Language.allCases.map { .init(language: $0, address: address.absolute(link.path($0))) }
        })
      return Data(map.document.utf8)
    }
  }
}
