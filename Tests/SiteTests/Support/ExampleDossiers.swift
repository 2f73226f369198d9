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
    id: "everything", title: V.both("Tout"), intro: V.both("Intro"), criterion: nil, guidance: [V.both("cherche")],
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
      field("area", .perimeter), field("term", .period), field("seat", .commune), field("host", .organisation),
      field("contact", .person), field("deed", .attachment),
      Field(
        id: "story", label: V.both("récit"), help: nil, example: nil, isRequired: false,
        kind: .longText(maximumLength: 900), format: .markdown),
      Field(
        id: "costs", label: V.both("budget"), help: V.both("aide"), example: nil, isRequired: true,
        kind: .group(
          itemName: V.both("Ligne"),
          fields: [
            field("what", .text(maximumLength: 40)), field("share", .choice(options: options(2))),
            field("sum", .money(minimum: 0, maximum: nil)),
          ], minimumItems: 0, maximumItems: 4), table: Field.TableLayout(totals: ["sum"])),
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

  /// More items than a page shows with their fields.
  static var long: Answers {
    var answers = chosen
    answers["costs"] = .group((1...4).map { Answers(item: "cost-\($0)", ["what": .text("x"), "sum": .text("10")]) })
    answers["items"] = .group(
      (0..<8).map { Answers(item: "item-\($0)", ["title": .text($0 == 1 ? "" : V.hostile + "\($0)")]) })
    return answers
  }

  static let procedure = Procedure(
    id: "p", version: "1", name: V.both("P"), effect: .grantLabel, isHistorical: false, requiresSignatory: true,
    receipt: ReceiptTerms(
      service: .init(name: V.both("Service"), postal: V.hostile, email: V.hostile, phone: V.hostile),
      silence: SilenceRule(effect: .rejection, months: 2, basis: V.both("Base")), appeal: V.both("Recours")),
    sections: [
      section,
      Procedure.Section(id: "last", title: V.both("Fin"), intro: nil, criterion: nil, fields: [field("end", .yesNo)]),
    ],
    rules: [Rule(id: "even", message: V.both("égal"), check: .balances(left: "costs.sum", right: "cost"))],
    collective: Procedure.Collective(field: "items", name: "title", kind: "kind", signs: nil), interest: ["line"])

  /// A wider place that a search for a commune offers beside it.
  static let whole = PlaceCode(level: .intermunicipality, code: "200000001")

  /// A text with everything that a formatted text may have.
  static let story = """
    Du **gras**, de l’*italique*, ***les deux*** et [un lien](https://exemple.example/a).
    Deuxième ligne \(V.hostile)

    - un
    - deux \(V.hostile)

    1. premier
    """

  static let attachment = Attachment(
    id: V.identity(13), dossier: V.identity(5), owner: .person(V.identity(9)), digest: "0", name: V.hostile, type: .pdf,
    size: 900, addedAt: V.moment)

  /// Something wrong in every field of the section, at every depth.
  static let faulty = Answers([
    "line": .text(V.hostile + String(repeating: "x", count: 50)), "pages": .text("\n\(V.hostile)\n\nfin"),
    "entries": .list(["court", V.hostile]), "count": .text("1,5"), "amount": .text("dix"), "cost": .text("1,234"),
    "honest": .text("non"), "when": .text("hier"),
    "few": .text("o9"), "many": .text("o9"), "several": .list(["o9"]), "agreed": .text("peut-être"),
    "area": .list(["epci:200000001", "commune:00000", V.hostile.replacing(" ", with: "_")]),
    "term": .list(["2026-02-30", "2026-01-01"]), "seat": .text("Saint-Exemple \(V.hostile)"),
    "host": .list(["", "123"]), "contact": .list(["", V.hostile, "x", "y"]), "deed": .list(["gone", V.hostile]),
    "story": .text(story),
    "costs": .group([
      Answers(item: "cost-1", ["what": .text(V.hostile), "share": .text("o1"), "sum": .text("12")])
    ]),
    "items": .group([
      Answers(item: "item-1", ["title": .text(V.hostile), "kind": .text("o1")]),
      Answers(item: "item-2", ["parts": .group([Answers(item: "part-1", ["on": .text("jamais")])])]),
    ]),
  ])

  /// Nothing wrong in the choices, so that they are shown as chosen.
  static let chosen = Answers([
    "line": .text("Une ligne"), "area": .list(["epci:200000001"]), "few": .text("o1"), "many": .text("o8"),
    "several": .list(["o1", "o3"]),
    "agreed": .text("yes"), "term": .list(["2026-02-01", "2026-03-01"]), "seat": .text("commune:90001"),
    "host": .list([V.hostile, "732 829 320"]), "contact": .list([V.hostile, "f", "a@b.example", "01 02 03 04 05"]),
    "deed": .list(["\(attachment.id)", attachment.name]), "cost": .text("10"), "story": .text(story),
    "costs": .group([Answers(item: "cost-1", ["what": .text("x"), "sum": .text("10")])]),
    "items": .group([Answers(["title": .text("Titre")]), Answers()]),
  ])

  static func findings(_ answers: Answers) -> [Finding] {
    procedure.findings(in: answers, files: [attachment]) { $0.code != "00000" }
  }

  static let decision = Decision(
    outcome: .labelledWithConditions, reasons: V.hostile, conditions: V.hostile,
    signatory: .init(name: V.hostile, function: V.hostile),
    decidedAt: V.moment, notifiedAt: V.moment, publishedAt: nil, criteria: ["c1": "\(V.hostile)\nfin"],
    standing: [V.both("terme")])

  private static let deepened = Decision(
    outcome: .deepening, reasons: V.hostile, signatory: nil, decidedAt: V.moment, notifiedAt: V.moment, publishedAt: nil
  )

  /// One that was told and contested, and one after it that is not told.
  static let decisions = [
    RecordedDecision(number: 1, decision: deepened, hasLetter: true, appealedOn: [Day(V.moment)]),
    RecordedDecision(number: 2, decision: decision, hasLetter: true),
  ]

  static let facts = DecisionFacts(
    feedback: DossierFeedback(
      total: Fraction(510, 8), band: V.both("bande"),
      criteria: [.init(title: V.both("critère"), mark: Fraction(1, 3))],
      gaps: [.init(title: V.both("ligne"), expected: V.both("attendu"))]), deepening: .opened,
    reply: DecisionExamples.reply, appeal: AppealClock(notifiedOn: Day(V.moment)),
    appealedOn: Day(V.moment), mayAppeal: true, mayRecordAppeal: true, isPrepared: true, setsPublication: true)

  static func file(
    _ state: DossierState, _ answers: Answers = faulty, events: [DossierEvent]? = nil,
    timing: DossierTiming? = nil, wave: Wave = V.wave(), procedure: Procedure = ExampleDossiers.procedure
  ) -> DossierFile {
    DossierFile(
      dossier: Dossier(
        id: V.identity(5), reference: "FI-0001", wave: V.identity(1), procedure: ProcedureKey(id: "p", version: "1"),
        owner: .person(V.identity(9)), title: V.hostile, state: state, answers: answers, version: 7,
        createdAt: V.moment,
        updatedAt: V.moment, submittedAt: state == .draft ? nil : V.moment),
      wave: wave, procedure: procedure,
      submissions: state == .draft
        ? []
        : [
          Submission(
            number: 1, submittedAt: V.moment, digest: "0a", document: SubmissionDocument(digest: "1b", size: 45_000)),
          Submission(number: 2, submittedAt: V.moment, digest: "2c"),
        ],
      history: state == .draft
        ? [] : [DossierHistoryEntry(event: .submit, to: .submitted, at: V.moment, reasons: V.hostile)],
      decisions: state == .published ? decisions : [], findings: state.isEditable ? findings(answers) : [],
      territory: state == .published ? V.territory.slug : nil, possibleEvents: events ?? state.possibleEvents,
      timing: timing ?? ExampleDossiers.timing(state), openComments: state == .draft ? ["line": 2] : [:],
      facts: state == .published ? facts : DecisionFacts())
  }

  static let request = ComplementRequest(
    number: 1, askedAt: V.moment, dueOn: Day(V.moment).adding(days: -1),
    items: [
      ComplementRequest.Item(field: "line", reason: V.hostile, isIndispensable: true),
      ComplementRequest.Item(field: "few", reason: V.hostile, isIndispensable: false),
    ])
  static let answered = ComplementRequest(
    number: 1, askedAt: V.moment, dueOn: Day(V.moment), items: request.items, answeredAt: V.moment)

  /// What time does to a dossier of each state.
  static func timing(_ state: DossierState) -> DossierTiming {
    let rule = procedure.receipt.silence
    let requests = state == .incomplete ? [request] : state == .admissible ? [answered] : []
    return DossierTiming(
      openFields: state == .draft ? .all : state == .incomplete ? .only(["line", "few", "surface"]) : .none,
      requests: requests,
      clock: state.awaitsAnswer ? LegalClock(rule, submittedAt: V.moment, requests: requests) : nil,
      moment: V.moment)
  }

  static let listing = DossierListing(
    id: V.identity(5), reference: "FI-0001", title: V.hostile, state: .decided, wave: V.both("V"),
    waveSlug: Slug(naming: "v"), isExample: true, updatedAt: V.moment, submittedAt: V.moment)
}
