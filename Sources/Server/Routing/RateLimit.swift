import Domain
import Foundation

/// How often somebody may try: a window that slides. The actor owns the whole decision, look and count.
actor RateLimit {
  private let limit: Int
  private let seconds: Double
  private var attempts: [String: [Date]] = [:]

  init(limit: Int, seconds: Double) {
    self.limit = limit
    self.seconds = seconds
  }

  /// Counts an attempt.
  /// - Throws: `Refusal.tooManyAttempts` with the seconds until the next one counts.
  func attempt(by key: String, at moment: Date) throws(Refusal) {
    let start = moment.addingTimeInterval(-seconds)
    if attempts.count > 10_000 { attempts = attempts.filter { $0.value.contains { $0 > start } } }
    let recent = attempts[key, default: []].filter { $0 > start }
    guard recent.count < limit else {
      let wait = recent.first.map { $0.addingTimeInterval(seconds).timeIntervalSince(moment) } ?? seconds
      throw .tooManyAttempts(retryAfter: max(1, Int(wait.rounded(.up))))
    }
    attempts[key] = recent + [moment]
  }
}
