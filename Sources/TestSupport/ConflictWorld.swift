package import Domain
import Foundation
import Storage

/// A random world of people, organisations and dossiers, with everything that may tie them, and a plain reading of who
/// is bound: loops over what was made, written apart from the query that the program asks.
package struct ConflictWorld: Sendable {
  package struct Known: Sendable {
    package let principal: Principal
    package let id: ID<Person>
    package let name: String
    package let role: Role
    var isOfService: Bool { role != .applicant }
  }

  struct Firm: Sendable {
    let id: ID<Organisation>
    var name: String
    var root: ID<Organisation>
    /// What it was called before, and the last day of that.
    var former: [(name: String, ended: Day)] = []

    func isKnown(as name: String, on submitted: Day) -> Bool {
      self.name == name || former.contains { $0.name == name && ConflictWorld.counts($0.ended, on: submitted) }
    }
  }

  struct Tie: Sendable {
    let person: ID<Person>
    let firm: ID<Organisation>
    let ended: Day?
  }

  struct Interest: Sendable {
    let id: ID<DeclaredInterest>
    let person: ID<Person>
    let draft: InterestDraft
    /// The name without what was written around it.
    let name: String
    let place: PlaceCode?
    let ended: Day?
    /// The dossier to which it was declared, by its place in the world.
    var dossier: Int?
  }

  struct Named: Sendable {
    let place: ConflictGround
    /// Without what was written around it.
    let name: String
    let isSigned: Bool
  }

  package struct Case: Sendable {
    package let id: ID<Dossier>
    package let reference: String
    /// Words that stand in it and nowhere else.
    package let marker: String
    package let owner: ID<Person>
    /// Those who have or had a part, and whether they have it now.
    package let members: [ID<Person>: Bool]
    let signers: Set<ID<Person>>
    let submitted: Day
    let named: [Named]
    let places: [PlaceCode]

    package func isFiled(by person: ID<Person>) -> Bool { owner == person || members[person] == true }
  }

  package let house: TestHouse
  package let wave: Wave
  package internal(set) var people: [Known] = []
  package internal(set) var cases: [Case] = []
  var firms: [Firm] = []
  var ties: [Tie] = []
  var interests: [Interest] = []
  /// What was set aside and not put back.
  package internal(set) var aside: Set<ConflictFinding> = []
  var random: SeededRandom

  package var service: [Known] { people.filter(\.isOfService) }

  // MARK: The plain reading

  /// Whether what ended on a day still counts for a dossier of another day: three years later, to the day; where that
  /// month has no such day, its last one.
  package static func counts(_ ended: Day?, on submitted: Day) -> Bool {
    guard let ended else { return true }
    let last =
      Day(year: ended.year + 3, month: ended.month, day: ended.day)
      ?? Day(year: ended.year + 3, month: 2, day: 28)
    return last.map { submitted <= $0 } ?? false
  }

  private static let communes: [String: [String]] = [
    "commune:90001": ["epci:200000001", "departement:90", "region:27"],
    "commune:90002": ["epci:200000001", "departement:90", "region:27"],
    "commune:91001": ["departement:91", "region:27"], "commune:91002": ["departement:91", "region:27"],
    "commune:92001": ["epci:200000002", "departement:92", "region:53"],
  ]

  static let codes = communes.keys.sorted() + Set(communes.values.joined()).sorted()

  private static func ground(_ code: PlaceCode) -> Set<String> {
    let text = code.description
    return Set(communes.filter { $0.key == text || $0.value.contains(text) }.map(\.key))
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().replacing("é", with: "e").replacing("’", with: " ").replacing("'", with: " ")
      .replacing("-", with: " ").split(separator: " ").joined(separator: " ")
  }

  private func root(_ firm: ID<Organisation>) -> ID<Organisation>? { firms.first { $0.id == firm }?.root }

  /// Everything that ties somebody to a dossier, set aside or not.
  package func findings(of person: ID<Person>, in one: Case) -> Set<ConflictFinding> {
    var found: Set<ConflictFinding> = []
    func add(_ ground: ConflictGround, _ basis: String) {
      found.insert(ConflictFinding(person: person, dossier: one.id, ground: ground, basis: basis))
    }
    let own = ties.filter { $0.person == person && ConflictWorld.counts($0.ended, on: one.submitted) }
    let sides = Set([one.owner] + one.members.keys).subtracting([person])
    let theirs = ties.filter { sides.contains($0.person) && ConflictWorld.counts($0.ended, on: one.submitted) }
    if one.owner == person || one.members[person] != nil || one.signers.contains(person) { add(.part, "") }
    for mine in own {
      guard let root = root(mine.firm) else { continue }
      for other in theirs where self.root(other.firm) == root {
        add(mine.ended == nil && other.ended == nil ? .sharedOrganisation : .formerOrganisation, "organisation:\(root)")
      }
      for named in one.named {
        let isThere = firms.contains { $0.root == root && $0.isKnown(as: named.name, on: one.submitted) }
        if isThere { add(named.isSigned ? .signature : named.place, "organisation:\(root)") }
      }
    }
    for (index, interest) in interests.enumerated() where interest.person == person {
      let basis = "interest:\(interests[index].id)"
      let counts = ConflictWorld.counts(interest.ended, on: one.submitted)
      let name = interest.name
      switch interest.draft.kind {
      case .organisation where counts:
        for named in one.named where named.name == name {
          add(named.isSigned ? .signature : named.place, basis)
        }
        for other in theirs {
          let isKnown = firms.contains {
            $0.root == self.root(other.firm) && $0.isKnown(as: name, on: one.submitted)
          }
          guard isKnown else { continue }
          add(interest.ended == nil && other.ended == nil ? .sharedOrganisation : .formerOrganisation, basis)
        }
      case .residence where counts, .mandate where counts:
        let area = interest.place.map(ConflictWorld.ground) ?? []
        let meets = one.places.contains { !ConflictWorld.ground($0).isDisjoint(with: area) }
        if meets { add(interest.draft.kind == .residence ? .residence : .mandate, basis) }
      case .relation:
        if let dossier = interest.dossier {
          if cases[dossier].id == one.id { add(.declared, basis) }
        } else if ConflictWorld.plain(one.marker).contains(ConflictWorld.plain(name))
          || one.named.contains(where: { $0.name == name })
        {
          add(.declared, basis)
        }
      case .organisation, .residence, .mandate: break
      }
    }
    return found
  }

  package func binds(_ one: Case, _ person: ID<Person>) -> Bool {
    findings(of: person, in: one).contains { $0.ground == .part || !aside.contains($0) }
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed everywhere.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
  mutating func isTrue(in hundred: Int) -> Bool { below(100) < hundred }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
