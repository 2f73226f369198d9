package import Foundation

/// A session as its owner sees it in the list of theirs.
package struct OpenSession: Hashable, Sendable {
  package let id: ID<OpenSession>
  package let startedAt: Date
  package let lastSeenAt: Date
  package let origin: SessionOrigin
  /// The one in which the list is looked at.
  package let isCurrent: Bool

  package init(id: ID<OpenSession>, startedAt: Date, lastSeenAt: Date, origin: SessionOrigin, isCurrent: Bool) {
    self.id = id
    self.startedAt = startedAt
    self.lastSeenAt = lastSeenAt
    self.origin = origin
    self.isCurrent = isCurrent
  }
}

/// Where a session was opened, as roughly as its owner needs to know it again.
package struct SessionOrigin: Hashable, Sendable {
  /// A network, shortened; nil where it is not known.
  package let network: String?
  /// "Firefox, Linux"; nil where it is not known.
  package let browser: String?

  package static let unknown = SessionOrigin(network: nil, browser: nil)

  package init(network: String?, browser: String?) {
    self.network = network
    self.browser = browser
  }

  package init(address: NetworkAddress?, userAgent: String?) {
    network = address?.shortened
    browser = userAgent.flatMap(SessionOrigin.browser)
  }

  /// The first name that is found: each pretends to be those that stand after it.
  private static let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
  ]
  private static let systems = [
    ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
  ]

  private static func browser(_ agent: String) -> String? {
    let names = [browsers, systems].compactMap { list in list.first { agent.contains($0.0) }?.1 }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
