package import Domain

/// The public pages for search engines, as sitemaps.org asks, each with its address in the other languages.
package struct Sitemap {
  package struct Address {
    let language: Language
    let address: String

    package init(language: Language, address: String) {
      self.language = language
      self.address = address
    }
  }

  /// Each page in each of its languages.
  private let pages: [[Address]]

  package init(_ pages: [[Address]]) { self.pages = pages }

  package var document: String {
    let urls = pages.flatMap { addresses in addresses.map { url($0, among: addresses) } }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
      \(urls.joined(separator: "\n"))
      </urlset>

      """
  }

  private func url(_ page: Address, among addresses: [Address]) -> String {
    let links = addresses.map { other in
      """
      <xhtml:link rel="alternate" hreflang="\(other.language.rawValue)" href="\(Sitemap.escaped(other.address))"/>
      """
    }
    return "<url><loc>\(Sitemap.escaped(page.address))</loc>\(links.joined())</url>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
