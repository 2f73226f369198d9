/// A form and the rules around it, described as data: what one may file, and what follows.
///
/// A wave freezes its procedure at its opening; a dossier keeps the version that it began with.
package struct Procedure: Hashable, Codable, Sendable {
  /// What a favourable decision does.
  package enum Effect: String, CaseIterable, Codable, Sendable {
    case grantLabel
    /// Nothing but what was decided: the decision is kept, told, and counts.
    case record
  }

  package let id: String
  package let version: String
  package let name: LocalisedText
  package let effect: Effect
  /// A version that describes a past wave: it asks only for what was published.
  package let isHistorical: Bool
  /// Whether a decision can be notified only with the name and capacity of its author (CRPA L212-1).
  package let requiresSignatory: Bool
  package let receipt: ReceiptTerms
  package let sections: [Section]
  /// What fields must say together; nil in documents older than rules.
  package let rules: [Rule]?
  /// Who files it together; nil where one alone does.
  package let collective: Collective?
  /// What people may ask themselves before they sign in; nil where the procedure has no such questions.
  package let selfCheck: [SelfCheckQuestion]?
  /// The fields of the form that make up an expression of interest; nil where there is none.
  package let interest: [String]?
  /// What the service looks at before it finds a dossier admissible; nil where the procedure has no such list, and in
  /// documents older than it.
  package let admissibility: [AdmissibilityItem]?
  /// What of the form binds people; nil where it says nothing of it, and in documents older than it.
  package let conflicts: Conflicts?
  /// Nil in what older versions of the program froze, and where a file says nothing of it: a procedure frozen then is
  /// the same as the one read now.
  package let declaredOutcomes: [Outcome]?
  /// The same for whether decisions are published.
  package let declaredPublication: Bool?
  /// How decisions are prepared, checked and published; nil where one person decides in one form, and in documents older
  /// than it.
  package let decision: DecisionTerms?

  package init(
    id: String, version: String, name: LocalisedText, effect: Effect, isHistorical: Bool,
    requiresSignatory: Bool, receipt: ReceiptTerms, sections: [Section], rules: [Rule]? = nil,
    collective: Collective? = nil, selfCheck: [SelfCheckQuestion]? = nil, interest: [String]? = nil,
    admissibility: [AdmissibilityItem]? = nil, conflicts: Conflicts? = nil, outcomes: [Outcome]? = nil,
    publication: Bool? = nil, decision: DecisionTerms? = nil
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.effect = effect
    self.isHistorical = isHistorical
    self.requiresSignatory = requiresSignatory
    self.receipt = receipt
    self.sections = sections
    self.rules = rules
    self.selfCheck = selfCheck
    self.interest = interest
    self.collective = collective
    self.admissibility = admissibility
    self.conflicts = conflicts
    declaredOutcomes = outcomes
    declaredPublication = publication
    self.decision = decision
  }

  package struct Section: Hashable, Codable, Sendable {
    package let id: String
    package let title: LocalisedText
    package let intro: LocalisedText?
    /// The criterion of the programme that the section answers.
    package let criterion: String?
    /// What readers look for in it; nil in documents older than guidance.
    package let guidance: [LocalisedText]?
    package let fields: [Field]

    package init(
      id: String, title: LocalisedText, intro: LocalisedText?, criterion: String?, guidance: [LocalisedText]? = nil,
      fields: [Field]
    ) {
      self.id = id
      self.title = title
      self.intro = intro
      self.criterion = criterion
      self.guidance = guidance
      self.fields = fields
    }
  }

  package var key: ProcedureKey { ProcedureKey(id: id, version: version) }

  package var fields: [Field] { sections.flatMap(\.fields) }

  package func section(_ id: String) -> Section? { sections.first { $0.id == id } }

  /// The section that holds a field, so that a finding can lead to it.
  package func section(holding field: String) -> Section? {
    let name = field.split(separator: ".").first.map(String.init) ?? field
    return sections.first { section in section.fields.contains { $0.id == name } }
  }
}

/// What the acknowledgement must say (CRPA R112-5): the service, what silence means and after how
/// long, and how to appeal. A procedure that lacks it cannot open.
package struct ReceiptTerms: Hashable, Codable, Sendable {
  package let service: Service
  package let silence: SilenceRule
  package let appeal: LocalisedText

  package init(service: Service, silence: SilenceRule, appeal: LocalisedText) {
    self.service = service
    self.silence = silence
    self.appeal = appeal
  }

  package struct Service: Hashable, Codable, Sendable {
    package let name: LocalisedText
    package let postal: String?
    package let email: String?
    package let phone: String?

    package init(name: LocalisedText, postal: String?, email: String?, phone: String?) {
      self.name = name
      self.postal = postal
      self.email = email
      self.phone = phone
    }
  }
}
