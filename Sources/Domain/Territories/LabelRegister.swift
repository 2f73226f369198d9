package import Foundation

/// A line of the public register: who was labelled on a day.
package struct RegisterEntry: Hashable, Sendable {
  package let slug: Slug
  package let name: String
  package let wave: Territory.WaveReference
  package let labelledOn: Day
  /// As it stood on the day that was asked for.
  package let period: LabelPeriod
  /// The perimeter on that day.
  package let perimeter: [PlaceCode]
  package let isExample: Bool

  package init(
    slug: Slug, name: String, wave: Territory.WaveReference, labelledOn: Day, period: LabelPeriod,
    perimeter: [PlaceCode], isExample: Bool
  ) {
    self.slug = slug
    self.name = name
    self.wave = wave
    self.labelledOn = labelledOn
    self.period = period
    self.perimeter = perimeter
    self.isExample = isExample
  }
}

/// What the register is asked: who was labelled on a day, as it is known now or as it was known at a moment.
package struct RegisterQuery: Hashable, Sendable {
  package let day: Day
  package let knownAt: Date

  package init(day: Day, knownAt: Date) {
    self.day = day
    self.knownAt = knownAt
  }
}

/// What the public may know of a label: who holds it, in which state, since when and until when.
package struct LabelFacts: Hashable, Sendable {
  package let territory: ID<Territory>
  package let slug: Slug
  package let name: String
  package let wave: Territory.WaveReference
  package let grantedOn: Day
  package let state: LabelState
  /// Since when it is suspended or over.
  package let since: Day?
  /// The last day of its term; nil where none was stated.
  package let endsOn: Day?
  package let code: VerificationCode?
  package let isExample: Bool
  /// The day for which all of this holds.
  package let day: Day

  package init(
    territory: ID<Territory>, slug: Slug, name: String, wave: Territory.WaveReference, standing: LabelStanding,
    code: VerificationCode?, isExample: Bool
  ) {
    self.territory = territory
    self.slug = slug
    self.name = name
    self.wave = wave
    grantedOn = standing.grantedOn
    state = standing.state
    since = standing.endedOn ?? (standing.state == .suspended ? standing.suspendedOn : nil)
    endsOn = standing.endsOn
    self.code = code
    self.isExample = isExample
    day = standing.day
  }

  package var mark: LabelMark { state.mark }

  /// The same label in another standing.
  package func with(_ standing: LabelStanding) -> LabelFacts {
    LabelFacts(
      territory: territory, slug: slug, name: name, wave: wave, standing: standing, code: code, isExample: isExample)
  }
}

/// A report that the holder of a label submitted.
package struct ReportListing: Hashable, Sendable {
  package let id: ID<Dossier>
  package let reference: String
  package let submittedAt: Date

  package init(id: ID<Dossier>, reference: String, submittedAt: Date) {
    self.id = id
    self.reference = reference
    self.submittedAt = submittedAt
  }
}

/// What the public history of a label tells: its grant, suspensions and end, changes of its perimeter, renewals.
package struct PublicLabelEvent: Hashable, Sendable {
  package let step: LabelStep
  package let day: Day

  package init(step: LabelStep, day: Day) {
    self.step = step
    self.day = day
  }
}

extension LabelLife {
  /// What may be told to everybody: what was decided, never what is only considered or asked for, nor why.
  package func publicEvents(on day: Day) -> [PublicLabelEvent] {
    var found = events.filter { $0.day <= day }.compactMap { event -> PublicLabelEvent? in
      switch event.content {
      case .granted, .suspended, .resumed, .withdrawn, .renewed, .relinquished:
        PublicLabelEvent(step: event.content.step, day: event.day)
      case .changeGranted(.perimeter, _): PublicLabelEvent(step: .grantChange, day: event.day)
      case .changeGranted(.lead, _), .noticeGiven, .answered, .hearingAsked, .hearingHeld, .noticeDropped,
        .renewalRequested, .renewalProposed, .renewalRefused, .changeRequested, .changeRefused, .reportFiled,
        .reportReviewed, .annulled:
        nil
      }
    }
    if let standing = standing(on: day), standing.state == .expired, let ended = standing.endedOn {
      found.append(PublicLabelEvent(step: .refuseRenewal, day: ended))
    }
    return found
  }
}

/// A label in the list of the service.
package struct LabelListing: Hashable, Sendable {
  package let territory: ID<Territory>
  package let slug: Slug
  package let name: String
  package let state: LabelState
  package let labelledOn: Day
  package let endsOn: Day?
  /// The next day on which something is due.
  package let dueOn: Day?
  package let isExample: Bool

  package init(
    territory: ID<Territory>, slug: Slug, name: String, state: LabelState, labelledOn: Day, endsOn: Day?, dueOn: Day?,
    isExample: Bool
  ) {
    self.territory = territory
    self.slug = slug
    self.name = name
    self.state = state
    self.labelledOn = labelledOn
    self.endsOn = endsOn
    self.dueOn = dueOn
    self.isExample = isExample
  }
}
