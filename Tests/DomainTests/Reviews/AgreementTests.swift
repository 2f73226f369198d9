import Domain
import TestSupport
import Testing

@Suite struct AgreementTests {
  /// K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", Annenberg School for Communication, 2011: four
  /// observers, twelve units, missing values; the ordinal alpha that he gives is 0.815.
  @Test func `the published example has the published alpha`() throws {
    let observers: [[Int?]] = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
      [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
    ]
    let units = (0..<12).map { unit in observers.compactMap { $0[unit] } }
    let alpha = try #require(Agreement.alpha(units))
    #expect(abs(alpha - 0.815) < 0.0005)
  }

  @Test func `perfect agreement is 1, contradiction below 0, and without variation there is none`() throws {
    #expect(Agreement.alpha([[0, 0], [4, 4], [2, 2]]) == 1)
    #expect(try #require(Agreement.alpha([[0, 4], [4, 0]])) < 0)
    #expect(Agreement.alpha([[3, 3], [3, 3]]) == nil)
    #expect(Agreement.alpha([[3], [4]]) == nil)
    #expect(Agreement.alpha([]) == nil)
  }

  @Test func `in a wave each line of each dossier is one thing that reviewers agree about`() throws {
    let rule = try ReviewExamples.rule()
    let wave = [
      DossierSheets(
        code: "D01", gates: [:],
        sheets: [
          ReviewExamples.sheet(rule, 3, reviewer: "E01", but: ["1.1": 1]),
          ReviewExamples.sheet(rule, 3, reviewer: "E02", but: ["1.1": nil]),
        ]), ReviewExamples.dossier(rule, 1, code: "D02"),
    ]
    #expect(Agreement.alpha(of: wave, under: rule) == 1)
    #expect(Agreement.alpha(of: wave, under: rule, line: "1.2") == 1)
    // Of 1.1 only one reviewer has judged the first dossier, and the other dossier does not vary.
    #expect(Agreement.alpha(of: wave, under: rule, line: "1.1") == nil)
  }
}
