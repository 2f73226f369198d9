import Domain
import Testing

/// The time of appeal; V5 to V7 of the domain notes are in `LegalDelayTests`.
@Suite struct AppealDelayTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(arguments: [
    // Ends on: Saturday 2 May 2026; Ascension, 14 May 2026; Easter Monday, 6 April 2026; the weekend of Whitsun.
    ("2026-03-01", "2026-05-04"), ("2026-03-13", "2026-05-15"), ("2026-02-05", "2026-04-07"),
    ("2026-03-22", "2026-05-26"),
    // The end of a short month, and of a long one. All Saints is a Sunday.
    ("2026-02-28", "2026-04-29"), ("2026-03-31", "2026-06-01"), ("2026-08-31", "2026-11-02"),
    // Christmas 2026 is a Friday; the New Year too.
    ("2026-10-24", "2026-12-28"), ("2026-10-31", "2027-01-04"),
    // Leap days.
    ("2027-12-28", "2028-02-29"), ("2027-12-29", "2028-03-01"), ("2027-12-31", "2028-03-01"),
    ("2028-02-29", "2028-05-02"),
    // The clocks change on the first day, and on the last.
    ("2026-03-29", "2026-06-01"), ("2026-01-28", "2026-03-30"), ("2026-08-24", "2026-10-26"),
  ]) func `neither the first nor the last day counts, and the end is a working day`(
    notified: String, last: String
  ) throws {
    #expect(AppealDelay().lastDay(notifiedOn: try day(notified)) == Day(last))
  }

  @Test func `holidays of the court’s seat move the end there and nowhere else`() throws {
    // Ends on Good Friday, 3 April 2026.
    let notified = try day("2026-02-02")
    #expect(AppealDelay().lastDay(notifiedOn: notified) == Day("2026-04-03"))
    #expect(AppealDelay(holidays: .alsaceMoselle).lastDay(notifiedOn: notified) == Day("2026-04-07"))
    // Ends on 27 April 2026, the day of the abolition of slavery in Mayotte, a Monday.
    let there = AppealDelay(applicant: .overseas("976"), court: .overseas("976"), holidays: .mayotte)
    #expect(there.lastDay(notifiedOn: try day("2026-02-26")) == Day("2026-04-28"))
    #expect(AppealDelay().lastDay(notifiedOn: try day("2026-02-26")) == Day("2026-04-27"))
  }

  @Test(arguments: [
    (AppealDelay.Place.mainland, AppealDelay.Place.mainland, 0), (.overseas("976"), .mainland, 1),
    (.overseas("976"), .overseas("976"), 0), (.overseas("974"), .overseas("976"), 1),
    (.mainland, .overseas("976"), 1), (.abroad, .mainland, 2), (.abroad, .overseas("971"), 2),
  ]) func `distance adds months`(applicant: AppealDelay.Place, court: AppealDelay.Place, months: Int) {
    #expect(AppealDelay(applicant: applicant, court: court).extraMonths == months)
  }

  @Test func `whoever lives abroad has four months`() throws {
    #expect(AppealDelay(applicant: .abroad).lastDay(notifiedOn: try day("2027-10-31")) == Day("2028-03-01"))
  }

  @Test(arguments: [
    ("26", AppealDelay.Place.mainland), ("2A", .mainland), ("976", .overseas("976")), ("988", .overseas("988")),
  ])
  func `a département is on the mainland or overseas`(code: String, place: AppealDelay.Place) {
    #expect(AppealDelay.Place(department: code) == place)
  }

  @Test func `an administrative appeal in time makes the time run anew`() throws {
    let (delay, notified) = (AppealDelay(), try day("2019-02-25"))
    func last(_ received: String, _ answered: String?) throws -> Day {
      delay.lastDay(
        notifiedOn: notified, appealReceivedOn: try day(received), answeredOn: try answered.map(day))
    }
    // On the last day: silence of two months to 26 June, then two months francs.
    #expect(try last("2019-04-26", nil) == Day("2019-08-27"))
    #expect(try last("2019-04-26", "2019-05-06") == Day("2019-07-08"))
    // An answer after the silence, but before its time is over, starts it once more; a later one does not.
    #expect(try last("2019-04-26", "2019-08-01") == Day("2019-10-02"))
    #expect(try last("2019-04-26", "2019-08-28") == Day("2019-08-27"))
    // A day late: nothing is interrupted.
    #expect(try last("2019-04-27", "2019-05-06") == Day("2019-04-26"))
  }

  @Test func `the time after silence runs from its day`() throws {
    #expect(AppealDelay().lastDay(silenceOn: try day("2018-12-22")) == Day("2019-02-25"))
  }
}
