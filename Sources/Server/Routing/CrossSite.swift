import Domain
import HTTPTypes
import Hummingbird

/// Requests that change something must come from our own pages, whatever they bear.
///
/// Browsers of today say so themselves (Fetch Metadata); older ones tell the origin, or the page. A client that says
/// nothing of it is no browser: it holds nobody's cookies, and the token of the form still guards what it sends.
enum CrossSite {
  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

  /// Whether a request comes from a page of another site.
  static func isForeign(_ request: Request, publicAddress: String) -> Bool {
    if let name = fetchSite, let site = request.headers[name] {
      return !["same-origin", "none"].contains(site)
    }
    guard let origin = request.headers[.origin] ?? request.headers[.referer] else { return false }
    guard let claimed = authority(of: origin) else { return true }
    return claimed != authority(of: publicAddress) && claimed != request.head.authority?.lowercased()
  }

  /// `example.org:8080` of `https://example.org:8080/page`; nil for `null` and for what is no address.
  private static func authority(of address: String) -> String? {
    for scheme in ["https://", "http://"] where address.lowercased().hasPrefix(scheme) {
      let rest = address.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      return rest.isEmpty ? nil : rest.lowercased()
    }
    return nil
  }
}
