package import Foundation

/// The hour at which all decisions of a wave are told and become public.
package struct WavePublication: Hashable, Sendable {
  package let at: Date
  package let setAt: Date
  /// Nil until it happened.
  package let doneAt: Date?
  /// The hour was taken back: none is set.
  package let isCancelled: Bool
  /// Rises with each change of the hour.
  package let version: Int

  package init(at: Date, setAt: Date, doneAt: Date? = nil, isCancelled: Bool = false, version: Int) {
    self.at = at
    self.setAt = setAt
    self.doneAt = doneAt
    self.isCancelled = isCancelled
    self.version = version
  }

  package func isDue(at moment: Date) -> Bool { doneAt == nil && !isCancelled && at <= moment }

  /// Whether it happened, or is about to: nothing of it can be changed.
  package func isOver(at moment: Date) -> Bool { doneAt != nil || isDue(at: moment) }

  /// For how many months ahead an hour can be set: further away it is a slip of the keys.
  package static let monthsAhead = 12

  /// What was typed as its hour.
  package struct Draft: Hashable, Sendable {
    package var day: String
    /// Of Europe/Paris.
    package var hour: String

    package init(day: String = "", hour: String = "") {
      self.day = day
      self.hour = hour
    }

    /// - Parameter closing: of the call: what is decided in a wave is not told while others still file in it.
    /// - Throws: `Refusal.invalid` at `day` and `hour`: also for an hour that the clocks jump over.
    package func checked(after moment: Date, closing: Date) throws(Refusal) -> Date {
      var findings: [Finding] = []
      if day.trimmed.isEmpty { findings.append(Finding(field: "day", problem: .missing)) }
      if hour.trimmed.isEmpty { findings.append(Finding(field: "hour", problem: .missing)) }
      let parsed = Day(day)
      if parsed == nil, !day.trimmed.isEmpty { findings.append(Finding(field: "day", problem: .notADay)) }
      guard findings.isEmpty, let parsed else { throw .invalid(findings) }
      guard let instant = parsed.at(hour: hour) else { throw .invalid([Finding(field: "hour", problem: .notAnHour)]) }
      guard parsed.hasHour(hour) else { throw .invalid([Finding(field: "hour", problem: .hourSkipped)]) }
      guard instant > moment else { throw .invalid([Finding(field: "day", problem: .dayPast)]) }
      guard instant >= closing else { throw .invalid([Finding(field: "day", problem: .beforeClosing)]) }
      guard parsed <= Day(max(moment, closing)).adding(months: WavePublication.monthsAhead) else {
        throw .invalid([Finding(field: "day", problem: .dayTooFar(months: WavePublication.monthsAhead))])
      }
      return instant
    }
  }
}

extension Day {
  /// Whether the clocks of Paris show this hour on this day: on the last Sunday of March they jump from 2 to 3.
  package func hasHour(_ text: String) -> Bool {
    guard let instant = at(hour: text) else { return false }
    let digits = text.lowercased().replacing("h", with: ":").split(separator: ":").map { String($0).trimmed }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = Day.parisZone
    return calendar.component(.hour, from: instant) == digits.first.flatMap { Int($0) } && Day(instant) == self
  }
}

/// A dossier that keeps the decisions of its wave from being published together.
package struct MissingDecision: Hashable, Sendable {
  package let dossier: ID<Dossier>
  package let reference: String
  package let title: String
  package let state: DossierState
  /// Decided, without the name and capacity of its author.
  package let isUnsigned: Bool

  package init(dossier: ID<Dossier>, reference: String, title: String, state: DossierState, isUnsigned: Bool) {
    self.dossier = dossier
    self.reference = reference
    self.title = title
    self.state = state
    self.isUnsigned = isUnsigned
  }
}

/// Where the publication of a wave stands.
package struct WavePublicationFile: Sendable {
  package let wave: Wave
  package let publication: WavePublication?
  /// How many decisions wait for the hour.
  package let ready: Int
  package let missing: [MissingDecision]
  /// Whether a dossier of the wave binds the reader: no count tells them how far it is, and somebody else sets the hour.
  package let isReaderBound: Bool
  package let moment: Date

  /// The hour that is set; nil also where it was taken back.
  package var standing: WavePublication? { publication.flatMap { $0.isCancelled ? nil : $0 } }

  package init(
    wave: Wave, publication: WavePublication?, ready: Int, missing: [MissingDecision], isReaderBound: Bool,
    moment: Date
  ) {
    self.wave = wave
    self.publication = publication
    self.ready = ready
    self.missing = missing
    self.isReaderBound = isReaderBound
    self.moment = moment
  }
}
