import Domain
import Testing

/// The vectors of the trade: V1 to V4 of the domain notes, section 4.2.
@Suite struct SilenceRuleTests {
  private let rule = SilenceRule(effect: .rejection, months: 2, basis: LocalisedText(fr: "", en: ""))

  @Test(arguments: [
    ("2026-02-01", "2026-04-01", "2026-04-02"), ("2026-07-10", "2026-09-10", "2026-09-11"),
    ("2025-12-31", "2026-02-28", "2026-03-01"), ("2018-10-22", "2018-12-22", "2018-12-23"),
    ("2027-12-31", "2028-02-29", "2028-03-01"),
  ])
  func `silence becomes a decision on the day of the same number two months later`(
    complete: String, implicit: String, claimable: String
  ) throws {
    let day = try #require(Day(complete))
    #expect(rule.implicitDecision(completeOn: day).description == implicit)
    #expect(rule.claimable(completeOn: day).description == claimable)
  }
}
