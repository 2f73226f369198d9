/// The grid on which dossiers are scored, as the programme writes it: criteria, their lines and weights, what each
/// score means, gates, bands and ties. Part of the programme's data; a version is never changed once used.
package struct Rubric: Hashable, Codable, Sendable {
  package let version: String
  /// What each score means on any line, 0 to 4.
  package let scale: [Level]
  package let criteria: [Criterion]
  package let gates: [Gate]
  package let bands: [Band]
  package let ties: [String]
  package let flags: ScoringRule.Flags
  package let gaps: ScoringRule.Gaps
  /// Which figure counts, by the choice of the programme.
  package let counts: Figure

  package init(
    version: String, scale: [Level], criteria: [Criterion], gates: [Gate], bands: [Band], ties: [String],
    flags: ScoringRule.Flags, gaps: ScoringRule.Gaps, counts: Figure = .median
  ) {
    self.version = version
    self.scale = scale
    self.criteria = criteria
    self.gates = gates
    self.bands = bands
    self.ties = ties
    self.flags = flags
    self.gaps = gaps
    self.counts = counts
  }

  /// A figure by which dossiers are ordered; the other one is shown beside it.
  package enum Figure: String, CaseIterable, Codable, Sendable {
    /// The total over the medians of the grid.
    case median
    /// The total made comparable between severe and lenient reviewers.
    case calibrated
  }

  /// What a score means in general, and what must prove it.
  package struct Level: Hashable, Codable, Sendable {
    package let score: Score
    package let meaning: LocalisedText
    package let proof: LocalisedText

    package init(score: Score, meaning: LocalisedText, proof: LocalisedText) {
      self.score = score
      self.meaning = meaning
      self.proof = proof
    }
  }

  package struct Criterion: Hashable, Codable, Sendable {
    package let id: String
    package let title: LocalisedText
    package let lines: [Line]

    package init(id: String, title: LocalisedText, lines: [Line]) {
      self.id = id
      self.title = title
      self.lines = lines
    }
  }

  package struct Line: Hashable, Codable, Sendable {
    package let id: String
    package let title: LocalisedText
    package let weight: Int
    /// What some of the scores look like on this line.
    package let anchors: [Score: LocalisedText]

    package init(id: String, title: LocalisedText, weight: Int, anchors: [Score: LocalisedText]) {
      self.id = id
      self.title = title
      self.weight = weight
      self.anchors = anchors
    }
  }

  package struct Gate: Hashable, Codable, Sendable {
    package let id: String
    package let title: LocalisedText

    package init(id: String, title: LocalisedText) {
      self.id = id
      self.title = title
    }
  }

  package struct Band: Hashable, Codable, Sendable {
    package let title: LocalisedText
    package let rule: ScoringRule.Band

    package init(title: LocalisedText, rule: ScoringRule.Band) {
      self.title = title
      self.rule = rule
    }
  }

  package var lines: [Line] { criteria.flatMap(\.lines) }

  /// What a score looks like on a line: the line's own anchor, else the general scale.
  package func anchor(of line: String, at score: Score) -> LocalisedText? {
    lines.first { $0.id == line }?.anchors[score] ?? scale.first { $0.score == score }?.meaning
  }

  /// The numbers alone.
  package var rule: ScoringRule {
    ScoringRule(
      version: version,
      criteria: criteria.map { criterion in
        .init(id: criterion.id, lines: criterion.lines.map { .init(id: $0.id, weight: $0.weight) })
      },
      gates: gates.map(\.id), bands: bands.map(\.rule), ties: ties, flags: flags, gaps: gaps,
      counts: counts)
  }
}
