/// Everything that the ranking of a wave follows from, and the ranking that was published: opaque codes, scores, gates
/// and the rule. No names, no days, no sentences.
package struct WaveScores: Hashable, Sendable {
  package let rule: ScoringRule
  package let dossiers: [Entry]

  package init(rule: ScoringRule, dossiers: [Entry]) {
    self.rule = rule
    self.dossiers = dossiers
  }

  package struct Entry: Hashable, Sendable {
    package let sheets: DossierSheets
    package let published: Outcome

    package init(sheets: DossierSheets, published: Outcome) {
      self.sheets = sheets
      self.published = published
    }
  }

  /// What a dossier came to.
  package struct Outcome: Hashable, Sendable {
    /// The figure that counts.
    package let total: Fraction?
    package let rank: Int?
    /// The id of the band.
    package let band: String?

    package init(total: Fraction?, rank: Int?, band: String?) {
      self.total = total
      self.rank = rank
      self.band = band
    }

    init(_ entry: Ranking.Entry) {
      self.init(total: entry.result.counted, rank: entry.rank, band: entry.result.band?.id)
    }
  }

  /// What is published of a wave, in the order of the codes.
  ///
  /// - Parameter dossiers: under opaque codes (`OpaqueCode`), with a judgement for each line on each sheet.
  package init(publishing dossiers: [DossierSheets], under rule: ScoringRule) {
    let entries = Ranking(rule.results(of: dossiers), under: rule).entries
    let outcomes = Dictionary(entries.map { ($0.result.code, Outcome($0)) }) { first, _ in first }
    self.rule = rule
    self.dossiers = dossiers.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }.map { dossier in
      Entry(
        // In the order of their codes too: who came first or was called last is nobody's business.
        sheets: DossierSheets(
          code: dossier.code, gates: dossier.gates,
          sheets: dossier.sheets.sorted { $0.reviewer.utf8.lexicographicallyPrecedes($1.reviewer.utf8) }),
        published: outcomes[dossier.code] ?? Outcome(total: nil, rank: nil, band: nil))
    }
  }

  package var ranking: Ranking { Ranking(rule.results(of: dossiers.map(\.sheets)), under: rule) }
}

/// Where a published wave and its recount part.
package struct RecountDifference: Hashable, Sendable {
  package enum Part: String, CaseIterable, Sendable {
    case total
    case rank
    case band
  }

  package let dossier: String
  package let part: Part
  /// As they are written; nil for none.
  package let published: String?
  package let recounted: String?
}

extension WaveScores {
  /// Every difference between what was published and what follows from the scores, to the last digit: a total that
  /// is spelt otherwise differs too.
  package var differences: [RecountDifference] {
    let recounted = Dictionary(ranking.entries.map { ($0.result.code, Outcome($0)) }) { first, _ in first }
    return dossiers.flatMap { dossier in
      RecountDifference.Part.allCases.compactMap { part in
        let published = dossier.published.written(part)
        let now = recounted[dossier.sheets.code]?.written(part)
        return published == now
          ? nil : .init(dossier: dossier.sheets.code, part: part, published: published, recounted: now)
      }
    }
  }
}

extension WaveScores.Outcome {
  fileprivate func written(_ part: RecountDifference.Part) -> String? {
    switch part {
    case .total: total?.spelling
    case .rank: rank.map(String.init)
    case .band: band
    }
  }
}
