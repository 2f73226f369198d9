package import Domain
import Foundation
import Storage

extension Operations {
  /// Declares something that ties the principal to those who may file a dossier. Declared twice, it stands once.
  ///
  /// Whether it binds in a dossier is never told: whoever declares name after name would learn who files one.
  ///
  /// - Throws: `Refusal.invalid` with what is wrong at its field.
  package func declareInterest(_ draft: InterestDraft, by principal: Principal) async throws {
    let (now, id) = (world.now(), world.newIdentity(of: DeclaredInterest.self))
    try await database.write { transaction in
      try principal.require(.declareInterests, on: .any)
      guard let person = principal.person else { throw Refusal.notFound }
      let findings = draft.findings(on: Day(now), in: gazetteer)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let place = draft.kind.hasPlace ? draft.place(in: gazetteer) : nil
      let interest = DeclaredInterest(
        id: id, kind: draft.kind, name: place.flatMap { gazetteer.name(of: $0) } ?? draft.name.trimmed, place: place,
        words: draft.words.trimmed, declaredAt: now, endedOn: Day(draft.endedOn.trimmed))
      let records = DeclaredInterestRecords(transaction)
      if interest.endedOn == nil, try records.has(interest.kind, named: interest.name, at: place, of: person) { return }
      let count = try records.count(of: person)
      guard count < DeclaredInterest.most else {
        throw Refusal.invalid([
          Finding(field: "name", problem: .tooMany(found: count + 1, maximum: DeclaredInterest.most))
        ])
      }
      try records.insert(interest, of: person, codes: place.map { gazetteer.codes(meeting: $0) } ?? [])
      // The journal outlives accounts: it proves the words, and holds none.
      try JournalRecords(transaction).append(
        "interest.declared", on: "person:\(person)", by: principal.actor, at: now,
        change: [
          "interest": .string("\(id)"), "kind": .string(interest.kind.rawValue),
          "text": .string(sha256(interest.name + "\n" + interest.words)),
        ])
    }
  }

  /// Something that was declared lasts no more. It counts for three years yet. Pressed twice, it ended.
  ///
  /// Whoever declared that it lasts does not take that back: its last day is the day of the declaration or a later one. A
  /// declaration that was wrong is set aside, by somebody else and in writing.
  ///
  /// - Parameter day: its last day as typed.
  package func endInterest(_ id: ID<DeclaredInterest>, on day: String, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      try principal.require(.declareInterests, on: .any)
      let records = DeclaredInterestRecords(transaction)
      guard let person = principal.person, let interest = try records.find(id, of: person), interest.kind != .relation
      else { throw Refusal.notFound }
      guard let last = Day(day.trimmed) else { throw Refusal.invalid([Finding(field: "endedOn", problem: .notADay)]) }
      guard last <= Day(now) else { throw Refusal.invalid([Finding(field: "endedOn", problem: .dayAhead)]) }
      if interest.endedOn != nil { return }
      guard last >= Day(interest.declaredAt) else {
        throw Refusal.invalid([Finding(field: "endedOn", problem: .dayBeforeDeclaration)])
      }
      guard try records.end(id, on: last) else { return }
      try JournalRecords(transaction).append(
        "interest.ended", on: "person:\(person)", by: principal.actor, at: now,
        change: ["interest": .string("\(id)"), "day": .string("\(last)")])
    }
  }

  /// Says that what the principal declared is all there is, for the dossiers of a wave.
  package func stateInterests(for slug: Slug, by principal: Principal) async throws {
    try await database.write { transaction in
      try principal.require(.declareInterests, on: .any)
      guard let person = principal.person, let wave = try WaveRecords(transaction).find(slug),
        principal.may(.declareInterests, on: .any, in: wave.id)
      else { throw Refusal.notFound }
      try state(person, for: wave, by: principal, in: transaction)
    }
  }

  /// The same for whoever accepts to review a dossier of the wave: by that they say it.
  func state(
    _ person: ID<Person>, for wave: Wave, by principal: Principal, in transaction: any Transaction
  ) throws {
    let now = world.now()
    try DeclaredInterestRecords(transaction).state(person, for: wave.id, at: now)
    try JournalRecords(transaction).append(
      "interest.stated", on: "person:\(person)", by: principal.actor, at: now,
      change: ["wave": .string(wave.slug.value)])
  }

  /// What the principal declared, the last first, and for which calls that is all. How many dossiers bind them is not
  /// told: the number would answer, name by name, who files one.
  package func ownInterests(
    _ page: PageRequest, for principal: Principal
  ) async throws -> (interests: Page<DeclaredInterest>, waves: [InterestWave]) {
    try principal.require(.declareInterests, on: .any)
    guard let person = principal.person else { throw Refusal.notFound }
    return try await database.read { transaction in
      let records = DeclaredInterestRecords(transaction)
      let waves = try WaveRecords(transaction).list(.longest).items
        .filter { principal.may(.declareInterests, on: .any, in: $0.id) && $0.publishedOn == nil }
      return (
        try records.list(of: person, page),
        try waves.map { InterestWave(wave: $0, statedAt: try records.statedAt(person, for: $0.id)) }
      )
    }
  }
}
