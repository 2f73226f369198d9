import Domain
import Foundation
import TestSupport
import Testing

@Suite struct DeliveryTests {
  @Test func `the waits grow, and end after four to five days`() throws {
    let schedule = RetrySchedule()
    var (attempts, waits): (Int, [Double]) = (1, [])
    while let wait = schedule.wait(afterAttempts: attempts) {
      waits.append(wait)
      attempts += 1
    }
    #expect(waits == waits.sorted() && waits.first == 60)
    let days = waits.reduce(0, +) / 86_400
    #expect((3.5...5).contains(days))
    #expect(schedule.wait(afterAttempts: 0) == nil && schedule.wait(afterAttempts: 1_000_000) == nil)
  }

  /// The clock goes forward on 29 March 2026 and back on 25 October 2026.
  @Test(arguments: [
    ("2026-03-28T05:59:59.000Z", "2026-03-28T06:00:00.000Z"), ("2026-03-28T06:00:00.000Z", "2026-03-29T05:00:00.000Z"),
    ("2026-10-24T12:00:00.000Z", "2026-10-25T06:00:00.000Z"), ("2026-12-31T23:30:00.000Z", "2027-01-01T06:00:00.000Z"),
  ])
  func `the digest goes out at the next seven o'clock in Paris`(from: String, to: String) throws {
    let moment = try #require(Instant.date(from))
    #expect(Instant.text(Digest.next(after: moment)) == to)
  }
}
