package import Domain
import Foundation
import Storage

extension Operations {
  /// Gives somebody a role, and an account where they have none. What they hold already stays as it is; another term
  /// takes the place of the old one. They are told by mail.
  ///
  /// - Parameter isTold: false for the people of the demonstration, whose mailbox starts empty.
  /// - Throws: `Refusal.invalid` for a term in the past, or a role that cannot be limited.
  @discardableResult
  package func grantRole(
    _ role: Role, in scope: Mandate.Scope = .everywhere, until: Day? = nil, to email: EmailAddress, name: String,
    language: Language = .french, isTold: Bool = true, by principal: Principal
  ) async throws -> ID<Person> {
    let now = world.now()
    let newcomer = Person(id: world.newIdentity(), email: email, name: name, language: language)
    return try await database.write { transaction in
      try principal.require(.grantRole, on: .any)
      try check(role, in: scope, until: until, at: now)
      let wave = try wave(of: scope, in: transaction)
      let people = PersonRecords(transaction)
      let person = try people.find(email) ?? newcomer
      if person.isErased { throw Refusal.notFound }
      if person == newcomer { try people.insert(newcomer, at: now) }
      let mandates = MandateRecords(transaction)
      if let standing = try mandates.standing(role, in: scope, of: person.id) {
        if standing.until == until { return person.id }
        try refuseLastAdministrator(standing, unless: until == nil, in: transaction)
        try mandates.withdraw(standing.number, of: person.id, by: principal.actor, at: now)
      }
      try mandates.insert(role, in: scope, until: until, for: person.id, by: principal.actor, at: now)
      try JournalRecords(transaction).append(
        "role.granted", on: "person:\(person.id)", by: principal.actor, at: now,
        change: [
          "role": .string(role.rawValue), "scope": .string(scope.description),
          "until": until.map { .string($0.description) } ?? .null,
        ])
      if isTold { try post(.roleGranted(role, wave, until: until), to: person, in: transaction) }
      return person.id
    }
  }

  /// Takes a role away again. It ends at once, in every session; the person is told by mail.
  ///
  /// - Throws: `Refusal.lastAdministrator`, so that the programme is never without one.
  package func withdrawRole(
    mandate number: Int, of id: ID<Person>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.grantRole, on: .any)
      let mandates = MandateRecords(transaction)
      guard let person = try PersonRecords(transaction).find(id), let mandate = try mandates.find(number, of: id)
      else { throw Refusal.notFound }
      // Pressed twice: it is withdrawn, and that is what was wanted.
      guard mandate.withdrawnAt == nil else { return }
      try refuseLastAdministrator(mandate, unless: false, in: transaction)
      try mandates.withdraw(number, of: id, by: principal.actor, at: now)
      try JournalRecords(transaction).append(
        "role.withdrawn", on: "person:\(id)", by: principal.actor, at: now,
        change: ["role": .string(mandate.role.rawValue), "scope": .string(mandate.scope.description)])
      try post(
        .roleWithdrawn(mandate.role, try wave(of: mandate.scope, in: transaction)), to: person, in: transaction)
    }
  }

  private func check(_ role: Role, in scope: Mandate.Scope, until: Day?, at now: Date) throws {
    var findings: [Finding] = []
    if scope != .everywhere, !role.canBeLimited {
      findings.append(Finding(field: "scope", problem: .roleNotLimited))
    }
    if let until, until < Day(now) { findings.append(Finding(field: "until", problem: .dayPast)) }
    guard findings.isEmpty else { throw Refusal.invalid(findings) }
  }

  private func wave(of scope: Mandate.Scope, in transaction: any Transaction) throws -> Wave? {
    switch scope {
    case .everywhere: return nil
    case .wave(let id):
      guard let wave = try WaveRecords(transaction).find(id) else { throw Refusal.notFound }
      return wave
    }
  }

  /// One who administers without an end must be left.
  private func refuseLastAdministrator(
    _ mandate: Mandate, unless staysLasting: Bool, in transaction: any Transaction
  ) throws {
    guard mandate.role == .administrator, mandate.until == nil, !staysLasting else { return }
    guard try MandateRecords(transaction).lastingHolders(of: .administrator) > 1 else {
      throw Refusal.lastAdministrator
    }
  }
}
