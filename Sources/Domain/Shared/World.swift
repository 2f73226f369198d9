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
package func timeOrderedUUID(at moment: Date, random: inout some RandomNumberGenerator) -> UUID {
  let milliseconds = UInt64(max(0, moment.timeIntervalSince1970 * 1000))
  let (high, low) = (random.next(), random.next())
  func byte(_ bits: UInt64, _ place: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: bits >> (8 * place)) }
  return UUID(
    uuid: (
      byte(milliseconds, 5), byte(milliseconds, 4), byte(milliseconds, 3), byte(milliseconds, 2),
      byte(milliseconds, 1), byte(milliseconds, 0),
      0x70 | (byte(high, 0) & 0x0f), byte(high, 1), 0x80 | (byte(low, 0) & 0x3f), byte(low, 1), byte(low, 2),
      byte(low, 3), byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
    ))
}
