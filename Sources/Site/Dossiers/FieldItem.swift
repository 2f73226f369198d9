import Domain

/// A field of a form as its template places it. Absent things are empty lists, never nil: inside a group a
/// template would otherwise find the property of the group around it.
package struct FieldItem: Sendable {
  let id: String
  let name: String
  let label: String
  let isRequired: Bool
  let asked: [String]
  let help: [String]
  let example: [String]
  let errors: [String]
  let hasErrors: Bool
  let describedBy: [String]
  let value: String
  let limit: [String]
  let options: [Option]
  let items: [Item]
  let addLabel: String
  let isText: Bool
  let isLongText: Bool
  let isList: Bool
  let isNumber: Bool
  let isDay: Bool
  let isSelect: Bool
  let isRadios: Bool
  let isCheckboxes: Bool
  let isPerimeter: Bool
  let isGroup: Bool
  let places: [String]
  let conflict: [FieldNotes.Conflict]
  let remarks: [FieldNotes.Remarks]

  struct Option: Sendable {
    let fieldName: String
    let optionID: String
    let value: String
    let label: String
    let isSelected: Bool
  }

  /// One item of a repeated group.
  struct Item: Sendable {
    let itemPath: String
    let legend: String
    let identityName: String
    let identity: String
    let fields: [FieldItem]
    let removeLabel: String
  }

  /// The id of an element: a path with characters that may stand in an address.
  static func htmlID(_ path: String) -> String { "field-" + path.replacing(".", with: "-") }

  /// The element that a finding is about: the entries of a list share one.
  static func htmlID(of finding: Finding) -> String {
    htmlID(finding.field.replacing(/\.\d+$/, with: ""))
  }

  /// - Parameters:
  ///   - siblings: the fields beside it, one of which may decide whether it is asked.
  ///   - leaf: the path of its value (`AnswerLeaves`), where items have their identities.
  init(
    _ field: Field, of siblings: [Field], answer: Answer?, at path: String, leaf: String, findings: [Finding],
    notes: FieldNotes = .none, in wording: Wording
  ) {
    let language = wording.language
    id = FieldItem.htmlID(path)
    name = path
    label = wording.label(of: field)
    isRequired = field.isRequired
    asked = field.condition.flatMap { wording.condition($0, among: siblings) }.map { [$0] } ?? []
    help = field.help.map { [$0[language]] } ?? []
    example = field.example.map { [wording.catalogue("example", $0[language])] } ?? []
    let own = findings.filter { finding in
      finding.field == path || (field.isListLike && finding.field.hasPrefix(path + "."))
    }
    errors = own.map(wording.finding)
    hasErrors = !own.isEmpty
    conflict = notes.conflict(field, at: leaf, id: id, in: wording)
    remarks = notes.remarks(on: field, at: leaf, in: wording)
    let describing = [
      field.condition == nil ? nil : "\(id)-when", field.help == nil ? nil : "\(id)-help",
      field.example == nil ? nil : "\(id)-example",
      field.hasFormat ? "\(id)-format" : nil, own.isEmpty ? nil : "\(id)-error",
      conflict.isEmpty ? nil : "\(id)-conflict",
    ].compactMap { $0 }
    describedBy = describing.isEmpty ? [] : [describing.joined(separator: " ")]
    limit = field.maximumLength.map { [wording.catalogue("atMost", wording.catalogue.grouped($0))] } ?? []
    value = FieldItem.value(answer)
    options = field.options(answer, at: path, id: id, in: wording)
    places = FieldItem.places(field, answer, wording)
    items = FieldItem.items(field, answer, at: path, leaf: leaf, findings: findings, notes: notes, in: wording)
    addLabel = FieldItem.addLabel(field, wording)
    isText = field.kind.isText
    isLongText = field.kind.isLongText
    isList = field.isListLike
    isNumber = field.kind.isNumber
    isDay = field.kind == .day
    let isShort = options.count <= 6
    isSelect = field.kind.isChoice && !isShort
    isRadios = (field.kind.isChoice && isShort) || field.kind == .yesNo
    isCheckboxes = field.kind.isChoices || field.kind.isDeclaration
    isPerimeter = field.kind == .perimeter
    isGroup = field.kind.isGroup
  }

  private static func value(_ answer: Answer?) -> String {
    switch answer {
    case .text(let text)?: text
    case .list(let items)?: items.joined(separator: "\n")
    case .group?, nil: ""
    }
  }

  private static func places(_ field: Field, _ answer: Answer?, _ wording: Wording) -> [String] {
    guard field.kind == .perimeter, case .list(let codes)? = answer else { return [] }
    return codes.compactMap { code in
      PlaceCode(code).map {
        "\(wording.place($0)) (\(wording.catalogue("level_\($0.level.rawValue)")), \($0.code))"
      }
    }
  }

  private static func addLabel(_ field: Field, _ wording: Wording) -> String {
    guard case .group(let name, _, _, _) = field.kind else { return "" }
    return wording.catalogue("addItem", name[wording.language].lowercased())
  }

  /// As many items as there are, and at least as many as are asked for.
  private static func items(
    _ field: Field, _ answer: Answer?, at path: String, leaf: String, findings: [Finding], notes: FieldNotes,
    in wording: Wording
  ) -> [Item] {
    guard case .group(let name, let fields, let minimum, _) = field.kind else { return [] }
    var written: [Answers] = []
    if case .group(let items)? = answer { written = items }
    let missing = max(0, minimum - written.count)
    let all = written + Array(repeating: Answers(), count: missing)
    return all.enumerated().map { index, item in
      let itemPath = "\(path).\(index)"
      let legend = "\(name[wording.language])\u{a0}\(index + 1)"
      return Item(
        itemPath: itemPath, legend: legend, identityName: "\(itemPath).#", identity: item.item ?? "",
        fields: fields.map {
          FieldItem(
            $0, of: fields, answer: item[$0.id], at: "\(itemPath).\($0.id)",
            leaf: "\(leaf)/\(item.item ?? "~\(index)")/\($0.id)", findings: findings, notes: notes, in: wording)
        },
        removeLabel: wording.catalogue("removeItem", legend.lowercased()))
    }
  }
}

extension Field {
  /// One entry a line.
  fileprivate var isListLike: Bool {
    switch kind {
    case .list: true
    case .text, .longText, .wholeNumber, .decimal, .money, .day, .choice, .choices, .yesNo, .declaration, .perimeter,
      .group:
      false
    }
  }

  /// Whether the page says how the answer is to be written: its length, its lines, its form.
  fileprivate var hasFormat: Bool { maximumLength != nil || isListLike || kind == .day }

  fileprivate var maximumLength: Int? {
    switch kind {
    case .longText(let maximum): maximum
    case .text, .list, .wholeNumber, .decimal, .money, .day, .choice, .choices, .yesNo, .declaration, .perimeter,
      .group:
      nil
    }
  }

  fileprivate func options(
    _ answer: Answer?, at path: String, id: String, in wording: Wording
  ) -> [FieldItem.Option] {
    var chosen: [String] = []
    switch answer {
    case .text(let text)?: chosen = [text]
    case .list(let items)?: chosen = items
    case .group?, nil: break
    }
    let all: [(id: String, label: String)] =
      switch kind {
      case .choice(let options), .choices(let options, _):
        options.map { ($0.id, $0.label[wording.language]) }
      case .yesNo: [("yes", wording.catalogue("yes")), ("no", wording.catalogue("no"))]
      case .declaration(let statement): [("yes", statement[wording.language])]
      case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .perimeter, .group: []
      }
    return all.map { option in
      FieldItem.Option(
        fieldName: path, optionID: "\(id)-\(option.id)", value: option.id, label: option.label,
        isSelected: chosen.contains(option.id))
    }
  }
}

extension FieldKind {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }
  fileprivate var isLongText: Bool { if case .longText = self { true } else { false } }
  fileprivate var isChoice: Bool { if case .choice = self { true } else { false } }
  fileprivate var isChoices: Bool { if case .choices = self { true } else { false } }
  fileprivate var isDeclaration: Bool { if case .declaration = self { true } else { false } }
  var isGroup: Bool { if case .group = self { true } else { false } }
  fileprivate var isNumber: Bool {
    switch self {
    case .wholeNumber, .decimal, .money: true
    case .text, .longText, .list, .day, .choice, .choices, .yesNo, .declaration, .perimeter, .group: false
    }
  }
}

extension Wording {
  /// What a field is called, with what its numbers count.
  func label(of field: Field) -> String {
    let label = field.label[language]
    if case .money = field.kind { return catalogue("inEuros", label) }
    return field.unit.map { catalogue("withUnit", label, $0[language]) } ?? label
  }

  func money(_ amount: Money) -> String { catalogue("amount", catalogue.grouped(amount.decimalText)) }

  /// When a field is asked: the name of the other field, and the options that call for it.
  fileprivate func condition(_ condition: Field.Condition, among siblings: [Field]) -> String? {
    guard let other = siblings.first(where: { $0.id == condition.field }) else { return nil }
    let names = condition.values.map { value -> String in
      switch other.kind {
      case .choice(let options), .choices(let options, _):
        options.first { $0.id == value }?.label[language] ?? value
      case .declaration: catalogue("iDeclare")
      case .yesNo: value == "yes" ? catalogue("yes") : catalogue("no")
      case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .perimeter, .group: value
      }
    }
    return catalogue("askedWhen", other.label[language], names.joined(separator: catalogue("orWord")))
  }
}
