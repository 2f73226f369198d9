import Domain
import Foundation
import TestSupport
import Testing

/// The vectors V1 to V13 of the domain notes, section 4.2, where a rule of this folder answers them; V13 is in
/// `LegalClockTests`. Each names its source as the notes do.
@Suite struct LegalDelayTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(
    "V1 to V4: silence decides at 24:00 of the day of the same number two months later (CRPA L231-1, L231-4)",
    arguments: [
      ("2026-02-01", "2026-04-01"), ("2026-07-10", "2026-09-10"), ("2025-12-31", "2026-02-28"),
      ("2018-10-22", "2018-12-22"),
      // Leap days: the end of February is where it is in that year, also of centuries.
      ("2027-12-29", "2028-02-29"), ("2027-12-30", "2028-02-29"), ("2027-12-31", "2028-02-29"),
      ("2028-02-29", "2028-04-29"), ("2099-12-31", "2100-02-28"), ("1999-12-31", "2000-02-29"),
      // A change of summer time within, or on the last day, moves no day.
      ("2026-01-29", "2026-03-29"), ("2026-08-25", "2026-10-25"), ("2026-03-29", "2026-05-29"),
    ]) func silence(complete: String, implicit: String) throws
  {
    let rule = SilenceRule(effect: .rejection, months: 2, basis: LocalisedText(fr: "x", en: "x"))
    let last = rule.implicitDecision(completeOn: try day(complete))
    #expect(last == Day(implicit))
    #expect(rule.claimable(completeOn: try day(complete)) == last.adding(days: 1))
  }

  @Test("V5, V6: the appeal is two months francs, one more from overseas (CJA R421-1, R421-5, R421-7)")
  func appeal() throws {
    let notified = try day("2019-02-25")
    #expect(AppealDelay().lastDay(notifiedOn: notified) == Day("2019-04-26"))
    // 26 May 2019 is a Sunday.
    let mayotte = AppealDelay(applicant: AppealDelay.Place(department: "976"))
    #expect(mayotte.lastDay(notifiedOn: notified) == Day("2019-05-27"))
  }

  @Test("V7: without routes and limits a reasonable time of one year, which is not franc (Conseil d’État, 387763)")
  func reasonableTime() throws {
    let delay = AppealDelay(isNoticeComplete: false)
    #expect(delay.lastDay(notifiedOn: try day("2019-02-25")) == Day("2020-02-25"))
    #expect(delay.lastDay(notifiedOn: try day("2020-02-29")) == Day("2021-02-28"))
    // Distance adds to the two months, not to what is reasonable.
    let mayotte = AppealDelay(applicant: .overseas("976"), isNoticeComplete: false)
    #expect(mayotte.lastDay(notifiedOn: try day("2019-02-25")) == Day("2020-02-25"))
  }

  @Test("V8: a month of silence refuses a document, then two months for the CADA (CRPA R311-12, R311-13, R343-1)")
  func documents() throws {
    let refused = LegalDelays.documentRequest.lastDay(from: try day("2024-01-11"))
    #expect(refused == Day("2024-02-11"))
    #expect(LegalDelays.accessCommission.lastDay(from: refused) == Day("2024-04-11"))
    #expect(LegalDelays.documentRequest.lastDay(from: try day("2024-01-31")) == Day("2024-02-29"))
  }

  @Test("V9: the de minimis window is three years, not calendar years (regulation (EU) 2023/2831, art. 3)")
  func deMinimis() throws {
    let window = LegalDelays.deMinimisWindow(grantedOn: try day("2024-01-30"))
    #expect(window.lowerBound == Day("2021-01-30"))
    #expect(window.upperBound == Day("2024-01-30"))
    #expect(!window.contains(try day("2021-01-29")))
    #expect(LegalDelays.deMinimisWindow(grantedOn: try day("2024-02-29")).lowerBound == Day("2021-02-28"))
  }

  @Test(
    "V10: the data of an agreement are due three months after it (decree 2017-779)",
    arguments: [
      ("2026-11-30", "2027-02-28"), ("2027-11-30", "2028-02-29"), ("2026-05-15", "2026-08-15"),
    ]) func agreementData(signed: String, due: String) throws
  {
    #expect(LegalDelays.agreementData.lastDay(from: try day(signed)) == Day(due))
  }

  @Test(
    "V11: the financial report is due six months after the year (law 2000-321, art. 10)",
    arguments: [
      ("2026-12-31", "2027-06-30"), ("2027-08-31", "2028-02-29"),
    ]) func financialReport(end: String, due: String) throws
  {
    #expect(LegalDelays.financialReport.lastDay(from: try day(end)) == Day(due))
  }

  @Test("V12: an illegal label can be withdrawn for four months (CRPA L242-1)")
  func withdrawal() throws {
    let granted = try day("2027-03-01")
    #expect(LegalDelays.withdrawal.lastDay(from: granted) == Day("2027-07-01"))
    #expect(!LegalDelays.withdrawal.isOver(on: try day("2027-07-01"), from: granted))
    #expect(LegalDelays.withdrawal.isOver(on: try day("2027-07-02"), from: granted))
    #expect(LegalDelays.withdrawal.lastDay(from: try day("2027-10-31")) == Day("2028-02-29"))
  }

  @Test func `the reasons of a silent rejection are due within a month`() throws {
    #expect(LegalDelays.reasonsOfSilence.lastDay(from: try day("2027-01-30")) == Day("2027-02-28"))
  }

  // MARK: Instants and days

  @Test(arguments: [
    // Winter and summer: midnight in Paris is 23:00, then 22:00 in UTC.
    ("2026-01-31T22:59:59.999Z", "2026-01-31"), ("2026-01-31T23:00:00.000Z", "2026-02-01"),
    ("2026-07-10T21:59:59.999Z", "2026-07-10"), ("2026-07-10T22:00:00.000Z", "2026-07-11"),
    // The night in which the clocks go forward, and that in which an hour comes twice.
    ("2026-03-28T22:59:59.999Z", "2026-03-28"), ("2026-03-28T23:00:00.000Z", "2026-03-29"),
    ("2026-03-29T21:59:59.999Z", "2026-03-29"), ("2026-03-29T22:00:00.000Z", "2026-03-30"),
    ("2026-10-24T21:59:59.999Z", "2026-10-24"), ("2026-10-25T00:30:00.000Z", "2026-10-25"),
    ("2026-10-25T01:30:00.000Z", "2026-10-25"), ("2026-10-25T22:59:59.999Z", "2026-10-25"),
    ("2028-02-29T22:59:59.999Z", "2028-02-29"), ("2028-02-29T23:00:00.000Z", "2028-03-01"),
  ]) func `the day of an instant is that of Paris`(instant: String, expected: String) throws {
    #expect(Day(try #require(Instant.date(instant))) == Day(expected))
  }

  @Test(arguments: ["2026-03-29", "2026-10-25", "2028-02-29", "2026-12-31", "2026-07-14"])
  func `a limit ends with the last moment of its last day, whatever the clocks do`(text: String) throws {
    let last = try day(text)
    #expect(Day(last.end.addingTimeInterval(-0.001)) == last)
    #expect(Day(last.end) == last.adding(days: 1))
    #expect(last.adding(days: 1).start == last.end)
  }

  @Test func `who files in Mayotte after midnight there files on the day of Paris`() throws {
    // 00:30 on 2 February in Mayotte is 22:30 on 1 February in Paris.
    let filed = try #require(Instant.date("2026-02-01T21:30:00.000Z"))
    let there = OverseasTime.mayotte.clock(at: filed)
    #expect(there.day == Day("2026-02-02"))
    #expect(there.hour == 0 && there.minute == 30)
    let rule = SilenceRule(effect: .rejection, months: 2, basis: LocalisedText(fr: "x", en: "x"))
    #expect(LegalClock(rule, submittedAt: filed, requests: []).silenceOn == Day("2026-04-01"))
  }

  @Test(arguments: [
    // A closing "on the 22nd" is at 24:00 in Paris.
    ("2026-01-22", OverseasTime.mayotte, "2026-01-23", 2), ("2026-07-22", .mayotte, "2026-07-23", 1),
    ("2026-01-22", .reunion, "2026-01-23", 3), ("2026-07-22", .reunion, "2026-07-23", 2),
    ("2026-01-22", .antilles, "2026-01-22", 19), ("2026-07-22", .antilles, "2026-07-22", 18),
    ("2026-01-22", .guyane, "2026-01-22", 20), ("2026-07-22", .guyane, "2026-07-22", 19),
    // The day before the clocks change still has the old hour at its end.
    ("2026-03-28", .mayotte, "2026-03-29", 2), ("2026-03-29", .mayotte, "2026-03-30", 1),
    ("2026-10-24", .mayotte, "2026-10-25", 1), ("2026-10-25", .mayotte, "2026-10-26", 2),
  ]) func `a closing has its hour overseas`(
    closing: String, place: OverseasTime, localDay: String, hour: Int
  ) throws {
    let clock = place.clock(at: try day(closing).end)
    #expect(clock.day == Day(localDay))
    #expect(clock.hour == hour && clock.minute == 0)
  }
}
