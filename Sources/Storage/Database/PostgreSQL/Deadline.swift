/// The moment at which one stops waiting.
struct Deadline: Sendable {
  let instant: ContinuousClock.Instant

  init(seconds: Double) { instant = ContinuousClock.now + .seconds(seconds) }

  var isPast: Bool { ContinuousClock.now >= instant }

  /// What is left, in whole milliseconds, for `poll`; at least 1 while the moment lies ahead.
  var milliseconds: Int32 {
    let left = ContinuousClock.now.duration(to: instant)
    guard left > .zero else { return 0 }
    return Int32(clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
  }
}
