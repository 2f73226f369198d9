import Domain
import Foundation
import Testing

@Suite struct WaveTests {
  private func wave(decided: String? = nil, published: String? = nil) throws -> Wave {
    let closing = try #require(Day("2018-10-22"))
    return Wave(
      id: ID(UUID()), slug: Slug(naming: "w"), name: LocalisedText(fr: "", en: ""),
      call: LocalisedText(fr: "", en: ""), procedure: ProcedureKey(id: "p", version: "1"),
      opensAt: try #require(Day("2018-07-03")).start, closesAt: closing.end, decisionPromisedBy: nil,
      decidedOn: decided.flatMap { Day($0) }, publishedOn: published.flatMap { Day($0) }, ceremonyOn: nil,
      stated: nil, note: nil, isExample: true)
  }

  @Test func `a wave takes what arrives in the last second of its last day, and nothing after`() throws {
    let wave = try wave()
    #expect(wave.phase(at: wave.closesAt.addingTimeInterval(-1)) == .open)
    #expect(wave.phase(at: wave.closesAt) == .closed)
    #expect(wave.phase(at: wave.opensAt) == .open)
    #expect(wave.phase(at: wave.opensAt.addingTimeInterval(-1)) == .planned)
  }

  @Test func `a decision is told by its publication and not before`() throws {
    let decided = try wave(decided: "2019-02-20")
    #expect(decided.phase(at: try #require(Day("2019-02-21")).start) == .closed)
    #expect(decided.publicDecisionDay == nil)
    let published = try wave(decided: "2019-02-20", published: "2019-02-25")
    #expect(published.phase(at: try #require(Day("2019-02-24")).start) == .closed)
    #expect(published.phase(at: try #require(Day("2019-02-25")).start) == .published)
    #expect(published.publicDecisionDay == Day("2019-02-20"))
  }
}
