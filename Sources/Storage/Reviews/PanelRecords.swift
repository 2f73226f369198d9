package import Domain
package import Foundation

/// The experts of waves: what they say of themselves, and how many dossiers they take.
package struct PanelRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// How many experts of a wave a panel has at most.
  package static let most = 300

  package func profile(of person: ID<Person>) throws -> ExpertProfile {
    try transaction.row(
      "SELECT college, region, themes, knowledge, version FROM expert_profiles WHERE person_id = \(person)"
    ).map(profile) ?? .empty
  }

  /// Saves a profile over the version that it was read from.
  /// - Throws: `Refusal.changedMeanwhile`.
  package func save(_ profile: ExpertProfile, of person: ID<Person>, at moment: Date) throws {
    let themes = JSONValue.array(profile.themes.map { .string($0) }).canonical
    let (college, region) = (profile.college ?? "", profile.region ?? "")
    if profile.version == 0 {
      guard try self.profile(of: person).version == 0 else { throw Refusal.changedMeanwhile }
      try transaction.execute(
        """
        INSERT INTO expert_profiles (person_id, college, region, themes, knowledge, version, updated_at)
        VALUES (\(person), \(college), \(region), \(themes), \(profile.knowledge), 1, \(moment))
        """)
      return
    }
    let changed = try transaction.execute(
      """
      UPDATE expert_profiles
      SET college = \(college), region = \(region), themes = \(themes), knowledge = \(profile.knowledge),
        version = version + 1, updated_at = \(moment)
      WHERE person_id = \(person) AND version = \(profile.version)
      """)
    guard changed == 1 else { throw Refusal.changedMeanwhile }
  }

  package func capacities(of person: ID<Person>) throws -> [ID<Wave>: Int] {
    let rows = try transaction.rows(
      "SELECT wave_id, capacity FROM panel_capacities WHERE person_id = \(person) ORDER BY wave_id LIMIT 500")
    return Dictionary(try rows.map { (try $0.id("wave_id"), try $0.integer("capacity")) }, uniquingKeysWith: { $1 })
  }

  package func setCapacity(_ capacity: Int, of person: ID<Person>, in wave: ID<Wave>, at moment: Date) throws {
    try transaction.execute("DELETE FROM panel_capacities WHERE wave_id = \(wave) AND person_id = \(person)")
    try transaction.execute(
      """
      INSERT INTO panel_capacities (wave_id, person_id, capacity, stated_at)
      VALUES (\(wave), \(person), \(capacity), \(moment))
      """)
  }

  /// Those who are experts in a wave, by name.
  package func members(of wave: ID<Wave>, at moment: Date) throws -> [PanelMember] {
    let people = try MandateRecords(transaction).holders(of: .expert, in: wave, at: moment, limit: PanelRecords.most)
    guard !people.isEmpty else { return [] }
    let profiles = Dictionary(
      try transaction.rows(
        """
        SELECT person_id, college, region, themes, knowledge, version FROM expert_profiles
        WHERE person_id IN (\(SQL.list(people.map(\.id))))
        ORDER BY person_id
        LIMIT \(PanelRecords.most)
        """
      ).map { (try $0.id("person_id", of: Person.self), try profile($0)) }, uniquingKeysWith: { $1 })
    let capacities = Dictionary(
      try transaction.rows(
        """
        SELECT person_id, capacity FROM panel_capacities WHERE wave_id = \(wave)
        ORDER BY person_id
        LIMIT 1000
        """
      ).map { (try $0.id("person_id", of: Person.self), try $0.integer("capacity")) }, uniquingKeysWith: { $1 })
    return people.map {
      PanelMember(person: $0, profile: profiles[$0.id] ?? .empty, capacity: capacities[$0.id])
    }.sorted { ($0.person.name, "\($0.person.id)") < ($1.person.name, "\($1.person.id)") }
  }

  private func profile(_ row: SQLRow) throws -> ExpertProfile {
    guard case .array(let items) = try JSONValue(parsing: row.text("themes")) else {
      throw StorageFault.unreadable(column: "themes")
    }
    let (college, region) = (try row.text("college"), try row.text("region"))
    return ExpertProfile(
      college: college.isEmpty ? nil : college, region: region.isEmpty ? nil : region,
      themes: items.compactMap { if case .string(let theme) = $0 { theme } else { nil } },
      knowledge: try row.text("knowledge"), version: try row.integer("version"))
  }
}

/// The end of what the panel keeps of somebody or of a dossier.
package struct PanelErasure {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func delete(of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM panel_choices WHERE dossier_id = \(dossier)")
    try transaction.execute("DELETE FROM panel_affinities WHERE dossier_id = \(dossier)")
  }

  /// With the account of somebody. What explains affinities quotes words of theirs: where they could stand, it goes for all, and
  /// comes again with the next proposal.
  package func end(of person: ID<Person>) throws {
    try transaction.execute(
      """
      DELETE FROM panel_affinities WHERE wave_id IN (
        SELECT wave_id FROM panel_capacities WHERE person_id = \(person)
        UNION SELECT wave_id FROM panel_choices WHERE person_id = \(person)
        UNION SELECT wave_id FROM panel_proposals
          WHERE EXISTS (SELECT 1 FROM expert_profiles WHERE person_id = \(person)))
      """)
    try transaction.execute("DELETE FROM expert_profiles WHERE person_id = \(person)")
    try transaction.execute("DELETE FROM panel_capacities WHERE person_id = \(person)")
    try transaction.execute("DELETE FROM panel_choices WHERE person_id = \(person)")
  }
}
