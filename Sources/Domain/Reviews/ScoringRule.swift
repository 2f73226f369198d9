/// How scores become marks, a total, a band and a rank: the numbers of a rubric, without its words.
///
/// A total is computed from nothing but this and the sheets, so both are published together.
package struct ScoringRule: Hashable, Sendable {
  package let version: String
  package let criteria: [Criterion]
  /// What must be there before a score counts, by id.
  package let gates: [String]
  /// The best first; the last one takes whatever is left.
  package let bands: [Band]
  /// What is compared, one after the other, where totals are equal: ids of criteria and lines.
  package let ties: [String]
  package let flags: Flags
  package let gaps: Gaps
  /// Which figure gives the rank and is held against the thresholds of the bands.
  package let counts: Rubric.Figure

  package init(
    version: String, criteria: [Criterion], gates: [String], bands: [Band], ties: [String], flags: Flags, gaps: Gaps,
    counts: Rubric.Figure = .median
  ) {
    self.version = version
    self.criteria = criteria
    self.gates = gates
    self.bands = bands
    self.ties = ties
    self.flags = flags
    self.gaps = gaps
    self.counts = counts
  }

  package struct Criterion: Hashable, Sendable {
    package let id: String
    package let lines: [Line]

    package init(id: String, lines: [Line]) {
      self.id = id
      self.lines = lines
    }

    package var weight: Int { lines.reduce(0) { $0 + $1.weight } }
  }

  /// A sub-criterion: what one score is given for.
  package struct Line: Hashable, Sendable {
    package let id: String
    package let weight: Int

    package init(id: String, weight: Int) {
      self.id = id
      self.weight = weight
    }
  }

  /// An advice to the jury, by thresholds.
  package struct Band: Hashable, Codable, Sendable {
    package let id: String
    /// The least total, out of 100.
    package let total: Int
    /// The least mark of every criterion, in per cent; nil where none is asked.
    package let everyCriterion: Int?
    /// Whether the advice is worth nothing without a list of gaps to close.
    package let needsGaps: Bool

    package init(id: String, total: Int, everyCriterion: Int?, needsGaps: Bool) {
      self.id = id
      self.total = total
      self.everyCriterion = everyCriterion
      self.needsGaps = needsGaps
    }
  }

  /// What calls for somebody.
  package struct Flags: Hashable, Codable, Sendable {
    /// From which difference between the highest and the lowest score a line must be reconciled.
    package let spread: Int
    /// How many "cannot judge" on a line call a further reviewer.
    package let cannotJudge: Int
    /// How many reviewers a dossier has at least.
    package let reviewers: Int

    package init(spread: Int, cannotJudge: Int, reviewers: Int) {
      self.spread = spread
      self.cannotJudge = cannotJudge
      self.reviewers = reviewers
    }
  }

  /// Which lines are gaps: those up to `weak`, and those up to `middling` in criteria below a mark.
  package struct Gaps: Hashable, Codable, Sendable {
    package let weak: Int
    package let middling: Int
    /// In per cent.
    package let criterionBelow: Int

    package init(weak: Int, middling: Int, criterionBelow: Int) {
      self.weak = weak
      self.middling = middling
      self.criterionBelow = criterionBelow
    }
  }

  package var lines: [Line] { criteria.flatMap(\.lines) }
}
