package import Foundation

/// Something that somebody declares of themselves, since no register of the program knows it. It is never removed: it
/// ends, and counts for three years more; somebody else may set aside what follows from it.
package struct DeclaredInterest: Hashable, Sendable {
  /// How many somebody may declare.
  package static let most = 200
  package static let longestName = 160
  package static let longestWords = 2_000

  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// An organisation to which they belong or belonged.
    case organisation
    /// The commune in which they live.
    case residence
    /// A place for which they hold a mandate.
    case mandate
    /// A relation to a dossier or to whoever stands behind it.
    case relation

    /// Whether it is about an official place.
    package var hasPlace: Bool {
      switch self {
      case .residence, .mandate: true
      case .organisation, .relation: false
      }
    }
  }

  package let id: ID<DeclaredInterest>
  package let kind: Kind
  /// Of the organisation, of the place, or by which a collective or its dossier is known; empty for a relation to a
  /// dossier that its person was asked about.
  package let name: String
  package let place: PlaceCode?
  /// What they say of it; empty for nothing.
  package let words: String
  package let declaredAt: Date
  /// Its last day; nil as long as it lasts.
  package let endedOn: Day?

  package init(
    id: ID<DeclaredInterest>, kind: Kind, name: String, place: PlaceCode?, words: String, declaredAt: Date,
    endedOn: Day?
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.place = place
    self.words = words
    self.declaredAt = declaredAt
    self.endedOn = endedOn
  }
}

/// What somebody typed to declare an interest.
package struct InterestDraft: Hashable, Sendable {
  package var kind: DeclaredInterest.Kind
  /// A name; for a place, its name or its code.
  package var name: String
  package var words: String
  /// Its last day as typed; empty as long as it lasts.
  package var endedOn: String

  package init(kind: DeclaredInterest.Kind, name: String, words: String = "", endedOn: String = "") {
    self.kind = kind
    self.name = name
    self.words = words
    self.endedOn = endedOn
  }

  /// The place that is meant, where it is one: somebody lives in a commune, and holds a mandate for any place.
  package func place(in gazetteer: Gazetteer) -> PlaceCode? {
    let meant = places(in: gazetteer)
    return meant.count == 1 ? meant.first : nil
  }

  private func places(in gazetteer: Gazetteer) -> [PlaceCode] {
    gazetteer.places(meant: name.trimmed, communesOnly: kind == .residence)
  }

  /// What is wrong with it.
  package func findings(on today: Day, in gazetteer: Gazetteer) -> [Finding] {
    var findings: [Finding] = []
    let name = name.trimmed
    if name.isEmpty || Folding.fold(name).isEmpty {
      findings.append(Finding(field: "name", problem: .missing))
    } else if name.count > DeclaredInterest.longestName {
      findings.append(
        Finding(field: "name", problem: .tooLong(length: name.count, maximum: DeclaredInterest.longestName)))
    } else if kind.hasPlace, place(in: gazetteer) == nil {
      let among = places(in: gazetteer).prefix(8).map(gazetteer.naming)
      findings.append(Finding(field: "name", problem: .notOnePlace(name, among: Array(among))))
    }
    if words.trimmed.count > DeclaredInterest.longestWords {
      findings.append(
        Finding(
          field: "words", problem: .tooLong(length: words.trimmed.count, maximum: DeclaredInterest.longestWords)))
    }
    let ended = endedOn.trimmed
    if !ended.isEmpty {
      if let day = Day(ended) {
        if day > today { findings.append(Finding(field: "endedOn", problem: .dayAhead)) }
      } else {
        findings.append(Finding(field: "endedOn", problem: .notADay))
      }
    }
    return findings
  }
}

extension Gazetteer {
  /// Every code whose communes have one in common with a place: whatever a form may name to reach into it.
  package func codes(meeting place: PlaceCode) -> Set<PlaceCode> {
    var codes: Set<PlaceCode> = [place]
    for commune in municipalities(in: place) ?? [] {
      codes.insert(PlaceCode(level: .municipality, code: commune))
      codes.formUnion(groupings(holding: commune))
    }
    return codes
  }
}

/// A wave for which somebody says whether what they declared is all.
package struct InterestWave: Hashable, Sendable {
  package let wave: Wave
  /// When they last said so; nil as long as they did not.
  package let statedAt: Date?

  package init(wave: Wave, statedAt: Date?) {
    self.wave = wave
    self.statedAt = statedAt
  }
}
