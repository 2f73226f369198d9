/// The scores of a wave as JSON: docs/wave-scores.md describes it.
package enum WaveScoresFormat {
  package static let name = "french-impact/wave-scores"
  package static let version: Int64 = 1
  /// How scores become the score of a line. Another way would be another name.
  package static let method = "median"

  /// Whole, with its digest.
  package static func json(_ wave: WaveScores) -> JSONValue {
    var members = content(wave)
    members["digest"] = .string(digest(of: members))
    return .object(members)
  }

  /// The SHA-256 of everything but the digest itself, as canonical JSON. A score may change and leave every median where
  /// it was: only this tells.
  static func digest(of members: [String: JSONValue]) -> String {
    var members = members
    members["digest"] = nil
    return sha256(JSONValue.object(members).canonical)
  }

  private static func content(_ wave: WaveScores) -> [String: JSONValue] {
    [
      "format": .string(name), "version": .integer(version), "rule": json(wave.rule),
      "dossiers": .array(
        wave.dossiers.map { dossier in
          .object([
            "code": .string(dossier.sheets.code), "gates": .object(dossier.sheets.gates.mapValues(JSONValue.bool)),
            "reviews": .array(dossier.sheets.sheets.map(json)), "published": json(dossier.published),
          ])
        }),
    ]
  }

  private static func json(_ sheet: ScoreSheet) -> JSONValue {
    .object([
      "reviewer": .string(sheet.reviewer),
      "scores": .object(
        sheet.judgements.mapValues { judgement in
          switch judgement {
          case .score(let score): .integer(Int64(score.rawValue))
          case .cannotJudge: .null
          }
        }),
    ])
  }

  private static func json(_ outcome: WaveScores.Outcome) -> JSONValue {
    .object([
      "total": outcome.total.map {
        .object(["numerator": .integer(Int64($0.numerator)), "denominator": .integer(Int64($0.denominator))])
      } ?? .null,
      "rank": number(outcome.rank), "band": outcome.band.map(JSONValue.string) ?? .null,
    ])
  }

  /// What counts is written where it is not the median, which files without it mean.
  private static func json(_ rule: ScoringRule) -> JSONValue {
    var members = medians(rule)
    switch rule.counts {
    case .median: break
    case .calibrated: members["counts"] = .string(rule.counts.rawValue)
    }
    return .object(members)
  }

  private static func medians(_ rule: ScoringRule) -> [String: JSONValue] {
    [
      "rubric": .string(rule.version), "line": .string(method), "maximum": number(Score.exemplary.rawValue),
      "criteria": .array(
        rule.criteria.map { criterion in
          .object([
            "id": .string(criterion.id),
            "lines": .array(
              criterion.lines.map { .object(["id": .string($0.id), "weight": number($0.weight)]) }),
          ])
        }),
      "gates": .array(rule.gates.map(JSONValue.string)),
      "bands": .array(
        rule.bands.map { band in
          .object([
            "id": .string(band.id), "total": number(band.total), "everyCriterion": number(band.everyCriterion),
            "gaps": .bool(band.needsGaps),
          ])
        }),
      "ties": .array(rule.ties.map(JSONValue.string)),
      "flags": .object([
        "spread": number(rule.flags.spread), "cannotJudge": number(rule.flags.cannotJudge),
        "reviewers": number(rule.flags.reviewers),
      ]),
      "gaps": .object([
        "weak": number(rule.gaps.weak), "middling": number(rule.gaps.middling),
        "criterionBelow": number(rule.gaps.criterionBelow),
      ]),
    ]
  }

  private static func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
}
