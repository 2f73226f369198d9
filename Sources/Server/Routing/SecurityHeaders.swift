import HTTPTypes
import Hummingbird

/// The headers that every answer bears. The one script is a file of ours, and nothing comes from elsewhere.
enum SecurityHeaders {
  static let fields: HTTPFields = {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] = contentPolicy(formTarget: nil)
    fields[.xContentTypeOptions] = "nosniff"
    for (name, value) in others { if let name = HTTPField.Name(name) { fields[name] = value } }
    return fields
  }()

  /// A page needs nothing of the device; no other site may open it in its own window, embed it or read it.
  private static let others = [
    ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
      "Permissions-Policy",
      "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        + "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"
    ),
  ]

  /// What others may load into their pages: the open data and the API.
  static let open: HTTPFields = {
    var fields: HTTPFields = [.accessControlAllowOrigin: "*"]
    if let name = HTTPField.Name("Cross-Origin-Resource-Policy") { fields[name] = "cross-origin" }
    return fields
  }()

  /// A file that somebody uploaded: whatever it is, nothing in it may run or load.
  static let sandbox = "default-src 'none'; sandbox"
  /// - Parameter formTarget: the identity provider's origin. Browsers hold the redirects that follow a form to this, and
  ///   signing in and out there begins with a form here.
  static func contentPolicy(formTarget: String?) -> String {
    let targets = ["'self'", formTarget].compactMap { $0 }.joined(separator: " ")
    return "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
      + "form-action \(targets); base-uri 'none'; frame-ancestors 'none'"
  }

  static let strictTransport = "max-age=31536000; includeSubDomains"

  /// - Parameter isSecure: the site is served over TLS: browsers then never ask for it in the clear again.
  static func apply(to response: inout Response, isSecure: Bool, formTarget: String? = nil) {
    if formTarget != nil, response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = contentPolicy(formTarget: formTarget)
    }
    for field in fields where response.headers[field.name] == nil {
      response.headers[field.name] = field.value
    }
    if isSecure { response.headers[.strictTransportSecurity] = strictTransport }
  }
}
