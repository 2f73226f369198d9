import Domain

/// A text of a form about a decision, with its error and, where somebody else saved meanwhile, what they saved.
struct DecisionField: Sendable {
  let id: String
  let label: String
  let help: [String]
  let fieldError: [String]
  let value: String
  let describedBy: [String]
  let isLong: Bool
  let rows: String
  /// What stands in the database where it differs from what was typed.
  let saved: [String]
  /// What the reviews say, to begin with.
  let start: [String]

  init(
    _ id: String, _ label: String, _ value: String, rows: Int? = nil, help: String? = nil, saved: String? = nil,
    start: String? = nil, _ findings: [Finding], in wording: Wording
  ) {
    let own = findings.filter { $0.field == id }.map(wording.finding)
    let describing = [help == nil ? nil : "\(id)-help", own.isEmpty ? nil : "\(id)-error"].compactMap { $0 }
    self.id = id
    self.label = label
    self.help = help.map { [$0] } ?? []
    fieldError = own.prefix(1).map { $0 }
    self.value = value
    describedBy = describing.isEmpty ? [] : [describing.joined(separator: " ")]
    isLong = rows != nil
    self.rows = rows.map { "\($0)" } ?? "1"
    self.saved = saved.flatMap { $0 == value || $0.isEmpty ? nil : [$0] } ?? []
    self.start = start.map { [$0] } ?? []
  }
}

/// A text to be read, by its paragraphs.
struct DecisionReading: Sendable {
  let label: String
  let paragraphs: [String]

  init(_ label: String, _ text: String) {
    self.label = label
    paragraphs = text.split(whereSeparator: \.isNewline).map(String.init)
  }
}

extension Wording {
  /// The title of a criterion of the programme.
  func criterion(_ id: String) -> String { programme.criteria.first { $0.id == id }?.title[language] ?? id }

  /// The findings of a refusal.
  func findings(_ refusal: Refusal?) -> [Finding] {
    if case .invalid(let found)? = refusal { found } else { [] }
  }

  /// What the box of errors lists: each finding at its field, or the refusal as a whole.
  func problems(_ refusal: Refusal?, label: (String) -> String) -> [LinkItem] {
    guard let refusal else { return [] }
    let found = findings(refusal)
    if found.isEmpty { return [LinkItem(href: "#main", label: self.refusal(refusal))] }
    return found.map {
      LinkItem(href: "#\($0.field)", label: label($0.field) + catalogue("colon") + finding($0))
    }
  }
}
