package import Foundation

extension Procedure {
  /// Where a form names the organisations that file it together, and which of them sign it.
  package struct Collective: Hashable, Codable, Sendable {
    /// The repeated group of organisations.
    package let field: String
    /// The fields of its items with the name and the kind of the organisation.
    package let name: String
    package let kind: String?
    /// Which organisations sign the version that is submitted; nil for none.
    package let signs: Field.Condition?

    package init(field: String, name: String, kind: String?, signs: Field.Condition?) {
      self.field = field
      self.name = name
      self.kind = kind
      self.signs = signs
    }
  }

  /// The organisations of a collective, in the order of the form. One without a name is none yet.
  package func parties(in answers: Answers) -> [Party] {
    guard let collective, case .group(let items)? = answers[collective.field] else { return [] }
    return items.enumerated().compactMap { index, item in
      guard let id = item.item, let name = item.text(collective.name) else { return nil }
      return Party(
        id: id, index: index, name: name, kind: collective.kind.flatMap { item.text($0) },
        signs: collective.signs.map { $0.isMet(by: item) } ?? false)
    }
  }

  /// What a signature for an organisation covers: the SHA-256 of each section, and, under `""`, of what the form says of
  /// the organisation itself. The list of organisations is no part of its section: that another one joins changes
  /// nothing for those who signed.
  ///
  /// - Parameter sections: those for which the organisation writes; nil for all.
  package func covered(by party: String, sections only: Set<String>?, in answers: Answers) -> [String: String] {
    var covered = sectionDigests(in: answers).filter { only?.contains($0.key) ?? true }
    if let collective, case .group(let items)? = answers[collective.field],
      let own = items.first(where: { $0.item == party })
    {
      covered[""] = sha256(own.json.canonical)
    }
    return covered
  }

  /// The SHA-256 of each section's answers, without the list of the collective's organisations.
  package func sectionDigests(in answers: Answers) -> [String: String] {
    var digests: [String: String] = [:]
    for section in sections {
      var own = Answers()
      for field in section.fields where field.id != collective?.field { own[field.id] = answers[field.id] }
      digests[section.id] = sha256(own.json.canonical)
    }
    return digests
  }
}

/// An organisation of a collective, as the form names it.
package struct Party: Hashable, Sendable {
  /// The identity of its item.
  package let id: String
  /// Its place in the group, from 0.
  package let index: Int
  package let name: String
  package let kind: String?
  /// Whether it must sign.
  package let signs: Bool

  package init(id: String, index: Int, name: String, kind: String?, signs: Bool) {
    self.id = id
    self.index = index
    self.name = name
    self.kind = kind
    self.signs = signs
  }
}

/// That the representative of an organisation agreed to exactly one version of a dossier.
package struct SignOff: Hashable, Sendable {
  package let party: String
  /// Nil where the lead recorded a signature on paper.
  package let person: ID<Person>?
  package let name: String
  package let capacity: String
  package let version: Int
  /// The SHA-256 of all answers of the version.
  package let digest: String
  /// The parts that it covers (`Procedure.covered`).
  package let covered: [String: String]
  package let signedAt: Date

  package init(
    party: String, person: ID<Person>?, name: String, capacity: String, version: Int, digest: String,
    covered: [String: String], signedAt: Date
  ) {
    self.party = party
    self.person = person
    self.name = name
    self.capacity = capacity
    self.version = version
    self.digest = digest
    self.covered = covered
    self.signedAt = signedAt
  }
}

/// An organisation with what it signed last, and what changed since in the parts that it signed.
package struct PartyStanding: Hashable, Sendable {
  package let party: Party
  package let signOff: SignOff?
  /// Ids of sections; `""` for what the form says of the organisation itself.
  package let changed: [String]

  package init(party: Party, signOff: SignOff?, changed: [String]) {
    self.party = party
    self.signOff = signOff
    self.changed = changed
  }

  /// Whether its signature holds for what is written now.
  package var isSigned: Bool { signOff != nil && changed.isEmpty }
  /// Whether the dossier waits for it.
  package var blocks: Bool { party.signs && !isSigned }
}

extension Procedure {
  /// Where each organisation stands.
  /// - Parameter signOffs: the last of each organisation.
  package func standings(in answers: Answers, _ signOffs: [SignOff]) -> [PartyStanding] {
    let parties = parties(in: answers)
    guard !parties.isEmpty else { return [] }
    let digests = sectionDigests(in: answers)
    return parties.map { party in
      guard let signOff = signOffs.last(where: { $0.party == party.id }) else {
        return PartyStanding(party: party, signOff: nil, changed: [])
      }
      let own = covered(by: party.id, sections: [], in: answers)
      let changed = signOff.covered.keys.filter { key in
        signOff.covered[key] != (key.isEmpty ? own[""] : digests[key])
      }
      return PartyStanding(party: party, signOff: signOff, changed: changed.sorted())
    }
  }

  /// The signatures that keep the dossier from being submitted.
  package func signatureFindings(in answers: Answers, _ signOffs: [SignOff]) -> [Finding] {
    guard let collective, collective.signs != nil else { return [] }
    return standings(in: answers, signOffs).filter(\.blocks).map { standing in
      Finding(
        field: "\(collective.field).\(standing.party.index)",
        problem: standing.signOff == nil ? .notSigned(standing.party.name) : .signedBefore(standing.party.name))
    }
  }
}

extension Dossier {
  /// The sections that an organisation writes, by its members; nil for all, also where nobody writes for it.
  package func sections(of party: String) -> Set<String>? {
    let own = members.filter { $0.party == party && $0.part == .writer }
    guard !own.isEmpty, own.allSatisfy({ $0.sections != nil }) else { return nil }
    return Set(own.flatMap { $0.sections ?? [] })
  }
}
