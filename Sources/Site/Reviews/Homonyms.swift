import Domain

/// What people of a list are called, for the service: by their names, and by their addresses too where a name stands there
/// twice.
struct Homonyms: Sendable {
  private let twice: Set<String>

  init(_ people: [Person]) {
    var (once, twice): (Set<String>, Set<String>) = ([], [])
    for person in people where !once.insert(person.name).inserted { twice.insert(person.name) }
    self.twice = twice
  }

  func label(_ person: Person) -> String {
    twice.contains(person.name) ? "\(person.name) (\(person.email))" : person.name
  }
}

extension [PanelMember] {
  /// The same, so that no two of them are called alike.
  var toldApart: [PanelMember] {
    let names = Homonyms(map(\.person))
    return map { member in
      let person = member.person
      return PanelMember(
        person: Person(id: person.id, email: person.email, name: names.label(person), language: person.language),
        profile: member.profile, capacity: member.isCapacityStated ? member.capacity : nil)
    }
  }
}
