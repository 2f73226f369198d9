/// One question of a form.
package struct Field: Hashable, Codable, Sendable {
  package let id: String
  package let label: LocalisedText
  package let help: LocalisedText?
  package let example: LocalisedText?
  package let isRequired: Bool
  package let kind: FieldKind

  package init(
    id: String, label: LocalisedText, help: LocalisedText?, example: LocalisedText?,
    isRequired: Bool, kind: FieldKind
  ) {
    self.id = id
    self.label = label
    self.help = help
    self.example = example
    self.isRequired = isRequired
    self.kind = kind
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
  case day
  case choice(options: [Field.Option])
  case choices(options: [Field.Option], minimumItems: Int)
  case yesNo
  case perimeter
  case group(itemName: LocalisedText, fields: [Field], minimumItems: Int, maximumItems: Int)
}
