import Domain

/// The form of a procedure with boxes to fill in by hand, to be printed.
struct BlankFormPrint: PageModel {
  static let template = "Programme/blankForm"

  let language: String
  let title: String
  let version: String
  let parts: [Part]

  struct Part: Sendable {
    let title: String
    let intro: [String]
    let fields: [BlankField]
  }

  init(_ procedure: Procedure, in wording: Wording) {
    language = wording.language.rawValue
    title = procedure.name[wording.language]
    version = "\(procedure.id) \(procedure.version)"
    parts = procedure.sections.map { section in
      Part(
        title: section.title[wording.language], intro: section.intro.map { [$0[wording.language]] } ?? [],
        fields: section.fields.map { BlankField($0, among: section.fields, in: wording) })
    }
  }
}

/// A field with the room for its answer.
struct BlankField: Sendable {
  let label: String
  let isRequired: Bool
  let hints: [String]
  let options: [String]
  let hasLine: Bool
  let hasBox: Bool
  let items: [BlankItem]

  struct BlankItem: Sendable {
    let legend: String
    let fields: [BlankField]
  }

  init(_ field: Field, among siblings: [Field], in wording: Wording) {
    let (words, language) = (wording.catalogue, wording.language)
    label = wording.label(of: field)
    isRequired = field.isRequired
    let room = Room(field.kind, in: wording)
    hints = [
      field.condition.flatMap { wording.condition($0, among: siblings) }, field.help?[language],
      field.example.map { words("example", $0[language]) }, room.limit,
    ].compactMap { $0 }
    options = room.options
    hasLine = room.hasLine
    hasBox = room.hasBox
    items = room.items
  }

  /// What a kind of field needs on paper.
  private struct Room {
    var limit: String?
    var options: [String] = []
    var hasLine = false
    var hasBox = false
    var items: [BlankItem] = []

    init(_ kind: FieldKind, in wording: Wording) {
      let (words, language) = (wording.catalogue, wording.language)
      switch kind {
      case .text(let maximum):
        hasLine = true
        limit = words("blankLimit", words.grouped(maximum))
      case .longText(let maximum):
        hasBox = true
        limit = words("blankLimit", words.grouped(maximum))
      case .list:
        hasBox = true
        limit = words("onePerLine")
      case .wholeNumber, .decimal, .money: hasLine = true
      case .day:
        hasLine = true
        limit = words("dayFormat")
      case .choice(let options):
        self.options = options.map { $0.label[language] }
        limit = words("blankOne")
      case .choices(let options, _):
        self.options = options.map { $0.label[language] }
        limit = words("blankSeveral")
      case .yesNo:
        options = [words("yes"), words("no")]
        limit = words("blankOne")
      case .declaration(let statement): options = [statement[language]]
      case .period:
        hasLine = true
        limit = words("blankPeriod")
      case .commune, .organisation, .person: hasLine = true
      case .attachment: limit = words("blankAttachment")
      case .perimeter:
        hasBox = true
        limit = words("blankPerimeter")
      case .group(let name, let fields, let minimum, let maximum):
        limit = words("blankItems", "\(minimum)", "\(maximum)")
        items = (1...max(1, min(minimum, 3))).map { number in
          BlankItem(
            legend: "\(name[language])\u{a0}\(number)",
            fields: fields.map { BlankField($0, among: fields, in: wording) })
        }
      }
    }
  }
}

/// Told while the form is being made.
package struct BlankFormPage: PageModel {
  package static let template = "Programme/blank-form"

  let callsHref: String

  package init(in wording: Wording) { callsHref = wording.path(.calls) }
}
