import Domain

/// Reads `rubric.yaml`: the grid on which dossiers are scored.
enum RubricReader {
  /// - Parameter programme: whose criteria the rubric scores; nil where it could not be read.
  /// - Returns: nil where something is wrong, which was then reported.
  static func rubric(_ source: YAMLSource, of programme: Programme?) -> Rubric? {
    let before = source.problems.all.count
    source.allow("version", "scale", "criteria", "gates", "bands", "ties", "flags", "gaps", "counts")
    let rubric = Rubric(
      version: source.text("version"), scale: scale(source),
      criteria: source.list("criteria").map { criterion($0, of: programme) },
      gates: source.list("gates").map { gate in
        gate.allow("id", "title")
        return Rubric.Gate(id: gate.text("id"), title: gate.localised("title"))
      },
      bands: source.list("bands").map(band), ties: source.list("ties").map(\.text), flags: flags(source),
      gaps: gaps(source), counts: figure(source))
    // What could not be read would be told twice.
    guard source.problems.all.count == before else { return nil }
    for fault in rubric.rule.faults { source.at(fault.place).report(fault.message, fault.remedy) }
    return source.problems.all.count == before ? rubric : nil
  }

  private static func figure(_ source: YAMLSource) -> Rubric.Figure {
    guard let text = source.optionalText("counts") else { return .median }
    guard let figure = Rubric.Figure(rawValue: text) else {
      source.at("counts").report("\"\(text)\" is no figure that could count", "give median or calibrated")
      return .median
    }
    return figure
  }

  private static func scale(_ source: YAMLSource) -> [Rubric.Level] {
    let items = source.list("scale")
    let levels = items.compactMap { item -> Rubric.Level? in
      item.allow("score", "meaning", "proof")
      let (meaning, proof) = (item.localised("meaning"), item.localised("proof"))
      return score(item).map { Rubric.Level(score: $0, meaning: meaning, proof: proof) }
    }
    if levels.count == items.count, levels.map(\.score) != Score.allCases {
      source.at("scale").report("the scale is not 0, 1, 2, 3, 4", "give each score once, in this order")
    }
    return levels
  }

  private static func criterion(_ item: YAMLSource, of programme: Programme?) -> Rubric.Criterion {
    item.allow("id", "title", "lines")
    let id = item.text("id")
    if let programme, !id.isEmpty, !programme.criteria.contains(where: { $0.id == id }) {
      item.at("id").report(
        "criterion \"\(id)\" is not in programme.yaml",
        "give one of \(programme.criteria.map(\.id).joined(separator: ", "))")
    }
    return Rubric.Criterion(id: id, title: item.localised("title"), lines: item.list("lines").map(line))
  }

  private static func line(_ item: YAMLSource) -> Rubric.Line {
    item.allow("id", "title", "weight", "anchors")
    var anchors: [Score: LocalisedText] = [:]
    for anchor in item.optionalList("anchors") {
      anchor.allow("score", "fr", "en")
      let text = LocalisedText(fr: anchor.text("fr"), en: anchor.text("en"))
      guard let score = score(anchor) else { continue }
      if anchors.updateValue(text, forKey: score) != nil {
        anchor.at("score").report("score \(score.rawValue) has two anchors", "keep one of them")
      }
    }
    return Rubric.Line(
      id: item.text("id"), title: item.localised("title"), weight: item.integer("weight"), anchors: anchors)
  }

  private static func score(_ item: YAMLSource) -> Score? {
    let before = item.problems.all.count
    let number = item.integer("score")
    guard item.problems.all.count == before else { return nil }
    guard let score = Score(rawValue: number) else {
      item.at("score").report("\(number) is no score", "give 0, 1, 2, 3 or 4")
      return nil
    }
    return score
  }

  private static func band(_ item: YAMLSource) -> Rubric.Band {
    item.allow("id", "title", "total", "everyCriterion", "gaps")
    return Rubric.Band(
      title: item.localised("title"),
      rule: ScoringRule.Band(
        id: item.text("id"), total: item.integer("total"), everyCriterion: item.optionalInteger("everyCriterion"),
        needsGaps: item.flag("gaps", default: false)))
  }

  private static func flags(_ source: YAMLSource) -> ScoringRule.Flags {
    let flags = source.required("flags")
    flags?.allow("spread", "cannotJudge", "reviewers")
    return ScoringRule.Flags(
      spread: flags?.integer("spread") ?? 0, cannotJudge: flags?.integer("cannotJudge") ?? 0,
      reviewers: flags?.integer("reviewers") ?? 0)
  }

  private static func gaps(_ source: YAMLSource) -> ScoringRule.Gaps {
    let gaps = source.required("gaps")
    gaps?.allow("weak", "middling", "criterionBelow")
    return ScoringRule.Gaps(
      weak: gaps?.integer("weak") ?? 0, middling: gaps?.integer("middling") ?? 0,
      criterionBelow: gaps?.integer("criterionBelow") ?? 0)
  }
}

extension YAMLSource {
  /// The line of a rubric's file that a fault is about.
  fileprivate func at(_ place: ScoringRuleFault.Place) -> YAMLSource {
    func item(_ key: String, _ index: Int) -> YAMLSource {
      let items = sources(key)
      return items.indices.contains(index) ? items[index] : at(key)
    }
    switch place {
    case .version: return at("version")
    case .criteria: return at("criteria")
    case .criterion(let index): return item("criteria", index).at("id")
    case .line(let criterion, let line):
      let lines = item("criteria", criterion).sources("lines")
      return lines.indices.contains(line) ? lines[line] : at("criteria")
    case .gate(let index): return item("gates", index)
    case .bands: return at("bands")
    case .band(let index): return item("bands", index)
    case .tie(let index): return item("ties", index)
    case .flags: return at("flags")
    case .gaps: return at("gaps")
    }
  }
}
