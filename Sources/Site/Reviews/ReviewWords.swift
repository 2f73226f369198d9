import Domain

extension Wording {
  /// "3", "–" for who cannot judge, nothing for nothing.
  func score(_ judgement: Judgement?) -> String {
    switch judgement {
    case .score(let score)?: "\(score.rawValue)"
    case .cannotJudge?: catalogue("cannotJudgeShort")
    case nil: ""
    }
  }

  /// A number for people, with so many decimals and the sign of the language.
  func number(_ fraction: Fraction, decimals: Int) -> String {
    let text = fraction.text(decimals: decimals)
    return language == .french ? text.replacing(".", with: ",") : text
  }

  func number(_ value: Double, decimals: Int) -> String {
    let scale = decimals == 2 ? 100.0 : 10.0
    let rounded = Int((value * scale).rounded())
    let text = number(Fraction(abs(rounded), Int(scale)), decimals: decimals)
    return rounded < 0 ? "\u{2212}\(text)" : text
  }

  /// The median of a line, which may be a half.
  func median(_ line: DossierResult.Line) -> String {
    line.halfPoints.map { number(Fraction($0, 2), decimals: $0 % 2 == 0 ? 0 : 1) } ?? catalogue("noMedian")
  }

  func capacity(_ capacity: SubmittedReview.Capacity) -> String { catalogue("capacity_\(capacity.rawValue)") }
  func disagreement(_ disagreement: Disagreement) -> String {
    catalogue(
      disagreement.isSpread || disagreement.state != .furtherWanted
        ? "disagreement_\(disagreement.state.rawValue)" : "disagreement_cannotJudge")
  }

  /// What a field of a sheet is called, in the list of what is missing.
  func label(of field: String, on rubric: Rubric) -> String {
    let parts = field.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return catalogue("review_\(field)") }
    if parts[0] == "gate" { return rubric.gates.first { $0.id == parts[1] }?.title[language] ?? parts[1] }
    let title = rubric.lines.first { $0.id == parts[1] }.map { "\($0.id) \($0.title[language])" } ?? parts[1]
    return title + ", " + catalogue("review_\(parts[0])")
  }
}
