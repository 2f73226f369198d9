package import Domain
import Foundation
import Storage

extension Operations {
  /// Gives somebody a role, and an account where they have none.
  package func grantRole(
    _ role: Role, to email: EmailAddress, name: String, language: Language = .french, by principal: Principal
  ) async throws {
    let now = world.now()
    let newcomer = Person(id: world.newIdentity(), email: email, name: name, language: language)
    try await database.write { transaction in
      try principal.require(.grantRole, on: .any)
      let people = PersonRecords(transaction)
      let person = try people.find(email) ?? newcomer
      if person == newcomer { try people.insert(newcomer, at: now) }
      guard try people.grant(role, to: person.id, at: now) else { return }
      try JournalRecords(transaction).append(
        "role.granted", on: "person:\(person.id)", by: principal.actor, at: now,
        change: ["role": .string(role.rawValue)])
    }
  }
}
