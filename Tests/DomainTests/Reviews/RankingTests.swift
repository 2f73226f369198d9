import Domain
import TestSupport
import Testing

@Suite struct RankingTests {
  private let rule: ScoringRule

  init() throws { rule = try ReviewExamples.rule() }

  private func ranking(_ dossiers: [DossierSheets]) -> [String] {
    Ranking(dossiers.map(rule.result), under: rule).entries.map {
      "\($0.rank.map(String.init) ?? "-") \($0.result.code)"
    }
  }

  @Test func `equal totals are parted by C2, then C1, then 2,2`() {
    // Each pair gains and loses the same weight, so that totals stay equal.
    let byC2 = ReviewExamples.dossier(rule, 2, code: "D03", but: ["2.1": 3, "1.2": 1])
    let byC1 = ReviewExamples.dossier(rule, 2, code: "D02", but: ["1.2": 3, "4.2": 1])
    let byLine = ReviewExamples.dossier(rule, 2, code: "D04", but: ["2.2": 3, "2.1": 1, "2.5": 1])
    let plain = ReviewExamples.dossier(rule, 2, code: "D01")
    #expect(Set([byC2, byC1, byLine, plain].map { rule.result(of: $0).total?.spelling }) == ["400/8"])
    #expect(ranking([plain, byLine, byC1, byC2]) == ["1 D03", "2 D02", "3 D04", "4 D01"])
  }

  @Test func `what is equal in everything shares the rank, stands by its code, and counts for the next`() {
    let three = ["D07", "D02", "D05"].map { ReviewExamples.dossier(rule, 3, code: $0) }
    let last = ReviewExamples.dossier(rule, 1, code: "D01")
    #expect(ranking(three + [last]) == ["1 D02", "1 D05", "1 D07", "4 D01"])
    #expect(ranking([last] + three.reversed()) == ["1 D02", "1 D05", "1 D07", "4 D01"])
  }

  @Test func `a failed gate and an incomplete dossier have no rank and come last`() {
    let incomplete = ReviewExamples.dossier(rule, 4, code: "D01", but: ["1.1": nil])
    let barred = DossierSheets(code: "D02", gates: [:], sheets: ReviewExamples.dossier(rule, 4).sheets)
    let scored = ReviewExamples.dossier(rule, 1, code: "D03")
    #expect(ranking([incomplete, barred, scored]) == ["1 D03", "- D02", "- D01"])
  }

  @Test func `opaque codes tell neither the order of identities nor their number of letters`() {
    let identities = (1...30).map { "dossier-\($0)" }
    let codes = OpaqueCode.codes(for: identities, letter: "D", secret: "one")
    #expect(Set(codes.values).count == 30)
    #expect(codes.values.allSatisfy(OpaqueCode.isOne))
    #expect(codes == OpaqueCode.codes(for: identities.reversed(), letter: "D", secret: "one"))
    #expect(codes != OpaqueCode.codes(for: identities, letter: "D", secret: "two"))
    #expect(identities.map { codes[$0] ?? "" } != codes.values.sorted())
    for name in ["", "D", "Dupont", "d01", "D-1", "DD1", "D12345678", "D1 "] { #expect(!OpaqueCode.isOne(name)) }
  }

  @Test func `fractions are compared as they are`() {
    #expect(Fraction(1, 3) < Fraction(334, 1001))
    #expect(Fraction(4, 8) == Fraction(1, 2))
    #expect(Set([Fraction(4, 8), Fraction(1, 2), Fraction(0, 5), Fraction(0, 7)]).count == 2)
    #expect(Fraction(59, 100).text(decimals: 1) == "0.6")
    #expect(Fraction(519, 8).text(decimals: 3) == "64.875")
    #expect(Fraction(600, 8).text(decimals: 0) == "75")
  }
}
