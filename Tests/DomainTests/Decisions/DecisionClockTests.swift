import Domain
import Foundation
import Testing

@Suite struct DecisionClockTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func `the delays of appeals are those of the vectors V5 to V7`() throws {
    let clock = AppealClock(notifiedOn: try day("2019-02-25"))
    #expect(clock.lastDay == (try day("2019-04-26")))
    #expect(clock.lastDayOverseas == (try day("2019-05-27")))
    #expect(AppealClock(notifiedOn: try day("2019-02-25"), isNoticeComplete: false).lastDay == (try day("2020-02-25")))
  }

  @Test func `silence on an appeal rejects it after two months`() throws {
    #expect(AppealClock.silence(appealedOn: try day("2026-12-31")) == (try day("2027-02-28")))
  }

  @Test func `a publication is set at an hour that there is`() throws {
    let now = try #require(Instant.date("2027-01-01T00:00:00.000Z"))
    func checked(_ day: String, _ hour: String) throws -> Date {
      try WavePublication.Draft(day: day, hour: hour).checked(after: now, closing: now)
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
