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
  let limit: [TextLimit]
  let options: [Option]
  let items: [Item]
  /// Nothing where the group is full, which is told instead.
  let addLabel: [String]
  let isFull: [String]
  let isText: Bool
  let isLongText: Bool
  let isList: Bool
  let isNumber: Bool
  let isDay: Bool
  let isSelect: Bool
  let isRadios: Bool
  let isCheckboxes: Bool
  let isPerimeter: Bool
  let places: [String]
  let isParts: Bool
  let parts: [FieldPart]
  let isCommune: Bool
  let isItems: Bool
  let table: [FieldTable]
  let communes: [TakeItem]
  let organisation: [OrganisationSearch]
  let filesHref: [String]
  let formatted: [FormattedText]
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
    let itemID: String
    let isFolded: Bool
    let line: [FoldedLine]
  }

  /// An item of a long group that is not open.
  struct FoldedLine: Sendable {
    let elementID: String
    /// What its button sends: what was typed elsewhere is saved before the item opens.
    let value: String
    let text: String
    let gaps: [String]
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
  ///   - context: what the page knows around the answers.
  init(
    _ field: Field, of siblings: [Field], answer: Answer?, at path: String, leaf: String, findings: [Finding],
    notes: FieldNotes = .none, context: FieldContext = FieldContext(), in wording: Wording
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
      finding.field == path || (field.tellsOfParts && finding.field.hasPrefix(path + "."))
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
    limit = field.maximumLength.map { [TextLimit($0, answer, in: wording)] } ?? []
    value = FieldItem.value(field, answer, wording)
    options = field.options(answer, at: path, id: id, context, in: wording)
    // The builder of the perimeter lists its places itself.
    places = context.perimeter?.field == path ? [] : FieldItem.places(field, answer, wording)
    items = FieldItem.items(
      field, answer, at: path, leaf: leaf, findings: findings, notes: notes, context, in: wording)
    let adding = FieldItem.adding(field, count: items.count, wording)
    (addLabel, isFull) = (adding.label, adding.full)
    isText = field.kind.isText
    isLongText = field.kind.isLongText
    isList = field.isListLike
    isNumber = field.kind.isNumber
    isDay = field.kind == .day
    let isShort = options.count <= 6 && !context.isCompact
    isSelect = (field.kind.isChoice && !isShort) || field.kind == .attachment
    isRadios = (field.kind.isChoice && isShort) || field.kind == .yesNo
    isCheckboxes = field.kind.isChoices || field.kind.isDeclaration
    isPerimeter = field.kind == .perimeter
    table = FieldTable(field, answer, at: path, context, in: wording).map { [$0] } ?? []
    isItems = field.kind.isGroup && table.isEmpty
    parts = FieldPart.all(field, answer, at: path, in: wording)
    isParts = !parts.isEmpty
    isCommune = field.kind == .commune
    communes = TakeItem.communes(field, answer, at: path, context, in: wording)
    organisation =
      field.kind == .organisation
      ? [OrganisationSearch(context.organisations.first { $0.path == path })] : []
    filesHref = field.kind == .attachment ? [context.filesPath].filter { !$0.isEmpty } : []
    let isShown = context.preview == path
    formatted =
      field.format == nil
      ? [] : [FormattedText(blocks: isShown ? TextBlock.all(in: value) : [], hasPreview: isShown)]
  }

  private static func value(_ field: Field, _ answer: Answer?, _ wording: Wording) -> String {
    switch answer {
    case .text(let text)? where field.kind == .commune: wording.commune(text)
    case .text(let text)?: text
    case .list(let items)?: items.joined(separator: "\n")
    case .group?, nil: ""
    }
  }

  private static func places(_ field: Field, _ answer: Answer?, _ wording: Wording) -> [String] {
    guard field.kind == .perimeter, case .list(let codes)? = answer else { return [] }
    return codes.prefix(Perimeter.mostPlaces).compactMap { code in
      PlaceCode(code).map {
        "\(wording.place($0)) (\(wording.catalogue("level_\($0.level.rawValue)")), \($0.code))"
      }
    }
  }

  private static func adding(_ field: Field, count: Int, _ wording: Wording) -> (label: [String], full: [String]) {
    guard case .group(let name, _, _, let maximum) = field.kind else { return ([], []) }
    return count < maximum
      ? ([wording.catalogue("addItem", name[wording.language].lowercased())], [])
      : ([], [wording.catalogue("groupIsFull", "\(maximum)")])
  }

  /// As many items as there are, and at least as many as are asked for.
  private static func items(
    _ field: Field, _ answer: Answer?, at path: String, leaf: String, findings: [Finding], notes: FieldNotes,
    _ context: FieldContext,
    in wording: Wording
  ) -> [Item] {
    let inner = field.table == nil ? context : context.forColumns
    guard case .group(let name, let fields, let minimum, _) = field.kind else { return [] }
    var written: [Answers] = []
    if case .group(let items)? = answer { written = items }
    let missing = max(0, minimum - written.count)
    let all = written + Array(repeating: Answers(), count: missing)
    let isLong = !context.page.isEmpty && !path.contains(".") && field.table == nil && all.count > LongGroup.shown
    return all.enumerated().map { index, item in
      let itemPath = "\(path).\(index)"
      let legend = "\(name[wording.language])\u{a0}\(index + 1)"
      if isLong, item.item != nil, !context.open.contains(itemPath) {
        return Item(folding: item, fields, at: itemPath, legend: legend, findings, context, wording)
      }
      return Item(
        itemPath: itemPath, legend: legend, identityName: "\(itemPath).#",
        identity: item.item ?? context.newName(at: itemPath),
        fields: fields.map {
          FieldItem(
            $0, of: fields, answer: item[$0.id], at: "\(itemPath).\($0.id)",
            leaf: "\(leaf)/\(item.item ?? "~\(index)")/\($0.id)", findings: findings, notes: notes, context: inner,
            in: wording)
        },
        removeLabel: wording.catalogue("removeItem", legend.lowercased()), itemID: FieldItem.htmlID(itemPath),
        isFolded: false, line: [])
    }
  }
}

extension FieldItem.Item {
  /// A line in the place of the fields: the first text of the item, and how many points are wrong in it.
  fileprivate init(
    folding item: Answers, _ fields: [Field], at path: String, legend: String, _ findings: [Finding],
    _ context: FieldContext, _ wording: Wording
  ) {
    let title = fields.lazy.filter { $0.kind.isText }.compactMap { item.text($0.id) }.first
    let wrong = findings.count { $0.field.hasPrefix(path + ".") }
    self.init(
      itemPath: path, legend: legend, identityName: "", identity: "", fields: [],
      removeLabel: wording.catalogue("removeItem", legend.lowercased()), itemID: FieldItem.htmlID(path), isFolded: true,
      line: [
        FieldItem.FoldedLine(
          elementID: FieldItem.htmlID(path),
          value: "\(path.prefix { $0 != "." })|\(item.item ?? "")",
          text: title.map { legend + wording.catalogue("colon") + $0 } ?? legend,
          gaps: wrong > 0 ? [wording.catalogue.count("missingCount", wrong)] : [])
      ])
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

  /// A commune as it is typed and read: its name and code, or what was written where there is none.
  func commune(_ text: String) -> String {
    guard let place = PlaceCode(text.trimmed), place.level == .municipality else { return text }
    let name = self.place(place)
    return name == place.description ? text : "\(name) (\(place.code))"
  }

  /// When a field is asked: the name of the other field, and the options that call for it.
  func condition(_ condition: Field.Condition, among siblings: [Field]) -> String? {
    guard let other = siblings.first(where: { $0.id == condition.field }) else { return nil }
    let names = condition.values.map { value -> String in
      switch other.kind {
      case .choice(let options), .choices(let options, _):
        options.first { $0.id == value }?.label[language] ?? value
      case .declaration: catalogue("iDeclare")
      case .yesNo: value == "yes" ? catalogue("yes") : catalogue("no")
      case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .perimeter, .commune,
        .organisation, .person, .attachment, .group:
        value
      }
    }
    return catalogue("askedWhen", other.label[language], names.joined(separator: catalogue("orWord")))
  }
}
