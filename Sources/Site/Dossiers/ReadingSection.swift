import Domain

/// A section of a dossier to read: what was answered, in the order of the form.
package struct ReadingSection: Sendable {
  let title: String
  let lines: [Line]
  /// Where links to the section lead.
  let anchor: String
  /// Where a remark on it is begun; nothing for those who make none.
  let remark: [LinkItem]

  /// An answer, or the heading of an item of a group.
  struct Line: Sendable {
    let label: String
    let paragraphs: [String]
    let isHeading: Bool
    /// The same text with its formatting.
    let blocks: [TextBlock]
    let isRich: Bool
    let tables: [ReadingTable]
    var remark: [LinkItem] = []

    init(
      label: String, paragraphs: [String], isHeading: Bool, blocks: [TextBlock] = [], tables: [ReadingTable] = []
    ) {
      self.label = label
      self.paragraphs = paragraphs
      self.isHeading = isHeading
      self.blocks = blocks
      isRich = !blocks.isEmpty
      self.tables = tables
    }
  }

  static func all(
    _ file: DossierFile, in wording: Wording, remark: ((_ section: String, _ field: String?) -> String)? = nil
  ) -> [ReadingSection] {
    all(file.procedure, file.dossier.answers, in: wording, remark: remark)
  }

  /// - Parameter remark: the address at which a remark on a section, or on one of its fields, is begun.
  static func all(
    _ procedure: Procedure, _ answers: Answers, in wording: Wording,
    remark: ((_ section: String, _ field: String?) -> String)? = nil
  ) -> [ReadingSection] {
    func link(_ section: String, _ field: String?, _ name: String) -> [LinkItem] {
      remark.map { [LinkItem(href: $0(section, field), label: wording.catalogue("remarkOn", name))] } ?? []
    }
    return procedure.sections.map { section in
      let all = section.fields.filter { $0.isAsked(answers) }.flatMap { field in
        var own = lines(field, answers[field.id], in: wording)
        if !own.isEmpty, !field.kind.isGroup { own[0].remark = link(section.id, field.id, wording.label(of: field)) }
        return own
      }
      return ReadingSection(
        title: section.title[wording.language], lines: all, anchor: ReadingSection.anchor(section.id),
        remark: link(section.id, nil, section.title[wording.language]))
    }
  }

  package static func anchor(_ section: String) -> String { "lecture-\(section)" }

  static func lines(_ field: Field, _ answer: Answer?, in wording: Wording) -> [Line] {
    guard let answer, !answer.isEmpty else { return [] }
    let label = wording.label(of: field)
    switch answer {
    case .text(let text):
      let blocks = field.format == nil ? [] : TextBlock.all(in: text)
      return [Line(label: label, paragraphs: paragraphs(text, field, wording), isHeading: false, blocks: blocks)]
    case .list where field.kind.parts != nil || field.kind == .attachment:
      return [Line(label: label, paragraphs: parts(answer, of: field, wording), isHeading: false)]
    case .list(let items):
      return [
        Line(label: label, paragraphs: items.map { shown($0, field, wording) }, isHeading: false)
      ]
    case .group(let items):
      guard case .group(let itemName, let fields, _, _) = field.kind else { return [] }
      if let table = ReadingTable(items, of: field, in: wording) {
        return [Line(label: label, paragraphs: [], isHeading: false, tables: [table])]
      }
      // What was left blank was added in error: nobody has to read its heading.
      return items.filter { !$0.isBlank }.enumerated().flatMap { index, item in
        [Line(label: "\(itemName[wording.language])\u{a0}\(index + 1)", paragraphs: [], isHeading: true)]
          + fields.filter { $0.isAsked(item) }.flatMap { lines($0, item[$0.id], in: wording) }
      }
    }
  }

  private static func paragraphs(_ text: String, _ field: Field, _ wording: Wording) -> [String] {
    text.split(whereSeparator: \.isNewline).map { shown(String($0), field, wording) }
  }

  /// The parts of an answer in one or a few lines.
  private static func parts(_ answer: Answer, of field: Field, _ wording: Wording) -> [String] {
    let parts = answer.parts(field.kind.parts?.count ?? 2)
    func day(_ text: String) -> String { Day(text).map(wording.day) ?? text }
    switch field.kind {
    case .period: return [wording.catalogue("periodFromTo", day(parts[0]), day(parts[1]))]
    case .organisation: return [parts[1].isEmpty ? parts[0] : "\(parts[0]) (\(parts[1]))"]
    case .attachment: return [parts[1].isEmpty ? parts[0] : parts[1]]
    case .person, .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .choice, .choices, .yesNo,
      .declaration, .perimeter, .commune, .group:
      return [parts.prefix(2).filter { !$0.isEmpty }.joined(separator: ", ")]
        + parts.dropFirst(2)
        .filter { !$0.isEmpty }
    }
  }

  static func shown(_ text: String, _ field: Field, _ wording: Wording) -> String {
    switch field.kind {
    case .choice(let options), .choices(let options, _):
      options.first { $0.id == text }?.label[wording.language] ?? text
    case .yesNo: text == "yes" ? wording.catalogue("yes") : wording.catalogue("no")
    case .perimeter: PlaceCode(text).map { "\(wording.place($0)) (\($0.code))" } ?? text
    case .day: Day(text).map(wording.day) ?? text
    case .declaration(let statement): statement[wording.language]
    case .money: Money(text).map(wording.money) ?? text
    // Years: nobody writes them in groups of three.
    case .wholeNumber(let minimum?, let maximum?) where minimum >= 1000 && maximum < 10_000: text
    case .decimal, .wholeNumber: decimal(reading: text).map { wording.catalogue.grouped("\($0)") } ?? text
    case .commune: wording.commune(text)
    case .text, .longText, .list, .period, .organisation, .person, .attachment, .group: text
    }
  }
}
