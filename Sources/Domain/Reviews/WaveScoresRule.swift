extension WaveScoresReader {
  /// The rule of a file; nil where it cannot be used, which was then reported.
  static func rule(_ place: JSONPlace) -> ScoringRule? {
    let before = place.problems.all.count
    let members = place.members(
      ["rubric", "line", "maximum", "criteria", "gates", "bands", "ties", "flags", "gaps"], perhaps: ["counts"])
    if let counts = members["counts"] {
      counts.expect(
        Rubric.Figure.calibrated.rawValue, "another figure counts; where the medians do, nothing is written")
    }
    members["line"]?.expect(WaveScoresFormat.method, "the score of a line is made in another way")
    if let maximum = members["maximum"], maximum.number != Score.exemplary.rawValue {
      maximum.report("another scale", "write \(Score.exemplary.rawValue)")
    }
    let criteria = (members["criteria"]?.items ?? []).map(criterion)
    let bands = (members["bands"]?.items ?? []).map(band)
    let flags = members["flags"]?.members(["spread", "cannotJudge", "reviewers"]).mapValues(\.number) ?? [:]
    let gaps = members["gaps"]?.members(["weak", "middling", "criterionBelow"]).mapValues(\.number) ?? [:]
    let rule = ScoringRule(
      version: members["rubric"]?.text ?? "", criteria: criteria,
      gates: (members["gates"]?.items ?? []).map(\.text), bands: bands,
      ties: (members["ties"]?.items ?? []).map(\.text),
      flags: .init(
        spread: flags["spread"] ?? 0, cannotJudge: flags["cannotJudge"] ?? 0, reviewers: flags["reviewers"] ?? 0),
      gaps: .init(
        weak: gaps["weak"] ?? 0, middling: gaps["middling"] ?? 0, criterionBelow: gaps["criterionBelow"] ?? 0),
      counts: members["counts"] == nil ? .median : .calibrated)
    guard place.problems.all.count == before else { return nil }
    for fault in rule.faults {
      place.problems.add(
        DocumentProblem(
          pointer: place.pointer + "/" + fault.place.pointer, message: fault.message, remedy: fault.remedy))
    }
    return place.problems.all.count == before ? rule : nil
  }

  private static func criterion(_ place: JSONPlace) -> ScoringRule.Criterion {
    let members = place.members(["id", "lines"])
    return ScoringRule.Criterion(
      id: members["id"]?.text ?? "",
      lines: (members["lines"]?.items ?? []).map { line in
        let parts = line.members(["id", "weight"])
        return ScoringRule.Line(id: parts["id"]?.text ?? "", weight: parts["weight"]?.number ?? 0)
      })
  }

  private static func band(_ place: JSONPlace) -> ScoringRule.Band {
    let members = place.members(["id", "total", "everyCriterion", "gaps"])
    return ScoringRule.Band(
      id: members["id"]?.text ?? "", total: members["total"]?.number ?? 0,
      everyCriterion: members["everyCriterion"]?.optional?.number, needsGaps: members["gaps"]?.flag ?? false)
  }
}

extension ScoringRuleFault.Place {
  fileprivate var pointer: String {
    switch self {
    case .version: "rubric"
    case .criteria: "criteria"
    case .criterion(let index): "criteria/\(index)"
    case .line(let criterion, let line): "criteria/\(criterion)/lines/\(line)"
    case .gate(let index): "gates/\(index)"
    case .bands: "bands"
    case .band(let index): "bands/\(index)"
    case .tie(let index): "ties/\(index)"
    case .flags: "flags"
    case .gaps: "gaps"
    }
  }
}
