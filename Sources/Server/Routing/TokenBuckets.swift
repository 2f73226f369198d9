import Foundation
import Synchronization

/// How often each network may do something: a bucket of tokens for each, which fills again at a steady rate.
final class TokenBuckets: Sendable {
  private struct Bucket {
    var tokens: Double
    var at: Date
  }

  private let capacity: Double
  private let perSecond: Double
  private let buckets = Mutex<[String: Bucket]>([:])
  /// Networks that are remembered: one that is forgotten starts with a full bucket.
  private static let remembered = 20_000

  /// - Parameter burst: how many at once; the bucket is full again after a minute.
  init(burst: Int) {
    capacity = Double(burst)
    perSecond = Double(burst) / 60
  }

  /// Takes a token. Nil when there was one, else the seconds until there is one again.
  func take(for network: String, at moment: Date) -> Int? {
    buckets.withLock { buckets in
      if buckets.count > TokenBuckets.remembered {
        buckets = buckets.filter { moment.timeIntervalSince($0.value.at) < 60 }
        if buckets.count > TokenBuckets.remembered { buckets.removeAll() }
      }
      var bucket = buckets[network] ?? Bucket(tokens: capacity, at: moment)
      let waited = max(0, moment.timeIntervalSince(bucket.at))
      bucket.tokens = min(capacity, bucket.tokens + waited * perSecond)
      bucket.at = moment
      let hasOne = bucket.tokens >= 1
      if hasOne { bucket.tokens -= 1 }
      buckets[network] = bucket
      return hasOne ? nil : max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up)))
    }
  }
}
