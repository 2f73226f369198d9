import Domain
import Testing

@Suite struct WaveReportTests {
  private func report(_ regions: [WaveReport.Group]) -> WaveReport {
    WaveReport(
      funnel: [:], outcomes: [], inadmissible: 0, withdrawn: 0, delays: [], legal: nil, regions: regions, themes: [],
      agreement: nil, isPartial: false)
  }

  private func group(_ key: String, _ submitted: Int?, _ labelled: Int) -> WaveReport.Group {
    .init(key: key, submitted: submitted, labelled: labelled)
  }

  @Test func `quarters are values that came, by nearest rank`() throws {
    let days = try #require(Quartiles([1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1]))
    #expect([days.lower, days.median, days.upper, days.count] == [2, 4, 6, 8])
    let one = try #require(Quartiles([9: 1]))
    #expect([one.lower, one.median, one.upper] == [9, 9, 9])
    let many = try #require(Quartiles([0: 70, 10: 30]))
    #expect([many.lower, many.median, many.upper] == [0, 0, 10])
    #expect(Quartiles([:]) == nil)
  }

  @Test func `where only one or two were not chosen, the public is not told how many there were`() {
    let shown = report([group("a", 9, 3), group("b", 5, 3), group("c", 4, 3), group("d", 3, 3)]).disclosed.regions
    #expect(shown == [group("a", 9, 3), group("b", nil, 3), group("c", nil, 3), group("d", 3, 3)])
  }

  @Test func `one that is left out takes the next smallest with it, since the sum would tell it`() {
    let shown = report([group("a", 20, 3), group("b", 9, 4), group("c", 4, 3), group("d", 3, 3)]).disclosed.regions
    #expect(shown == [group("a", 20, 3), group("b", nil, 4), group("c", nil, 3), group("d", 3, 3)])
  }

  @Test func `where nobody could be guessed, everything is told`() {
    let groups = [group("a", 9, 3), group("d", 3, 3)]
    #expect(report(groups).disclosed.regions == groups)
  }
}
