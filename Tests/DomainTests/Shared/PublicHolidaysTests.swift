import Domain
import Testing

@Suite struct PublicHolidaysTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  /// Published tables; among them the earliest and the latest that there can be.
  @Test(arguments: [
    "1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2026-04-05",
    "2038-04-25", "2285-03-22",
  ]) func `Easter is on its Sunday`(text: String) throws {
    let expected = try day(text)
    #expect(Day.easter(of: expected.year) == expected)
    #expect(expected.weekday == .sunday)
  }

  @Test func `there is no Gregorian Easter before that calendar`() { #expect(Day.easter(of: 1582) == nil) }

  @Test func `weeks go on over leap days, centuries and changes of the clocks`() throws {
    var day = try day("1999-12-27")
    for number in 0..<(366 * 110) {
      #expect(day.weekday.rawValue == number % 7)
      day = day.adding(days: 1)
    }
  }

  @Test(arguments: [
    "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15",
    "2026-11-01", "2026-11-11", "2026-12-25",
  ]) func `the eleven days of the whole country are holidays everywhere`(text: String) throws {
    for place in PublicHolidays.allCases { #expect(place.contains(try day(text))) }
  }

  @Test func `a year has eleven holidays, and those of a place besides`() throws {
    for place in PublicHolidays.allCases {
      // In 2008 Ascension was on 1 May: a holiday less.
      for (year, national) in [(2026, 11), (2008, 10)] {
        var (day, count) = (try day("\(year)-01-01"), 0)
        while day.year == year {
          if place.contains(day) { count += 1 }
          day = day.adding(days: 1)
        }
        let own: Int =
          switch place {
          case .national: 0
          case .alsaceMoselle: 2
          case .guadeloupe, .martinique, .guyane, .reunion, .mayotte: 1
          }
        #expect(count == national + own)
      }
    }
  }

  @Test(arguments: [
    (PublicHolidays.alsaceMoselle, "2026-04-03"), (.alsaceMoselle, "2026-12-26"), (.guadeloupe, "2026-05-27"),
    (.martinique, "2026-05-22"), (.guyane, "2026-06-10"), (.reunion, "2026-12-20"), (.mayotte, "2026-04-27"),
  ]) func `a holiday of a place is none elsewhere`(place: PublicHolidays, text: String) throws {
    let day = try day(text)
    #expect(PublicHolidays.allCases.filter { $0.contains(day) } == [place])
  }

  @Test(arguments: [
    ("2026-05-01", "2026-05-04"), ("2026-04-04", "2026-04-07"), ("2026-05-23", "2026-05-26"),
    ("2026-12-25", "2026-12-28"), ("2026-07-13", "2026-07-13"),
  ]) func `what falls on a holiday or a weekend goes to the next working day`(from: String, to: String) throws {
    #expect(PublicHolidays.national.workingDay(from: try day(from)) == Day(to))
  }
}
