import HTTPTypes
import Hummingbird

/// The headers that every answer bears. No script runs on any page, and nothing comes from elsewhere.
enum SecurityHeaders {
  static let fields: HTTPFields = {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] = contentPolicy(formTarget: nil)
    fields[.xContentTypeOptions] = "nosniff"
    if let referrer = HTTPField.Name("Referrer-Policy") { fields[referrer] = "same-origin" }
    if let opener = HTTPField.Name("Cross-Origin-Opener-Policy") { fields[opener] = "same-origin" }
    return fields
  }()

  /// - Parameter formTarget: the identity provider's origin. Browsers hold the redirects that follow a form to this, and
  ///   signing in and out there begins with a form here.
  static func contentPolicy(formTarget: String?) -> String {
    let targets = ["'self'", formTarget].compactMap { $0 }.joined(separator: " ")
    return "default-src 'none'; style-src 'self'; img-src 'self'; form-action \(targets); base-uri 'none'; "
      + "frame-ancestors 'none'"
  }

  static let strictTransport = "max-age=31536000; includeSubDomains"

  /// - Parameter isSecure: the site is served over TLS: browsers then never ask for it in the clear again.
  static func apply(
    to response: inout Response, requestID: String, isSecure: Bool, formTarget: String? = nil
  ) {
    if formTarget != nil, response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = contentPolicy(formTarget: formTarget)
    }
    for field in fields where response.headers[field.name] == nil {
      response.headers[field.name] = field.value
    }
    if let name = HTTPField.Name("X-Request-Id") { response.headers[name] = requestID }
    if isSecure { response.headers[.strictTransportSecurity] = strictTransport }
  }
}
