package import Foundation

/// How often something may be tried in a stretch of time. Attempts are counted in windows of a sixth of it, so that
/// the count fits into a few rows and the limit still slides.
package struct AttemptLimit: Hashable, Sendable {
  /// What is tried, as it is stored.
  package let name: String
  package let attempts: Int
  package let seconds: Double

  private static let windows = 6.0

  private init(_ name: String, attempts: Int, seconds: Double) {
    self.name = name
    self.attempts = attempts
    self.seconds = seconds
  }

  /// Links to one address.
  package static let linksToAddress = AttemptLimit("link-to-address", attempts: 5, seconds: 3600)
  /// Requests for links, and visits to the identity provider, from one network.
  package static let signInsFromNetwork = AttemptLimit("sign-in-from-network", attempts: 30, seconds: 600)

  /// Organisations that one person registers.
  package static let organisationsByPerson = AttemptLimit("organisation-by-person", attempts: 20, seconds: 86_400)
  /// Invitations, and requests to join, that one person has sent: each is a letter to somebody else.
  package static let invitationsByPerson = AttemptLimit("invitation-by-person", attempts: 100, seconds: 86_400)
  package static let joinRequestsByPerson = AttemptLimit("join-request-by-person", attempts: 10, seconds: 86_400)

  private var window: Double { seconds / AttemptLimit.windows }

  /// The start of the window that a moment falls into.
  package func windowStart(at moment: Date) -> Date {
    Date(timeIntervalSince1970: (moment.timeIntervalSince1970 / window).rounded(.down) * window)
  }

  /// Windows that began later than this still count: the limit never counts less than the whole stretch.
  package func horizon(at moment: Date) -> Date { moment.addingTimeInterval(-seconds - window) }

  /// When the window of a moment no longer counts.
  package func expiry(of windowStart: Date) -> Date { windowStart.addingTimeInterval(seconds + window) }

  /// The seconds after which the oldest window that counts does so no more.
  package func wait(from oldest: Date, at moment: Date) -> Int {
    max(1, Int(expiry(of: oldest).timeIntervalSince(moment).rounded(.up)))
  }
}
