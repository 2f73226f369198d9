extension ScoreSheet {
  /// The total of this reviewer alone, out of 100, over the lines that they could judge; nil where there is none.
  package func total(under rule: ScoringRule) -> Fraction? {
    var (points, weight) = (0, 0)
    for line in rule.lines {
      guard let score = judgements[line.id]?.score else { continue }
      points += line.weight * score.rawValue
      weight += line.weight
    }
    return weight == 0 ? nil : Fraction(100 * points, Score.exemplary.rawValue * weight)
  }
}

extension Calibration {
  /// What a calibration of a wave is computed from: the total of each reviewer on each dossier.
  package static func readings(of dossiers: [DossierSheets], under rule: ScoringRule) -> [Reading] {
    dossiers.flatMap { dossier in
      dossier.sheets.compactMap { sheet in
        sheet.total(under: rule).map {
          Reading(
            dossier: dossier.code, expert: sheet.reviewer, total: Double($0.numerator) / Double($0.denominator))
        }
      }
    }
  }
}
