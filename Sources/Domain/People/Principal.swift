/// Who acts, once proven: a person who signed in, or the program itself under a name.
package struct Principal: Hashable, Sendable {
  package let actor: Author
  package let held: Set<HeldRole>

  package init(person: ID<Person>, held: Set<HeldRole>) {
    actor = .person(person)
    self.held = held
  }

  /// Somebody whose roles hold everywhere.
  package init(person: ID<Person>, roles: Set<Role>) {
    self.init(person: person, held: Set(roles.map { HeldRole($0) }))
  }

  package var roles: Set<Role> { Set(held.map(\.role)) }

  private init(program name: String, roles: Set<Role>) {
    actor = .program(name)
    held = Set(roles.map { HeldRole($0) })
  }

  /// The replay of a historical wave. It holds the roles of those who ran that wave, so that it goes
  /// through the very operations that people use.
  package static let replay = Principal(program: "replay", roles: [.applicant, .instructor, .administrator])

  /// The program at its set-up: the first administrator, the examples of the demonstration.
  package static let setUp = Principal(program: "set-up", roles: [.administrator])

  package var person: ID<Person>? {
    switch actor {
    case .person(let id): id
    case .program: nil
    }
  }

  /// The author of an entry of the journal: an id alone, so that erasing a person breaks no chain.
  package enum Author: Hashable, Sendable, CustomStringConvertible {
    case person(ID<Person>)
    case program(String)

    package var description: String {
      switch self {
      case .person(let id): "person:\(id)"
      case .program(let name): "program:\(name)"
      }
    }
  }
}
