package import Foundation

/// All that the program takes from outside itself: the time, identities and randomness.
///
/// It is made once in the wiring and handed down, so that a test fixes it and a replay of an old
/// wave runs at the dates of that wave.
package struct World: Sendable {
  package var now: @Sendable () -> Date
  package var newID: @Sendable () -> UUID
  /// A secret of 256 bits in URL-safe base 64.
  package var newSecret: @Sendable () -> String

  package init(
    now: @escaping @Sendable () -> Date, newID: @escaping @Sendable () -> UUID,
    newSecret: @escaping @Sendable () -> String
  ) {
    self.now = now
    self.newID = newID
    self.newSecret = newSecret
  }

  /// The same world at another moment.
  package func at(_ moment: Date) -> World {
    var world = self
    world.now = { moment }
    return world
  }

  package func newIdentity<Owner>(of _: Owner.Type = Owner.self) -> ID<Owner> { ID(newID()) }
}

/// A UUID of version 7 (RFC 9562, section 5.7): the moment in milliseconds, then random bits.
///
/// Identities made one after the other sort by age, which keeps the indexes of both engines compact.
package func timeOrderedUUID(at moment: Date, random: UUID) -> UUID {
  let milliseconds = UInt64(max(0, moment.timeIntervalSince1970 * 1000))
  let source = random.uuid
  return UUID(
    uuid: (
      UInt8(truncatingIfNeeded: milliseconds >> 40), UInt8(truncatingIfNeeded: milliseconds >> 32),
      UInt8(truncatingIfNeeded: milliseconds >> 24), UInt8(truncatingIfNeeded: milliseconds >> 16),
      UInt8(truncatingIfNeeded: milliseconds >> 8), UInt8(truncatingIfNeeded: milliseconds),
      0x70 | (source.6 & 0x0f), source.7, 0x80 | (source.8 & 0x3f), source.9, source.10,
      source.11, source.12, source.13, source.14, source.15
    ))
}
