import Domain

/// How each kind of field looks on a page.
extension Field {
  /// One entry a line.
  var isListLike: Bool {
    switch kind {
    case .list: true
    case .text, .longText, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo, .declaration,
      .perimeter, .commune, .organisation, .person, .attachment, .group:
      false
    }
  }

  /// Whether what is wrong with an entry or a part is told at the field.
  var tellsOfParts: Bool { isListLike || kind.parts != nil }

  /// Whether the page says how the answer is to be written: its length, its lines, its form.
  var hasFormat: Bool { maximumLength != nil || isListLike || kind == .day || kind == .commune }

  var maximumLength: Int? {
    switch kind {
    case .longText(let maximum): maximum
    case .text, .list, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo, .declaration,
      .perimeter, .commune, .organisation, .person, .attachment, .group:
      nil
    }
  }

  func options(
    _ answer: Answer?, at path: String, id: String, _ context: FieldContext, in wording: Wording
  ) -> [FieldItem.Option] {
    var chosen: [String] = []
    switch answer {
    case .text(let text)?: chosen = [text]
    case .list(let items)? where kind == .attachment: chosen = [items.joined(separator: " ")].filter { !$0.isEmpty }
    case .list(let items)?: chosen = items
    case .group?, nil: break
    }
    let all: [(id: String, label: String)] =
      switch kind {
      case .choice(let options), .choices(let options, _):
        options.map { ($0.id, $0.label[wording.language]) }
      case .yesNo: [("yes", wording.catalogue("yes")), ("no", wording.catalogue("no"))]
      case .declaration(let statement): [("yes", statement[wording.language])]
      case .attachment: Field.files(context.files, chosen: chosen)
      case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .perimeter, .commune,
        .organisation, .person, .group:
        []
      }
    return all.map { option in
      FieldItem.Option(
        fieldName: path, optionID: "\(id)-\(option.id)", value: option.id, label: option.label,
        isSelected: chosen.contains(option.id))
    }
  }

  /// The files of the dossier, and the one that was chosen even where it is gone.
  private static func files(_ files: [Attachment], chosen: [String]) -> [(id: String, label: String)] {
    let all = files.map { (id: "\($0.id) \($0.name)", label: $0.name) }
    let gone = chosen.filter { id in !all.contains { $0.id == id } }
    return all + gone.map { (id: $0, label: $0.split(separator: " ", maxSplits: 1).last.map(String.init) ?? $0) }
  }
}

extension FieldKind {
  var isText: Bool { if case .text = self { true } else { false } }
  var isLongText: Bool { if case .longText = self { true } else { false } }
  var isChoice: Bool { if case .choice = self { true } else { false } }
  var isChoices: Bool { if case .choices = self { true } else { false } }
  var isDeclaration: Bool { if case .declaration = self { true } else { false } }
  var isGroup: Bool { if case .group = self { true } else { false } }
  var isNumber: Bool {
    switch self {
    case .wholeNumber, .decimal, .money: true
    case .text, .longText, .list, .day, .period, .choice, .choices, .yesNo, .declaration, .perimeter, .commune,
      .organisation, .person, .attachment, .group:
      false
    }
  }
}

extension TextLimit {
  init(_ maximum: Int, _ answer: Answer?, in wording: Wording) {
    var length = 0
    if case .text(let text)? = answer { length = text.trimmed.count }
    self.maximum = maximum
    let words = wording.catalogue
    leftWords = words("charactersLeft", "#", "##")
    overWords = words("tooManyCharacters", "#", "##")
    text =
      length == 0
      ? words("atMost", words.grouped(maximum))
      : words(
        length > maximum ? "tooManyCharacters" : "charactersLeft", words.grouped(maximum),
        words.grouped(abs(maximum - length)))
  }
}
