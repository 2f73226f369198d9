package import Foundation

/// The history of a label, and what follows from it on any day.
package struct LabelLife: Hashable, Sendable {
  /// The events that count, by day of effect.
  package let events: [LabelEvent]

  /// - Parameters:
  ///   - all: every event that was recorded.
  ///   - moment: what was recorded later is left out: the history as it was known then.
  package init(_ all: [LabelEvent], knownAt moment: Date? = nil) {
    let known = all.filter { event in moment.map { event.recordedAt <= $0 } ?? true }
    let replaced = Set(known.compactMap(\.replaces))
    events = known.filter { !replaced.contains($0.number) }
      .sorted { ($0.day, $0.number) < ($1.day, $1.number) }
  }

  /// Where the label stands on a day; nil before it was granted.
  package func standing(on day: Day) -> LabelStanding? {
    var standing: LabelStanding?
    for event in events where event.day <= day { apply(event, to: &standing) }
    return standing?.on(day)
  }

  /// The first event that could not happen where it stands: a history that holds none is sound.
  package var contradiction: LabelEvent? {
    var standing: LabelStanding?
    return events.first { !apply($0, to: &standing) }
  }

  /// - Returns: whether the event was possible; one that was not changes nothing.
  @discardableResult
  private func apply(_ event: LabelEvent, to standing: inout LabelStanding?) -> Bool {
    guard var current = standing?.on(event.day) else {
      guard case .granted(let act) = event.content else { return false }
      standing = LabelStanding(act: act, grantedOn: event.day)
      return true
    }
    guard current.problem(of: event.content) == nil else { return false }
    current.take(event)
    standing = current
    return true
  }

  /// What the label was from day to day, without gaps from its grant to its end.
  package var periods: [LabelPeriod] {
    var days = Set(events.map(\.day))
    for event in events { if let end = standing(on: event.day)?.endsOn { days.insert(end.adding(days: 1)) } }
    var periods: [LabelPeriod] = []
    for day in days.sorted() {
      guard let standing = standing(on: day) else { continue }
      let next = LabelPeriod(
        mark: standing.state.mark, from: day, until: nil, perimeter: standing.perimeter)
      if let last = periods.last {
        if last.until == nil, last.mark == next.mark, last.perimeter == next.perimeter { continue }
        if last.until == nil { periods[periods.count - 1] = last.ended(on: day) }
      }
      if next.mark != .ended { periods.append(next) }
    }
    return periods
  }

  /// What the clock brings after a day: reminders, a report that is late, the end of a term.
  package func milestones(after day: Day) -> [LabelMilestone] {
    guard let standing = standing(on: day) else { return [] }
    var found: [LabelMilestone] = []
    if let due = standing.reportDueOn {
      found.append(LabelMilestone(day: due.adding(days: -LabelMilestone.daysOfReminder), kind: .reportReminder(due)))
      found.append(LabelMilestone(day: due.adding(days: 1), kind: .reportLate(due)))
    }
    if let end = standing.endsOn, standing.renewal == nil {
      if let opens = standing.renewalOpensOn { found.append(LabelMilestone(day: opens, kind: .renewalOpens(end))) }
      found.append(LabelMilestone(day: end.adding(days: 1), kind: .ended(end)))
    }
    return standing.state.isEnded ? [] : found.filter { $0.day > day }.sorted { $0.day < $1.day }
  }
}

/// A stretch of days in which a label stood in one way for the public.
package struct LabelPeriod: Hashable, Sendable {
  package let mark: LabelMark
  package let from: Day
  /// The first day on which it no longer holds; nil while no end is known.
  package let until: Day?
  /// The perimeter where it was changed; nil for that of the grant.
  package let perimeter: [PlaceCode]?

  package init(mark: LabelMark, from: Day, until: Day?, perimeter: [PlaceCode]?) {
    self.mark = mark
    self.from = from
    self.until = until
    self.perimeter = perimeter
  }

  func ended(on day: Day) -> LabelPeriod { LabelPeriod(mark: mark, from: from, until: day, perimeter: perimeter) }
}

/// A day on which the clock alone changes something, or on which the holder is to be told.
package struct LabelMilestone: Hashable, Sendable {
  package let day: Day
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    /// The report that is due on a day.
    case reportReminder(Day)
    case reportLate(Day)
    /// The term that ends on a day can be renewed.
    case renewalOpens(Day)
    case ended(Day)
  }

  package var isEnd: Bool { if case .ended = kind { true } else { false } }

  /// How many days before a report is due its holder is reminded.
  package static let daysOfReminder = 30
}
