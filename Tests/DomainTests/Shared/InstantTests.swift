import Domain
import Foundation
import Testing

@Suite struct InstantTests {
  @Test func `an instant of any millisecond is written as it was read, and read as it was written`() throws {
    for second in ["2019-02-25T09:00:00", "2026-11-26T12:47:59", "2028-02-29T23:59:59", "1999-12-31T23:59:59"] {
      for millisecond in 0..<1000 {
        let digits = "\(millisecond)"
        let text = second + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
        let instant = try #require(Instant.date(text))
        #expect(Instant.text(instant) == text)
        #expect(Instant.whole(instant) == instant)
      }
    }
  }

  @Test func `an instant between two milliseconds is equal to itself once it was stored`() throws {
    var number: UInt64 = 7
    for _ in 0..<2000 {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let instant = Instant.whole(Date(timeIntervalSince1970: Double(number >> 20) / 7919))
      #expect(Instant.date(Instant.text(instant)) == instant)
    }
  }
}
