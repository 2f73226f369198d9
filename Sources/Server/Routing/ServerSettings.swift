package import Documents

/// How the server was asked to run.
package struct ServerSettings: Sendable {
  package let host: String
  package let port: Int
  package let publicAddress: PublicAddress
  /// Example people, roles to step into, a mailbox. Refused when the server is not on loopback.
  package let isDemonstration: Bool
  /// Proxies of ours, which are believed when they say for whom they ask: those on this machine, and those that the
  /// operator names.
  package var trustedProxies = TrustedProxies.onThisMachine
  package var connectionLimits = ConnectionLimits()
  /// What asks for the metrics from another machine must bear it.
  package var metricsToken: String?
  /// The folder whose disk must take writes.
  package var dataFolder: String?

  package init(host: String, port: Int, publicAddress: PublicAddress, isDemonstration: Bool) {
    self.host = host
    self.port = port
    self.publicAddress = publicAddress
    self.isDemonstration = isDemonstration
  }

  var isSecure: Bool { publicAddress.base.hasPrefix("https://") }
}
