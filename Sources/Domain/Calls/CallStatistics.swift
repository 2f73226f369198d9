/// What is counted of a wave.
package struct CallStatistics: Hashable, Sendable {
  package let states: [DossierState: Int]
  /// Submitted on each day of Europe/Paris, the first first.
  package let days: [DayCount]
  /// Drafts with nothing missing, of those that were looked at.
  package let completeDrafts: Int
  package let incompleteDrafts: Int
  /// By the code of the région; a territory in two counts in each.
  package let regions: [String: Int]
  /// Submitted dossiers in which a kind of actor takes part.
  package let actorKinds: [String: Int]
  /// Whether the last three leave out what comes after a bound.
  package let isPartial: Bool

  package init(
    states: [DossierState: Int], days: [DayCount], completeDrafts: Int, incompleteDrafts: Int, regions: [String: Int],
    actorKinds: [String: Int], isPartial: Bool
  ) {
    self.states = states
    self.days = days
    self.completeDrafts = completeDrafts
    self.incompleteDrafts = incompleteDrafts
    self.regions = regions
    self.actorKinds = actorKinds
    self.isPartial = isPartial
  }

  package struct DayCount: Hashable, Sendable {
    package let day: Day
    package let count: Int

    package init(day: Day, count: Int) {
      self.day = day
      self.count = count
    }
  }

  package var started: Int { states.values.reduce(0, +) }
  /// Those that were submitted, whatever became of them.
  package var submitted: Int { days.reduce(0) { $0 + $1.count } }
}
