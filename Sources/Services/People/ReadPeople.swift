package import Domain
import Storage

extension Operations {
  /// The people of the programme with their roles, by address.
  ///
  /// - Parameter beginning: what the address begins with; empty for everybody.
  package func people(
    addressBeginning beginning: String, _ page: PageRequest, for principal: Principal
  ) async throws -> Page<PersonFile> {
    try principal.require(.readPeople, on: .any)
    return try await database.read { transaction in
      let people = try PersonRecords(transaction).list(addressBeginning: beginning.trimmed.lowercased(), page)
      let mandates = MandateRecords(transaction)
      return Page(
        items: try people.items.map { PersonFile(person: $0, mandates: try mandates.list(of: $0.id)) },
        total: people.total, request: page)
    }
  }

  /// - Throws: `Refusal.notFound`.
  package func personFile(_ id: ID<Person>, for principal: Principal) async throws -> PersonFile {
    try principal.require(.readPeople, on: .any)
    return try await database.read { transaction in
      guard let person = try PersonRecords(transaction).find(id) else { throw Refusal.notFound }
      return PersonFile(person: person, mandates: try MandateRecords(transaction).list(of: id))
    }
  }
}
