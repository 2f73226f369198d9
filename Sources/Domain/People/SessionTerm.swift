package import Foundation

/// How long a session lasts: until nothing was done for two hours, and twelve hours at most.
package enum SessionTerm {
  package static let idleHours = 2
  package static let hours = 12
  /// A session is marked as used at most once in so many seconds, to spare writes.
  package static let renewalSeconds = 60.0

  /// The earlier of the two ends.
  package static func end(startedAt: Date, seenAt: Date) -> Date {
    min(seenAt.addingTimeInterval(Double(idleHours) * 3600), startedAt.addingTimeInterval(Double(hours) * 3600))
  }

  package static func isRenewalDue(seenAt: Date, at moment: Date) -> Bool {
    moment.timeIntervalSince(seenAt) >= renewalSeconds
  }
}
