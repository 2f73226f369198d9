extension Procedure {
  /// One of the outcomes that a dossier of the procedure may have, and what it is worth.
  package struct Outcome: Hashable, Codable, Sendable {
    /// What an outcome means to whoever filed the dossier.
    package enum Kind: String, CaseIterable, Codable, Sendable {
      case favourable
      /// Favourable, under conditions that stand in the decision.
      case conditional
      /// Not now: the dossier is to grow first, and is kept.
      case deferred
      case refused

      package var isFavourable: Bool {
        switch self {
        case .favourable, .conditional: true
        case .deferred, .refused: false
        }
      }

      /// Whether the decision must say under which conditions it holds.
      package var needsConditions: Bool { self == .conditional }
    }

    package let id: Decision.Outcome
    /// Nil for the outcomes of a label, whose words stand in the catalogues of the site.
    package let name: LocalisedText?
    package let kind: Kind

    package init(id: Decision.Outcome, name: LocalisedText?, kind: Kind) {
      self.id = id
      self.name = name
      self.kind = kind
    }

    fileprivate static let ofLabel = [
      Outcome(id: .labelled, name: nil, kind: .favourable),
      Outcome(id: .labelledWithConditions, name: nil, kind: .conditional),
      Outcome(id: .deepening, name: nil, kind: .deferred), Outcome(id: .rejected, name: nil, kind: .refused),
    ]
  }

  /// How a dossier of the procedure may be decided. A label that declares none has the four of every label.
  package var outcomes: [Outcome] {
    if let declaredOutcomes { return declaredOutcomes }
    switch effect {
    case .grantLabel: return Outcome.ofLabel
    case .record: return []
    }
  }

  /// Nil where the procedure has no such outcome.
  package func outcome(_ id: Decision.Outcome) -> Outcome? { outcomes.first { $0.id == id } }

  /// Whether a decision is made public after its notice. A label always is; of the others the file says so.
  package var isPublished: Bool {
    switch effect {
    case .grantLabel: true
    case .record: declaredPublication ?? false
    }
  }

  /// Whether a step of the one table of steps exists in this procedure.
  package func allows(_ event: DossierEvent) -> Bool { event != .publish || isPublished }
}

extension ProcedureKey {
  /// Whether one version comes before another of the same procedure: `2026-2` before `2026-10`. Numbers in it count as
  /// numbers.
  package static func isVersion(_ first: String, before second: String) -> Bool {
    let (first, second) = (parts(of: first), parts(of: second))
    for (left, right) in zip(first, second) where left != right {
      if let left = Int(left), let right = Int(right) { return left < right }
      return left < right
    }
    return first.count < second.count
  }

  private static func parts(of version: String) -> [Substring] { version.split(separator: "-") }
}

extension Sequence<Procedure> {
  /// The last version that is not about the past.
  package var latest: Procedure? {
    filter { !$0.isHistorical }.max { ProcedureKey.isVersion($0.version, before: $1.version) }
  }
}
