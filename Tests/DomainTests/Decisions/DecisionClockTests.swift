import Domain
import Foundation
import Testing

@Suite struct DecisionClockTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func `the delays of appeals are those of the vectors V5 to V7`() throws {
    let clock = AppealClock(notifiedOn: try day("2019-02-25"))
    #expect(clock.lastDay == (try day("2019-04-26")))
    #expect(clock.lastDayOverseas == (try day("2019-05-27")))
    #expect(AppealClock(notifiedOn: try day("2019-02-25"), wasInformed: false).lastDay == (try day("2020-02-25")))
  }

  @Test(arguments: [
    // Leap days, short months, changes of the clocks, and holidays that the last day falls on.
    ("2023-12-30", "2024-03-01"), ("2024-12-31", "2025-03-03"), ("2026-01-29", "2026-03-30"),
    ("2026-08-25", "2026-10-26"), ("2026-02-28", "2026-04-29"), ("2026-03-13", "2026-05-15"),
    ("2026-04-30", "2026-07-01"), ("2026-10-31", "2027-01-04"), ("2026-09-10", "2026-11-12"),
  ])
  func `a clear delay of two months ends on a day of work`(notified: String, last: String) throws {
    #expect(AppealClock(notifiedOn: try day(notified)).lastDay == (try day(last)))
  }

  @Test func `silence on an appeal rejects it after two months`() throws {
    #expect(AppealClock.silence(appealedOn: try day("2026-12-31")) == (try day("2027-02-28")))
  }

  @Test(arguments: [
    ("2019-04-21", 2019), ("2024-03-31", 2024), ("2026-04-05", 2026), ("2038-04-25", 2038), ("2285-03-22", 2285),
  ])
  func `Easter falls where the tables say`(sunday: String, year: Int) throws {
    #expect(Day.easter(year) == (try day(sunday)))
    #expect(try day(sunday).weekday == 0)
    #expect(try day(sunday).adding(days: 1).isPublicHoliday && day(sunday).adding(days: 39).isPublicHoliday)
  }

  @Test func `a publication is set at an hour that there is`() throws {
    let now = try #require(Instant.date("2027-01-01T00:00:00.000Z"))
    func checked(_ day: String, _ hour: String) throws -> Date {
      try WavePublication.Draft(day: day, hour: hour).checked(after: now)
    }
    #expect(Instant.text(try checked("28/03/2027", "01:30")) == "2027-03-28T00:30:00.000Z")
    #expect(Instant.text(try checked("28/03/2027", "3h")) == "2027-03-28T01:00:00.000Z")
    #expect(throws: Refusal.invalid([Finding(field: "hour", problem: .hourSkipped)])) {
      try checked("28/03/2027", "02:30")
    }
    #expect(throws: Refusal.invalid([Finding(field: "day", problem: .dayPast)])) { try checked("31/12/2026", "10:00") }
    #expect(throws: Refusal.invalid([Finding(field: "hour", problem: .notAnHour)])) {
      try checked("28/03/2027", "25:00")
    }
    #expect(throws: Refusal.self) { try checked("", "") }
  }

  @Test func `a draft survives its writing down`() throws {
    let draft = DecisionDraft(
      outcome: "rejected", criteria: ["c1": "é\n\"x\""], reasons: "R", conditions: "A\n\n B ", coach: "C", due: "D",
      signatoryName: "N", signatoryFunction: "F")
    #expect(DecisionDraft(json: try JSONValue(parsing: draft.json.canonical)) == draft)
    #expect(draft.conditionLines == ["A", "B"])
  }
}
