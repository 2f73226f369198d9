import Domain

/// One of several inputs of a field.
struct FieldPart: Sendable {
  let partID: String
  let partName: String
  let partLabel: String
  let partValue: String
  /// What a browser offers to type it with.
  let inputType: String
  let isShort: Bool
}

/// A button that takes a choice into a field.
struct TakeItem: Sendable {
  let takeValue: String
  let takeLabel: String
}

/// The search for an organisation in the register.
struct OrganisationSearch: Sendable {
  let found: [TakeItem]
  let foundNothing: Bool
}

/// How a long text with formatting is written, and how it will be read.
struct FormattedText: Sendable {
  let blocks: [TextBlock]
  let hasPreview: Bool
}

/// How much of a long text is left.
struct TextLimit: Sendable {
  let maximum: Int
  let text: String
  /// What the script of the page says while somebody writes, with places for the two numbers.
  let leftWords: String
  let overWords: String
}

/// A table of the rows of a group: its columns and its sums.
struct FieldTable: Sendable {
  let columns: [String]
  let foot: [FootCell]
  let hasFoot: Bool
  let balance: [String]

  struct FootCell: Sendable {
    let column: String
    let total: [String]
  }
}

extension FieldPart {
  static func all(_ field: Field, _ answer: Answer?, at path: String, in wording: Wording) -> [FieldPart] {
    guard let names = field.kind.parts else { return [] }
    let values = answer?.parts(names.count) ?? []
    return names.enumerated().map { index, name in
      FieldPart(
        partID: FieldItem.htmlID("\(path).\(name)"), partName: "\(path).\(name)",
        partLabel: wording.catalogue("input_\(field.kind.partFamily)_\(name)"),
        partValue: index < values.count ? values[index] : "",
        inputType: ["email": "email", "phone": "tel"][name] ?? "text",
        isShort: ["from", "to", "number", "phone"].contains(name))
    }
  }
}

extension FieldKind {
  /// The middle of the names of its inputs in the catalogues.
  fileprivate var partFamily: String {
    switch self {
    case .period: "period"
    case .organisation: "organisation"
    case .person, .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .choice, .choices, .yesNo,
      .declaration, .perimeter, .commune, .attachment, .group:
      "person"
    }
  }
}

extension TakeItem {
  /// The communes that a name may mean, unless it means one that is known.
  static func communes(
    _ field: Field, _ answer: Answer?, at path: String, _ context: FieldContext, in wording: Wording
  ) -> [TakeItem] {
    guard field.kind == .commune, case .text(let text)? = answer, PlaceCode(text) == nil, !text.trimmed.isEmpty else {
      return []
    }
    return context.communes(text).prefix(20).map { commune in
      TakeItem(
        takeValue: "\(path)|commune:\(commune.code)",
        takeLabel: "\(commune.name) (\(commune.code), \(wording.department(commune.department)))")
    }
  }
}

extension OrganisationSearch {
  init(_ results: FieldContext.OrganisationResults?) {
    found = (results?.organisations ?? []).map { organisation in
      let number = organisation.card.number.map(\.description) ?? ""
      return TakeItem(
        takeValue: "\(results?.path ?? "")|\(number)|\(organisation.card.name)",
        takeLabel: number.isEmpty ? organisation.card.name : "\(organisation.card.name) (\(number))")
    }
    foundNothing = results.map { $0.organisations.isEmpty } ?? false
  }
}

extension FieldTable {
  init?(_ field: Field, _ answer: Answer?, at path: String, _ context: FieldContext, in wording: Wording) {
    guard let layout = field.table, case .group(_, let fields, _, _) = field.kind else { return nil }
    var rows: [Answers] = []
    if case .group(let items)? = answer { rows = items }
    columns = fields.map { wording.label(of: $0) }
    foot = fields.map { column in
      let sum = layout.totals.contains(column.id) ? Answers(["rows": .group(rows)]).sum("rows.\(column.id)") : nil
      return FootCell(column: wording.label(of: column), total: sum.map { [wording.money($0)] } ?? [])
    }
    hasFoot = foot.contains { !$0.total.isEmpty }
    balance = context.balances[path] ?? []
  }
}
