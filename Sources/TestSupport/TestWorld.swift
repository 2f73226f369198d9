package import Domain
package import Foundation
import Synchronization

/// A world that a test holds in its hand: a clock that stands still until it is set, and identities and
/// secrets that are numbered.
package final class TestWorld: Sendable {
  private struct State {
    var now: Date
    var counter: UInt64 = 0
  }

  private let state: Mutex<State>

  /// - Parameter now: noon of a day of the example wave, unless told otherwise.
  package init(now: Date = TestWorld.noon(2026, 11, 23)) { state = Mutex(State(now: now)) }

  package var world: World {
    World(
      now: { self.state.withLock { $0.now } }, newID: { self.nextID() },
      newSecret: { "secret-\(self.next())-0123456789012345678901234567890" })
  }

  package func set(_ moment: Date) { state.withLock { $0.now = moment } }
  package func advance(seconds: Double) { state.withLock { $0.now = $0.now.addingTimeInterval(seconds) } }

  package static func noon(_ year: Int, _ month: Int, _ day: Int) -> Date {
    (Day(year: year, month: month, day: day)?.start ?? .distantPast).addingTimeInterval(43_200)
  }

  private func next() -> UInt64 {
    state.withLock { state in
      state.counter += 1
      return state.counter
    }
  }

  private func nextID() -> UUID {
    let number = String(next(), radix: 16)
    let padded = String(repeating: "0", count: 12 - number.count) + number
    return UUID(uuidString: "00000000-0000-7000-8000-\(padded)") ?? UUID()
  }
}
