package import Domain
package import Foundation

extension AssignmentProblem.Objective: SQLBindable {}

/// The proposal of a wave: who could examine what.
package struct PanelProposalRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// How many choices a proposal has at most: as many dossiers as are read, with as many experts as can be asked for.
  package static let mostChoices = 12_000

  package func find(_ wave: ID<Wave>) throws -> PanelProposal? {
    try transaction.row(
      """
      SELECT demand, objective, colleges, spares_regions, balance, version, optimum, made_at FROM panel_proposals
      WHERE wave_id = \(wave)
      """
    ).map { row in
      guard case .array(let items) = try JSONValue(parsing: row.text("colleges")) else {
        throw StorageFault.unreadable(column: "colleges")
      }
      return PanelProposal(
        wave: wave,
        settings: PanelSettings(
          demand: try row.integer("demand"), objective: try row.raw("objective"),
          colleges: items.compactMap { if case .string(let college) = $0 { college } else { nil } },
          sparesRegions: try row.bool("spares_regions"), balance: try row.integer("balance")),
        version: try row.integer("version"), optimum: try row.integer("optimum"),
        madeAt: try row.date("made_at"))
    }
  }

  /// Keeps a proposal that was made anew, over the version that it was made from.
  /// - Throws: `Refusal.changedMeanwhile`.
  package func save(_ settings: PanelSettings, optimum: Int, of wave: ID<Wave>, version: Int, at moment: Date) throws {
    let colleges = JSONValue.array(settings.colleges.map { .string($0) }).canonical
    if version == 0 {
      guard try find(wave) == nil else { throw Refusal.changedMeanwhile }
      try transaction.execute(
        """
        INSERT INTO panel_proposals (
          wave_id, demand, objective, colleges, spares_regions, balance, version, optimum, made_at)
        VALUES (
          \(wave), \(settings.demand), \(settings.objective), \(colleges), \(settings.sparesRegions),
          \(settings.balance), 1, \(optimum), \(moment))
        """)
      return
    }
    let changed = try transaction.execute(
      """
      UPDATE panel_proposals
      SET demand = \(settings.demand), objective = \(settings.objective), colleges = \(colleges),
        spares_regions = \(settings.sparesRegions), balance = \(settings.balance), optimum = \(optimum),
        made_at = \(moment), version = version + 1
      WHERE wave_id = \(wave) AND version = \(version)
      """)
    guard changed == 1 else { throw Refusal.changedMeanwhile }
  }

  /// - Throws: `Refusal.changedMeanwhile` when somebody else changed the proposal first.
  package func raise(_ wave: ID<Wave>, version: Int) throws {
    let changed = try transaction.execute(
      "UPDATE panel_proposals SET version = version + 1 WHERE wave_id = \(wave) AND version = \(version)")
    guard changed == 1 else { throw Refusal.changedMeanwhile }
  }

  /// Takes off the value of what was asked, over the version that was read.
  /// - Throws: `Refusal.changedMeanwhile`.
  package func settle(_ asked: Int, of wave: ID<Wave>, version: Int) throws {
    try raise(wave, version: version)
    try transaction.execute(
      "UPDATE panel_proposals SET optimum = optimum - CAST(\(asked) AS INTEGER) WHERE wave_id = \(wave)")
  }

  package func choices(in wave: ID<Wave>) throws -> [PanelChoice] {
    try transaction.rows(
      """
      SELECT dossier_id, person_id, affinity, is_locked, by_hand FROM panel_choices
      WHERE wave_id = \(wave)
      ORDER BY dossier_id, person_id
      LIMIT \(PanelProposalRecords.mostChoices)
      """
    ).map { row in
      PanelChoice(
        dossier: try row.id("dossier_id"), person: try row.id("person_id"), affinity: try row.integer("affinity"),
        isLocked: try row.bool("is_locked"), isByHand: try row.bool("by_hand"))
    }
  }

  package func insert(_ choice: PanelChoice, in wave: ID<Wave>) throws {
    try transaction.execute(
      """
      INSERT INTO panel_choices (dossier_id, person_id, wave_id, affinity, is_locked, by_hand)
      VALUES (
        \(choice.dossier), \(choice.person), \(wave), \(choice.affinity), \(choice.isLocked), \(choice.isByHand))
      """)
  }

  package func delete(_ person: ID<Person>, of dossier: ID<Dossier>) throws {
    try transaction.execute("DELETE FROM panel_choices WHERE dossier_id = \(dossier) AND person_id = \(person)")
  }

  /// Choices on dossiers that are reviewed no more.
  package func deleteLapsed(in wave: ID<Wave>) throws {
    try transaction.execute(
      """
      DELETE FROM panel_choices WHERE wave_id = \(wave) AND dossier_id NOT IN (
        SELECT id FROM dossiers
        WHERE wave_id = \(wave) AND state IN (\(DossierState.admissible), \(DossierState.inReview)))
      """)
  }

  package func setLock(_ isLocked: Bool, _ person: ID<Person>, of dossier: ID<Dossier>) throws {
    try transaction.execute(
      "UPDATE panel_choices SET is_locked = \(isLocked) WHERE dossier_id = \(dossier) AND person_id = \(person)")
  }

  /// What was compared of each of these dossiers.
  package func facts(of dossiers: [ID<Dossier>]) throws -> [ID<Dossier>: PanelFacts] {
    guard !dossiers.isEmpty else { return [:] }
    let rows = try transaction.rows(
      """
      SELECT dossier_id, regions, themes, affinities FROM panel_affinities
      WHERE dossier_id IN (\(SQL.list(dossiers)))
      ORDER BY dossier_id
      LIMIT 100
      """)
    return Dictionary(
      try rows.map { row in
        (
          try row.id("dossier_id"),
          PanelFacts(
            regions: Set(try texts("regions", of: row)), themes: Set(try texts("themes", of: row)),
            affinities: try affinities(row.text("affinities")))
        )
      }, uniquingKeysWith: { $1 })
  }

  private func texts(_ column: String, of row: SQLRow) throws -> [String] {
    guard case .array(let items) = try JSONValue(parsing: row.text(column)) else {
      throw StorageFault.unreadable(column: column)
    }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  package func keep(_ facts: PanelFacts, of dossier: ID<Dossier>, in wave: ID<Wave>) throws {
    func list(_ texts: Set<String>) -> String { JSONValue.array(texts.sorted().map { .string($0) }).canonical }
    let members = facts.affinities.map { ("\($0.key)", $0.value.stored) }
    let text = JSONValue.object(Dictionary(members, uniquingKeysWith: { $1 })).canonical
    try transaction.execute("DELETE FROM panel_affinities WHERE dossier_id = \(dossier)")
    try transaction.execute(
      """
      INSERT INTO panel_affinities (dossier_id, wave_id, regions, themes, affinities)
      VALUES (\(dossier), \(wave), \(list(facts.regions)), \(list(facts.themes)), \(text))
      """)
  }

  /// The dossiers of a wave that experts examine, without what was written in them, by arrival.
  package func dossiers(in wave: ID<Wave>) throws -> [PanelDossier] {
    try transaction.rows(
      """
      SELECT id, reference, title FROM dossiers
      WHERE wave_id = \(wave) AND state IN (\(DossierState.admissible), \(DossierState.inReview))
      ORDER BY submitted_at, id
      LIMIT \(PanelDossier.most)
      """
    ).map { row in
      PanelDossier(id: try row.id("id"), reference: try row.text("reference"), title: try row.text("title"))
    }
  }

  /// In which dossiers of a wave somebody has a part: as the one who leads it, or as a member.
  package func parts(in wave: ID<Wave>) throws -> [ID<Person>: Set<ID<Dossier>>] {
    let rows = try transaction.rows(
      """
      SELECT owner_id AS person_id, id AS dossier_id FROM dossiers WHERE wave_id = \(wave) AND owner_id IS NOT NULL
      UNION
      SELECT dossier_members.person_id AS person_id, dossiers.id AS dossier_id
      FROM dossiers JOIN dossier_members ON dossier_members.dossier_id = dossiers.id
      WHERE dossiers.wave_id = \(wave) AND dossier_members.ended_at IS NULL
      LIMIT 50000
      """)
    return try rows.reduce(into: [:]) { $0[try $1.id("person_id"), default: []].insert(try $1.id("dossier_id")) }
  }

  private func affinities(_ text: String) throws -> [ID<Person>: Affinity] {
    guard case .object(let members) = try JSONValue(parsing: text) else {
      throw StorageFault.unreadable(column: "affinities")
    }
    return try members.reduce(into: [:]) { found, member in
      guard let person = ID<Person>(member.key), let affinity = Affinity(stored: member.value) else {
        throw StorageFault.unreadable(column: "affinities")
      }
      found[person] = affinity
    }
  }
}

extension Affinity {
  /// `[themes, [ids], text, [[word, points]…], others, past]`.
  fileprivate var stored: JSONValue {
    .array([
      .integer(Int64(themePoints)), .array(sharedThemes.map { .string($0) }), .integer(Int64(textPoints)),
      .array(words.map { .array([.string($0.word), .integer(Int64($0.points))]) }),
      .integer(Int64(otherWordPoints)), .integer(Int64(pastPoints)),
    ])
  }

  fileprivate init?(stored: JSONValue) {
    guard case .array(let parts) = stored, parts.count == 6, case .integer(let themes) = parts[0],
      case .array(let shared) = parts[1], case .integer(let text) = parts[2], case .array(let words) = parts[3],
      case .integer(let others) = parts[4], case .integer(let past) = parts[5]
    else { return nil }
    self.init(
      themePoints: Int(themes), sharedThemes: shared.compactMap { if case .string(let id) = $0 { id } else { nil } },
      textPoints: Int(text),
      words: words.compactMap { word in
        guard case .array(let pair) = word, pair.count == 2, case .string(let spelt) = pair[0],
          case .integer(let points) = pair[1]
        else { return nil }
        return Word(spelt, points: Int(points))
      }, otherWordPoints: Int(others), pastPoints: Int(past))
  }
}
