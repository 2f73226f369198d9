/// What can be told of a wave in figures: how many came how far, how long it took, where and on what. It names nobody:
/// candidacies are counted, and of those without a label nothing else is said.
package struct WaveReport: Hashable, Sendable {
  /// How many dossiers came at least so far, in the order of the stages.
  package let funnel: [Stage: Int]
  /// How the examined ones were decided, by outcome.
  package let outcomes: [Outcome]
  package let inadmissible: Int
  package let withdrawn: Int
  package let delays: [Delay]
  package let legal: LegalTime?
  /// By the code of the région; a territory in two counts in each.
  package let regions: [Group]
  /// By the id of the theme; a candidacy counts once for each theme of its challenges.
  package let themes: [Group]
  /// Nil where nothing was scored.
  package let agreement: Agreement?
  /// Whether places and themes leave out what comes after a bound.
  package let isPartial: Bool

  package init(
    funnel: [Stage: Int], outcomes: [Outcome], inadmissible: Int, withdrawn: Int, delays: [Delay], legal: LegalTime?,
    regions: [Group], themes: [Group], agreement: Agreement?, isPartial: Bool
  ) {
    self.funnel = funnel
    self.outcomes = outcomes
    self.inadmissible = inadmissible
    self.withdrawn = withdrawn
    self.delays = delays
    self.legal = legal
    self.regions = regions
    self.themes = themes
    self.agreement = agreement
    self.isPartial = isPartial
  }

  package enum Stage: String, CaseIterable, Sendable {
    case started
    case submitted
    case admissible
    case reviewed
    case deliberated
    case decided
    case published

    /// The step that brings a dossier there; nil for its beginning.
    package var event: DossierEvent? {
      switch self {
      case .started: nil
      case .submitted: .submit
      case .admissible: .findAdmissible
      case .reviewed: .openReview
      case .deliberated: .deliberate
      case .decided: .decide
      case .published: .publish
      }
    }
  }

  package struct Outcome: Hashable, Sendable {
    package let outcome: Decision.Outcome
    package let count: Int

    package init(outcome: Decision.Outcome, count: Int) {
      self.outcome = outcome
      self.count = count
    }
  }

  /// The days between two steps of a dossier.
  package struct Delay: Hashable, Sendable {
    package let span: Span
    package let days: Quartiles

    package init(span: Span, days: Quartiles) {
      self.span = span
      self.days = days
    }
  }

  package enum Span: String, CaseIterable, Sendable {
    case submissionToAdmissibility
    case admissibilityToDeliberation
    case deliberationToDecision
    case decisionToNotice
    case submissionToNotice

    package var steps: (from: DossierEvent, to: DossierEvent) {
      switch self {
      case .submissionToAdmissibility: (.submit, .findAdmissible)
      case .admissibilityToDeliberation: (.findAdmissible, .deliberate)
      case .deliberationToDecision: (.deliberate, .decide)
      case .decisionToNotice: (.decide, .notify)
      case .submissionToNotice: (.submit, .notify)
      }
    }
  }

  /// How notices stand to the day on which silence would have decided.
  package struct LegalTime: Hashable, Sendable {
    package let months: Int
    package let inTime: Int
    package let late: Int

    package init(months: Int, inTime: Int, late: Int) {
      self.months = months
      self.inTime = inTime
      self.late = late
    }
  }

  /// The candidacies of a place or a theme.
  package struct Group: Hashable, Sendable {
    package let key: String
    /// Nil where it would tell of too few.
    package let submitted: Int?
    package let labelled: Int

    package init(key: String, submitted: Int?, labelled: Int) {
      self.key = key
      self.submitted = submitted
      self.labelled = labelled
    }
  }

  /// How far reviewers agreed.
  package struct Agreement: Hashable, Sendable {
    package let reviews: Int
    package let dossiers: Int
    /// Krippendorff's alpha for ordered scores; nil where it is not defined.
    package let alpha: Double?
    /// Of all lines that two or more scored, how many have their scores so far apart: 0, 1, 2, 3, 4.
    package let spreads: [Int]

    package init(reviews: Int, dossiers: Int, alpha: Double?, spreads: [Int]) {
      self.reviews = reviews
      self.dossiers = dossiers
      self.alpha = alpha
      self.spreads = spreads
    }

    /// - Parameter sheets: of the dossiers of a wave.
    package init?(_ dossiers: [DossierSheets], under rule: ScoringRule) {
      guard dossiers.contains(where: { !$0.sheets.isEmpty }) else { return nil }
      var spreads = Array(repeating: 0, count: Score.exemplary.rawValue + 1)
      for result in dossiers.map(rule.result) {
        for line in result.lines where line.scores.count > 1 { spreads[line.spread] += 1 }
      }
      self.init(
        reviews: dossiers.reduce(0) { $0 + $1.sheets.count }, dossiers: dossiers.count { !$0.sheets.isEmpty },
        alpha: Domain.Agreement.alpha(of: dossiers, under: rule), spreads: spreads)
    }
  }
}

extension WaveReport {
  /// Fewer candidacies than this without a label are not told of a place or a theme: who knows one would know its fate.
  package static let fewest = 3

  /// The same for the public. Where only one count had to go, the next smallest goes with it: the sum would tell it.
  package var disclosed: WaveReport {
    WaveReport(
      funnel: funnel, outcomes: outcomes, inadmissible: inadmissible, withdrawn: withdrawn, delays: delays,
      legal: legal, regions: WaveReport.disclosed(regions), themes: WaveReport.disclosed(themes),
      agreement: agreement, isPartial: isPartial)
  }

  private static func disclosed(_ groups: [Group]) -> [Group] {
    func others(_ group: Group) -> Int { (group.submitted ?? 0) - group.labelled }
    var hidden = Set(groups.filter { (1..<fewest).contains(others($0)) }.map(\.key))
    if hidden.count == 1 {
      let rest = groups.filter { !hidden.contains($0.key) && others($0) > 0 }
      if let next = rest.min(by: { (others($0), $0.key) < (others($1), $1.key) }) { hidden.insert(next.key) }
    }
    return groups.map { group in
      hidden.contains(group.key) ? Group(key: group.key, submitted: nil, labelled: group.labelled) : group
    }
  }
}

/// Three values between which the four quarters of some days lie: each is one of the values (nearest rank).
package struct Quartiles: Hashable, Sendable {
  package let lower: Int
  package let median: Int
  package let upper: Int
  package let count: Int

  /// - Parameter counts: how often each value comes. Nil for none.
  package init?(_ counts: [Int: Int]) {
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return nil }
    let sorted = counts.sorted { $0.key < $1.key }
    /// The value at a rank, from 1.
    func value(at rank: Int) -> Int {
      var seen = 0
      for (value, count) in sorted {
        seen += count
        if seen >= rank { return value }
      }
      return sorted.last?.key ?? 0
    }
    lower = value(at: (total + 3) / 4)
    median = value(at: (total + 1) / 2)
    upper = value(at: (3 * total + 3) / 4)
    count = total
  }
}
