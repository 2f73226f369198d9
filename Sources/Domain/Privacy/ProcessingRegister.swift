/// What the programme does with personal data, and for whom: data of the programme, shown to everybody.
package struct ProcessingRegister: Hashable, Sendable {
  package let controller: Controller
  package let processings: [Processing]
  package let rights: [LocalisedText]
  package let complaint: LocalisedText

  package init(
    controller: Controller, processings: [Processing], rights: [LocalisedText], complaint: LocalisedText
  ) {
    self.controller = controller
    self.processings = processings
    self.rights = rights
    self.complaint = complaint
  }

  /// Who answers for the processing.
  package struct Controller: Hashable, Sendable {
    package let name: LocalisedText
    package let contact: LocalisedText
    package let officer: LocalisedText
    /// Whether these are still the words of the template, to be replaced before the site goes into service.
    package let isToComplete: Bool

    package init(name: LocalisedText, contact: LocalisedText, officer: LocalisedText, isToComplete: Bool) {
      self.name = name
      self.contact = contact
      self.officer = officer
      self.isToComplete = isToComplete
    }
  }

  package struct Processing: Hashable, Sendable {
    package let id: String
    package let purpose: LocalisedText
    package let basis: LocalisedText
    /// Whether somebody who can answer for it has confirmed the legal basis.
    package let isBasisConfirmed: Bool
    package let people: LocalisedText
    package let categories: [LocalisedText]
    package let recipients: [LocalisedText]
    /// The rules of retention that it is under: the durations are written once.
    package let retention: [RetentionRule.Kind]

    package init(
      id: String, purpose: LocalisedText, basis: LocalisedText, isBasisConfirmed: Bool, people: LocalisedText,
      categories: [LocalisedText], recipients: [LocalisedText], retention: [RetentionRule.Kind]
    ) {
      self.id = id
      self.purpose = purpose
      self.basis = basis
      self.isBasisConfirmed = isBasisConfirmed
      self.people = people
      self.categories = categories
      self.recipients = recipients
      self.retention = retention
    }
  }
}

/// The privacy of a programme: the register, and how long things are kept.
package struct PrivacyData: Hashable, Sendable {
  package let register: ProcessingRegister
  package let retention: [RetentionRule]

  package init(register: ProcessingRegister, retention: [RetentionRule]) {
    self.register = register
    self.retention = retention
  }

  package func rule(_ kind: RetentionRule.Kind) -> RetentionRule? { retention.first { $0.kind == kind } }
}
