import Domain
import Foundation
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    "2019-02-29", "2019-13-01", "2019-00-01", "19-01-01", "2019-1-x", "", "2019/01/01", "٢٠١٩-٠١-٠١",
  ])
  func `what is no day is not read as one`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: ["2019-02-25", "25/02/2019", " 2019-02-25 "])
  func `a day is read as the French and as machines write it`(text: String) {
    #expect(Day(text)?.description == "2019-02-25")
  }

  @Test func `a day has 23 hours when the clocks go forward and 25 when they go back`() throws {
    let spring = try #require(Day("2026-03-29"))
    let autumn = try #require(Day("2026-10-25"))
    #expect(spring.end.timeIntervalSince(spring.start) == 23 * 3600)
    #expect(autumn.end.timeIntervalSince(autumn.start) == 25 * 3600)
  }

  @Test func `every day of four years is the day after the one before`() throws {
    var day = try #require(Day("2023-12-31"))
    for _ in 0..<1462 {
      let next = day.adding(days: 1)
      #expect(next > day)
      #expect(next.adding(days: -1) == day)
      #expect(Day(day.description) == day)
      day = next
    }
    #expect(day.description == "2028-01-01")
  }

  @Test(arguments: [
    ("Pays de Grasse", "pays-de-grasse"), ("Œuvre d’Été !", "oeuvre-d-ete"), ("北京", "territoire"),
  ])
  func `a slug is made of a name`(name: String, slug: String) {
    #expect(Slug(naming: name).value == slug)
    #expect(Slug(slug)?.value == slug)
  }

  @Test(arguments: ["", "-a", "a-", "a--b", "A", "é", "a/b", "a b", String(repeating: "a", count: 81)])
  func `what could not stand in an address is no slug`(text: String) {
    #expect(Slug(text) == nil)
  }
}
