package import Domain
import Foundation
import Storage

extension Operations {
  /// What an expert says of themselves, and the waves in which they are one.
  package func expertProfile(
    for principal: Principal
  ) async throws -> (profile: ExpertProfile, waves: [Wave], capacities: [ID<Wave>: Int]) {
    let now = world.now()
    return try await database.read { transaction in
      let person = try expert(principal)
      let records = PanelRecords(transaction)
      return (
        try records.profile(of: person), try waves(of: principal, at: now, in: transaction),
        try records.capacities(of: person)
      )
    }
  }

  /// Keeps what an expert says of themselves. Proposals that were made before do not change by it.
  ///
  /// - Throws: `Refusal.invalid`; `.changedMeanwhile` when it was changed in another window.
  package func keepExpertProfile(_ draft: ExpertProfileDraft, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let person = try expert(principal)
      let findings = draft.findings(in: programme.programme) { gazetteer.region($0) != nil }
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let records = PanelRecords(transaction)
      try records.save(draft.profile, of: person, at: now)
      let before = try records.capacities(of: person)
      for wave in try waves(of: principal, at: now, in: transaction) {
        guard let value = PanelMember.capacity(draft.capacities[wave.id] ?? "").value, before[wave.id] != value else {
          continue
        }
        try records.setCapacity(value, of: person, in: wave.id, at: now)
      }
      try JournalRecords(transaction).append(
        "expert.profileKept", on: "person:\(person)", by: principal.actor, at: now,
        change: ["version": .integer(Int64(draft.version + 1)), "text": .string(sha256(draft.profile.knowledge))])
    }
  }

  /// The experts of a wave.
  /// - Throws: `Refusal.notFound` where the principal assigns nobody.
  package func panel(of slug: Slug, for principal: Principal) async throws -> (wave: Wave, members: [PanelMember]) {
    let now = world.now()
    return try await database.read { transaction in
      let wave = try panelWave(slug, for: principal, in: transaction)
      return (wave, try PanelRecords(transaction).members(of: wave.id, at: now))
    }
  }

  /// Adjusts how many dossiers experts of a wave take, as typed. Who is not named keeps theirs, and so does whose number is
  /// the one that the form was drawn with: they may have said another one since.
  ///
  /// - Parameter drawn: the numbers that stood in the form.
  /// - Throws: `Refusal.invalid` with the person's id as the field; `.changedMeanwhile` where somebody else changed one of
  ///   the numbers to something else since.
  package func adjustCapacities(
    _ typed: [ID<Person>: String], drawn: [ID<Person>: String] = [:], of slug: Slug, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let wave = try panelWave(slug, for: principal, in: transaction)
      let records = PanelRecords(transaction)
      let members = try records.members(of: wave.id, at: now).filter { member in
        typed[member.person.id].map { $0.trimmed != drawn[member.person.id] } ?? false
      }
      let findings = members.compactMap { member in
        PanelMember.capacity(typed[member.person.id] ?? "").problem.map {
          Finding(field: "capacity.\(member.person.id)", problem: $0)
        }
      }
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      let overtaken = members.contains { member in
        let present = "\(member.capacity)"
        return drawn[member.person.id].map { $0 != present && typed[member.person.id]?.trimmed != present } ?? false
      }
      guard !overtaken else { throw Refusal.changedMeanwhile }
      for member in members {
        guard let value = PanelMember.capacity(typed[member.person.id] ?? "").value, value != member.capacity else {
          continue
        }
        try records.setCapacity(value, of: member.person.id, in: wave.id, at: now)
        try JournalRecords(transaction).append(
          "panel.capacityAdjusted", on: "wave:\(wave.id)", by: principal.actor, at: now,
          change: ["person": .string("\(member.person.id)"), "capacity": .integer(Int64(value))])
      }
    }
  }

  private func panelWave(_ slug: Slug, for principal: Principal, in transaction: any Transaction) throws -> Wave {
    guard let wave = try WaveRecords(transaction).find(slug), principal.may(.assignExperts, on: .other, in: wave.id)
    else { throw Refusal.notFound }
    return wave
  }

  private func expert(_ principal: Principal) throws -> ID<Person> {
    try principal.require(.keepExpertProfile, on: .own)
    guard let person = principal.person else { throw Refusal.notFound }
    return person
  }

  /// Those of which they are an expert and that are not over: the newest first.
  private func waves(of principal: Principal, at now: Date, in transaction: any Transaction) throws -> [Wave] {
    let reached = principal.waves(of: .keepExpertProfile, on: .own)
    return try WaveRecords(transaction).list(.longest).items.filter { wave in
      (reached?.contains(wave.id) ?? true) && wave.phase(at: now) != .published && !wave.isPermanent
    }
  }
}
