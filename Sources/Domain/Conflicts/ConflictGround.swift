package import Foundation

/// Why somebody may have nothing to do with the examination of a dossier. Each finding names one.
package enum ConflictGround: String, CaseIterable, Codable, Sendable {
  /// They file it, filed it, or signed it in person.
  case part
  /// They and somebody who has a part in it belong to one organisation now.
  case sharedOrganisation
  /// The same, where one of the two left it less than three years before the dossier was submitted, or since.
  case formerOrganisation
  /// An organisation of theirs is named among the collective.
  case collective
  /// An organisation of theirs is named elsewhere in the form: a partner, a funder.
  case partner
  /// An organisation of theirs signed it.
  case signature
  /// They live in its perimeter. Counts where the procedure says so.
  case residence
  /// They hold a mandate in its perimeter. Counts where the procedure says so.
  case mandate
  /// They declared a relation to it.
  case declared

  /// Whether somebody else may find that it does not stand in the way. Whoever files a dossier never examines it.
  package var canBeSetAside: Bool {
    switch self {
    case .part: false
    case .sharedOrganisation, .formerOrganisation, .collective, .partner, .signature, .residence, .mandate, .declared:
      true
    }
  }
}

/// One thing that stands between a person and a dossier.
package struct ConflictFinding: Hashable, Sendable {
  package let person: ID<Person>
  package let dossier: ID<Dossier>
  package let ground: ConflictGround
  /// What it rests on, so that setting it aside covers this and nothing that comes later: `organisation:<id>`,
  /// `interest:<id>`; empty for a part in the dossier.
  package let basis: String

  package init(person: ID<Person>, dossier: ID<Dossier>, ground: ConflictGround, basis: String) {
    self.person = person
    self.dossier = dossier
    self.ground = ground
    self.basis = basis
  }

  /// Whether somebody may set it aside: never the person whom it binds.
  package func mayBeSetAside(by principal: Principal) -> Bool {
    guard let other = principal.person else { return false }
    return ground.canBeSetAside && other != person
  }
}

/// For how long what has ended still binds.
package enum ConflictTerm {
  /// The programme's own choice: three years, counted in days of Europe/Paris.
  package static let months = 36

  /// The instant from which a tie that ended on a day does not count any more: a dossier submitted before it is bound.
  /// What ended on 26 November 2023 counts through 26 November 2026; what ended on 29 February 2024, through
  /// 28 February 2027, the last day of that month.
  package static func countsUntil(endedOn day: Day) -> Date { day.adding(months: months).end }

  package static func countsUntil(endedAt moment: Date) -> Date { countsUntil(endedOn: Day(moment)) }
}

/// That somebody else found, in writing, that a finding does not stand in the way.
package struct ConflictSetAside: Hashable, Sendable {
  package static let longestReason = 2_000

  package let reason: String
  package let by: Person?
  package let at: Date

  package init(reason: String, by: Person?, at: Date) {
    self.reason = reason
    self.by = by
    self.at = at
  }

  /// What is wrong with a reason.
  package static func findings(in reason: String) -> [Finding] {
    if reason.isEmpty { return [Finding(field: "reason", problem: .missing)] }
    if reason.count > longestReason {
      return [Finding(field: "reason", problem: .tooLong(length: reason.count, maximum: longestReason))]
    }
    return []
  }
}

/// A line of the register of conflicts.
package struct ConflictListing: Hashable, Sendable {
  package let finding: ConflictFinding
  package let person: String
  package let reference: String
  /// The name of what it rests on; nil where that says nothing more.
  package let thing: String?
  /// The last one that was not put back.
  package let setAside: ConflictSetAside?

  package init(
    finding: ConflictFinding, person: String, reference: String, thing: String?, setAside: ConflictSetAside?
  ) {
    self.finding = finding
    self.person = person
    self.reference = reference
    self.thing = thing
    self.setAside = setAside
  }
}
