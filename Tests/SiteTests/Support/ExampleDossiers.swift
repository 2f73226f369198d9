import Domain

/// Dossiers under a procedure that has every kind of field.
enum ExampleDossiers {
  typealias V = ExampleValues

  static func field(_ id: String, _ kind: FieldKind, isRequired: Bool = true) -> Field {
    Field(
      id: id, label: V.both(id), help: V.both("aide"), example: V.both("exemple"), isRequired: isRequired, kind: kind)
  }

  private static func options(_ count: Int) -> [Field.Option] {
    (1...count).map { Field.Option(id: "o\($0)", label: V.both("option \($0)")) }
  }

  static let section = Procedure.Section(
    id: "everything", title: V.both("Tout"), intro: V.both("Intro"), criterion: nil,
    fields: [
      field("line", .text(maximumLength: 40)), field("pages", .longText(maximumLength: 2000)),
      field("entries", .list(maximumLength: 20, minimumItems: 1, maximumItems: 4)),
      field("count", .wholeNumber(minimum: 0, maximum: 9)), field("amount", .decimal(minimum: "0", maximum: "9.5")),
      field("cost", .money(minimum: 0, maximum: 100_000)),
      Field(
        id: "surface", label: V.both("surface"), help: nil, example: nil, isRequired: true,
        kind: .decimal(minimum: nil, maximum: nil), unit: V.both("m²"),
        condition: Field.Condition(field: "few", values: ["o1", "o2"])),
      Field(
        id: "detail", label: V.both("détail"), help: nil, example: nil, isRequired: false,
        kind: .text(maximumLength: 40), condition: Field.Condition(field: "agreed", values: ["yes", "no"])),
      field("honest", .declaration(statement: V.both("Je déclare"))),
      Field(
        id: "signed", label: V.both("signé"), help: nil, example: nil, isRequired: false, kind: .yesNo,
        condition: Field.Condition(field: "honest", values: ["yes"])),
      field("when", .day), field("few", .choice(options: options(3))), field("many", .choice(options: options(8))),
      field("several", .choices(options: options(3), minimumItems: 1)), field("agreed", .yesNo),
      field("area", .perimeter),
      field(
        "items",
        .group(
          itemName: V.both("Élément"),
          fields: [
            field("title", .text(maximumLength: 40)), field("kind", .choice(options: options(2))),
            field("tags", .choices(options: options(3), minimumItems: 0), isRequired: false),
            field(
              "parts",
              .group(
                itemName: V.both("Partie"), fields: [field("text", .longText(maximumLength: 99)), field("on", .day)],
                minimumItems: 1, maximumItems: 3)),
          ], minimumItems: 2, maximumItems: 4)),
    ])

  static let procedure = Procedure(
    id: "p", version: "1", name: V.both("P"), effect: .grantLabel, isHistorical: false, requiresSignatory: true,
    receipt: ReceiptTerms(
      service: .init(name: V.both("Service"), postal: V.hostile, email: V.hostile, phone: V.hostile),
      silence: SilenceRule(effect: .rejection, months: 2, basis: V.both("Base")), appeal: V.both("Recours")),
    sections: [
      section,
      Procedure.Section(id: "last", title: V.both("Fin"), intro: nil, criterion: nil, fields: [field("end", .yesNo)]),
    ], collective: Procedure.Collective(field: "items", name: "title", kind: "kind", signs: nil))

  /// Something wrong in every field of the section, at every depth.
  static let faulty = Answers([
    "line": .text(V.hostile + String(repeating: "x", count: 50)), "pages": .text("\n\(V.hostile)\n\nfin"),
    "entries": .list(["court", V.hostile]), "count": .text("1,5"), "amount": .text("dix"), "cost": .text("1,234"),
    "honest": .text("non"), "when": .text("hier"),
    "few": .text("o9"), "many": .text("o9"), "several": .list(["o9"]), "agreed": .text("peut-être"),
    "area": .list(["epci:200000001", "commune:00000", V.hostile.replacing(" ", with: "_")]),
    "items": .group([
      Answers(item: "item-1", ["title": .text(V.hostile), "kind": .text("o1")]),
      Answers(item: "item-2", ["parts": .group([Answers(item: "part-1", ["on": .text("jamais")])])]),
    ]),
  ])

  /// Nothing wrong in the choices, so that they are shown as chosen.
  static let chosen = Answers([
    "line": .text("Une ligne"), "few": .text("o1"), "many": .text("o8"), "several": .list(["o1", "o3"]),
    "agreed": .text("yes"), "items": .group([Answers(["title": .text("Titre")]), Answers()]),
  ])

  static func findings(_ answers: Answers) -> [Finding] {
    procedure.findings(in: answers) { $0.code != "00000" }
  }

  static let decision = Decision(
    outcome: .labelledWithConditions, reasons: V.hostile, conditions: V.hostile,
    signatory: .init(name: V.hostile, function: V.hostile),
    decidedAt: V.moment, notifiedAt: V.moment, publishedAt: nil)

  static func file(_ state: DossierState, _ answers: Answers = faulty, events: [DossierEvent]? = nil) -> DossierFile {
    DossierFile(
      dossier: Dossier(
        id: V.identity(5), reference: "FI-0001", wave: V.identity(1), procedure: ProcedureKey(id: "p", version: "1"),
        owner: .person(V.identity(9)), title: V.hostile, state: state, answers: answers, version: 7,
        createdAt: V.moment,
        updatedAt: V.moment, submittedAt: state == .draft ? nil : V.moment),
      wave: V.wave(), procedure: procedure,
      submissions: state == .draft
        ? []
        : [
          Submission(
            number: 1, submittedAt: V.moment, digest: "0a", document: SubmissionDocument(digest: "1b", size: 45_000)),
          Submission(number: 2, submittedAt: V.moment, digest: "2c"),
        ],
      history: state == .draft
        ? [] : [DossierHistoryEntry(event: .submit, to: .submitted, at: V.moment, reasons: V.hostile)],
      decision: state == .published ? decision : nil, findings: state.isEditable ? findings(answers) : [],
      territory: state == .published ? V.territory.slug : nil, possibleEvents: events ?? state.possibleEvents)
  }

  static let listing = DossierListing(
    id: V.identity(5), reference: "FI-0001", title: V.hostile, state: .decided, wave: V.both("V"),
    waveSlug: Slug(naming: "v"), isExample: true, updatedAt: V.moment, submittedAt: V.moment)
}
