import Domain
import Foundation
import TestSupport
import Testing

/// The vectors V1 to V4 and V13 of the domain.
@Suite struct LegalClockTests {
  private let rule = SilenceRule(effect: .rejection, months: 2, basis: LocalisedText(fr: "x", en: "x"))

  private func clock(_ submitted: Date, _ requests: ComplementRequest...) -> LegalClock {
    LegalClock(rule, submittedAt: submitted, requests: requests)
  }

  private func asked(_ at: Date, answered: Date?, indispensable: Bool = true, _ number: Int = 1) -> ComplementRequest {
    ComplementRequest(
      number: number, askedAt: at, dueOn: Day(at).adding(days: 15),
      items: [ComplementRequest.Item(field: "name", reason: "x", isIndispensable: indispensable)],
      answeredAt: answered)
  }

  @Test(arguments: [
    ((2026, 2, 1), "2026-04-01", "2026-04-02"), ((2026, 7, 10), "2026-09-10", "2026-09-11"),
    ((2025, 12, 31), "2026-02-28", "2026-03-01"), ((2018, 10, 22), "2018-12-22", "2018-12-23"),
  ]) func `silence decides at the end of the day of the same number two months later`(
    complete: (Int, Int, Int), silence: String, claimable: String
  ) throws {
    let submitted = TestWorld.noon(complete.0, complete.1, complete.2)
    #expect(clock(submitted).silenceOn == Day(silence))
    #expect(clock(submitted).silenceOn?.adding(days: 1) == Day(claimable))
  }

  @Test func `the clock runs from the day on which indispensable papers came`() {
    let asked = asked(TestWorld.noon(2026, 4, 1), answered: TestWorld.noon(2026, 4, 20))
    let expected = LegalClock.running(
      from: Day(TestWorld.noon(2026, 4, 20)), silenceOn: Day(TestWorld.noon(2026, 6, 20)))
    #expect(clock(TestWorld.noon(2026, 3, 15), asked) == expected)
  }

  @Test func `while indispensable papers are missing it stands still`() {
    let asked = asked(TestWorld.noon(2026, 4, 1), answered: nil)
    #expect(clock(TestWorld.noon(2026, 3, 15), asked) == .standing(since: Day(TestWorld.noon(2026, 4, 1))))
  }

  @Test(arguments: [true, false]) func `papers that are not indispensable change nothing`(isAnswered: Bool) {
    let answered = isAnswered ? TestWorld.noon(2026, 4, 20) : nil
    let asked = asked(TestWorld.noon(2026, 4, 1), answered: answered, indispensable: false)
    #expect(clock(TestWorld.noon(2026, 3, 15), asked) == clock(TestWorld.noon(2026, 3, 15)))
  }

  @Test func `what silence has decided is not unmade by asking afterwards`() {
    let late = asked(TestWorld.noon(2026, 5, 16), answered: TestWorld.noon(2026, 5, 20))
    #expect(clock(TestWorld.noon(2026, 3, 15), late).silenceOn == Day(TestWorld.noon(2026, 5, 15)))
    let inTime = asked(TestWorld.noon(2026, 5, 15), answered: TestWorld.noon(2026, 5, 20))
    #expect(clock(TestWorld.noon(2026, 3, 15), inTime).silenceOn == Day(TestWorld.noon(2026, 7, 20)))
  }

  @Test func `a request before the last submission belongs to one that was taken back`() {
    let asked = asked(TestWorld.noon(2026, 3, 1), answered: TestWorld.noon(2026, 3, 3))
    #expect(clock(TestWorld.noon(2026, 3, 15), asked).silenceOn == Day(TestWorld.noon(2026, 5, 15)))
  }

  @Test func `days are those of Paris`() {
    // 23:30 in UTC is the next day in Paris.
    let submitted = TestWorld.noon(2026, 1, 31).addingTimeInterval(12.5 * 3600)
    #expect(clock(submitted).silenceOn == Day("2026-04-01"))
  }
}
