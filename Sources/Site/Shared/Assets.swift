import Domain
package import Foundation

/// A file that pages ask for. Its address bears its content's hash, so that a browser may keep it for ever.
package struct Asset: Sendable {
  package let path: String
  package let contentType: String
  package let bytes: Data

  fileprivate init(_ name: String, _ kind: String, contentType: String) {
    let file = SiteFiles.folder.appending(path: "Assets/\(name).\(kind)")
    bytes = (try? Data(contentsOf: file)) ?? Data()
    let hash = sha256(String(decoding: bytes, as: UTF8.self)).prefix(12)
    path = "/assets/\(name)-\(hash).\(kind)"
    self.contentType = contentType
  }
}

package enum Assets {
  package static let stylesheet = Asset("site", "css", contentType: "text/css; charset=utf-8")
  package static let icon = Asset("icon", "svg", contentType: "image/svg+xml")
  /// Makes pages pleasanter; each is complete without it.
  package static let script = Asset("site", "js", contentType: "text/javascript; charset=utf-8")
  package static let all = [stylesheet, icon, script]
}
