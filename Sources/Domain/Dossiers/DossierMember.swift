package import Foundation

/// Somebody who has a part in a dossier beside its lead, from a moment until another.
package struct DossierMember: Hashable, Sendable {
  /// What the lead lets them do.
  package enum Part: String, CaseIterable, Codable, Sendable {
    case writer
    case commenter
    case reader
  }

  /// Counts the members that the dossier ever had, from 1.
  package let number: Int
  package let person: ID<Person>
  package let part: Part
  /// The sections to which the part is limited; nil for all.
  package let sections: Set<String>?
  /// The organisation of the collective for which they act: the identity of its item in the answers.
  package let party: String?
  package let since: Date

  package init(number: Int, person: ID<Person>, part: Part, sections: Set<String>?, party: String?, since: Date) {
    self.number = number
    self.person = person
    self.part = part
    self.sections = sections
    self.party = party
    self.since = since
  }
}
