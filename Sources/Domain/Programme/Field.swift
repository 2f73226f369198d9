/// One question of a form.
package struct Field: Hashable, Codable, Sendable {
  package let id: String
  package let label: LocalisedText
  package let help: LocalisedText?
  package let example: LocalisedText?
  package let isRequired: Bool
  package let kind: FieldKind
  /// What a number counts: "m²", "personnes".
  package let unit: LocalisedText?
  /// When it is asked at all; nil for always.
  package let condition: Condition?

  package init(
    id: String, label: LocalisedText, help: LocalisedText?, example: LocalisedText?,
    isRequired: Bool, kind: FieldKind, unit: LocalisedText? = nil, condition: Condition? = nil
  ) {
    self.id = id
    self.label = label
    self.help = help
    self.example = example
    self.isRequired = isRequired
    self.kind = kind
    self.unit = unit
    self.condition = condition
  }

  /// That a field beside it was answered with one of some options.
  package struct Condition: Hashable, Codable, Sendable {
    package let field: String
    /// Ids of options; of a declaration or a yes-or-no, `yes` and `no`.
    package let values: [String]

    package init(field: String, values: [String]) {
      self.field = field
      self.values = values
    }

    package func isMet(by answers: Answers) -> Bool {
      switch answers[field] {
      case .text(let text)?: values.contains(text.trimmed)
      case .list(let items)?: items.contains { values.contains($0) }
      case .group?, nil: false
      }
    }
  }

  /// Whether it is asked, given the answers beside it. What was written before and is not asked any more stays in the
  /// draft, and counts for nothing.
  package func isAsked(_ answers: Answers) -> Bool {
    condition?.isMet(by: answers) ?? true
  }

  package struct Option: Hashable, Codable, Sendable {
    package let id: String
    package let label: LocalisedText

    package init(id: String, label: LocalisedText) {
      self.id = id
      self.label = label
    }
  }
}

/// What kind of answer a field takes, with its limits.
package indirect enum FieldKind: Hashable, Codable, Sendable {
  case text(maximumLength: Int)
  case longText(maximumLength: Int)
  case list(maximumLength: Int, minimumItems: Int, maximumItems: Int)
  case wholeNumber(minimum: Int?, maximum: Int?)
  /// Bounds as decimal text, so that no binary fraction comes between the file and the reader.
  case decimal(minimum: String?, maximum: String?)
  /// An amount in euros. Bounds in cents.
  case money(minimum: Int64?, maximum: Int64?)
  case day
  case choice(options: [Field.Option])
  case choices(options: [Field.Option], minimumItems: Int)
  case yesNo
  /// A sentence that whoever submits declares to be true by ticking it.
  case declaration(statement: LocalisedText)
  case perimeter
  case group(itemName: LocalisedText, fields: [Field], minimumItems: Int, maximumItems: Int)
}
