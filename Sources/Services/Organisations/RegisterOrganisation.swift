package import Domain
import Storage

extension Operations {
  /// Registers an organisation; whoever does becomes its first manager.
  ///
  /// - Throws: `Refusal.invalid`; with `numberTaken` where an organisation of this number is known already: one asks
  ///   to join it.
  package func registerOrganisation(_ entry: OrganisationEntry, by principal: Principal) async throws -> Organisation {
    let now = world.now()
    let id: ID<Organisation> = world.newIdentity()
    return try await database.write { transaction in
      try principal.require(.findOrganisation, on: .any)
      guard let person = principal.person else { throw Refusal.notAllowed(.findOrganisation) }
      let organisation = Organisation(id: id, card: try card(entry))
      let records = OrganisationRecords(transaction)
      try refuseTakenNumber(organisation, entry, in: transaction)
      let attempts = AttemptRecords(transaction)
      if let seconds = try attempts.attempt(.organisationsByPerson, by: "\(person)", at: now) {
        throw Refusal.tooManyAttempts(retryAfter: seconds)
      }
      try records.insert(organisation, at: now)
      try MembershipRecords(transaction).insert(.manager, of: person, in: id, since: now)
      try JournalRecords(transaction).append(
        "organisation.registered", on: "organisation:\(id)", by: principal.actor, at: now,
        change: change(organisation.card))
      return organisation
    }
  }

  /// Changes what is known of an organisation.
  ///
  /// - Parameter version: the one that the form was drawn from.
  /// - Throws: `Refusal.invalid`, or `.changedMeanwhile` when somebody else saved in between.
  package func editOrganisation(
    _ id: ID<Organisation>, version: Int, _ entry: OrganisationEntry, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let found = try organisation(id, for: .manageOrganisation, principal, in: transaction)
      let edited = Organisation(id: found.id, card: try card(entry), version: version)
      // Sent twice, or nothing changed: what was wanted is there.
      if edited.card == found.card { return }
      try refuseTakenNumber(edited, entry, in: transaction)
      let records = OrganisationRecords(transaction)
      guard try records.update(found.id, from: version, edited.card, at: now) else { throw Refusal.changedMeanwhile }
      try JournalRecords(transaction).append(
        "organisation.edited", on: "organisation:\(found.id)", by: principal.actor, at: now,
        change: change(edited.card))
    }
  }

  /// What an entry says.
  /// - Throws: `Refusal.invalid` with all that is wrong.
  private func card(_ entry: OrganisationEntry) throws -> OrganisationCard {
    switch entry.card(municipalityCode: { municipalityCode($0) }) {
    case .success(let card): return card
    case .failure(let fault): throw Refusal.invalid(fault.findings)
    }
  }

  /// The code of today's commune of a code, or of a name that only one has.
  func municipalityCode(_ text: String) -> String? {
    let current = gazetteer.currentMunicipalities(forCode: text)
    if !current.isEmpty { return current.count == 1 ? current.first?.code : nil }
    let named = gazetteer.municipalities(named: text)
    return named.count == 1 ? named.first?.code : nil
  }

  private func refuseTakenNumber(
    _ organisation: Organisation, _ entry: OrganisationEntry, in transaction: any Transaction
  ) throws {
    guard let number = organisation.card.number, let other = try OrganisationRecords(transaction).find(number),
      other.id != organisation.id
    else { return }
    let field = entry.siret.trimmed.isEmpty ? "siren" : "siret"
    throw Refusal.invalid([Finding(field: field, problem: .numberTaken)])
  }

  private func change(_ card: OrganisationCard) -> [String: JSONValue] {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      "name": .string(card.name), "number": text(card.number?.description), "form": .string(card.form.rawValue),
      "kinds": .array(card.kinds.map { .string($0.rawValue) }), "municipality": text(card.municipality),
      "website": text(card.website),
    ]
  }
}
