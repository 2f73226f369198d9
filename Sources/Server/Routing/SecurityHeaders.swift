import HTTPTypes
import Hummingbird

/// The headers that every answer bears. No script runs on any page, and nothing comes from elsewhere.
enum SecurityHeaders {
  static let fields: HTTPFields = {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
      + "frame-ancestors 'none'"
    fields[.xContentTypeOptions] = "nosniff"
    if let referrer = HTTPField.Name("Referrer-Policy") { fields[referrer] = "same-origin" }
    if let opener = HTTPField.Name("Cross-Origin-Opener-Policy") { fields[opener] = "same-origin" }
    return fields
  }()

  static let strictTransport = "max-age=31536000; includeSubDomains"

  /// - Parameter isSecure: the site is served over TLS: browsers then never ask for it in the clear again.
  static func apply(to response: inout Response, requestID: String, isSecure: Bool) {
    for field in fields where response.headers[field.name] == nil {
      response.headers[field.name] = field.value
    }
    if let name = HTTPField.Name("X-Request-Id") { response.headers[name] = requestID }
    if isSecure { response.headers[.strictTransportSecurity] = strictTransport }
  }
}
