package import Domain
package import Foundation
import Storage

/// The programme of the repository, read over the example geography or the real one.
package enum ExampleProgramme {
  /// The folder of the repository: tests run from anywhere.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  package static let folder = root.appending(path: "programmes/french-impact")
  package static let reference = root.appending(path: "reference")
  /// Material that stands beside a checkout of the team and nowhere else.
  package static let shared = root.deletingLastPathComponent().appending(path: "shared/data")

  /// A programme of the tests whose only procedure no line of Swift knows of.
  package static let schoolGarden = root.appending(path: "Tests/Programmes/school-garden")

  package static func data(
    in folder: URL = ExampleProgramme.folder, knows: @escaping (PlaceCode) -> Bool = { _ in true }
  ) throws -> ProgrammeData {
    switch ProgrammeFiles(folder: folder).read(knows: knows) {
    case .valid(let data): return data
    case .invalid(let problems): throw InvalidProgramme(problems: problems.map(\.description))
    }
  }

  package struct InvalidProgramme: Error { package let problems: [String] }

  /// A whole candidacy of the full form, without a gap.
  package static let candidacy: Answers = {
    func challenge(_ title: String, _ theme: String) -> Answers {
      Answers([
        "title": .text(title), "theme": .text(theme), "summary": .text("Un résumé d’exemple."),
        "need": .text("Un besoin."), "change": .text("Un changement."),
        "objectives": .group([
          Answers([
            "statement": .text("Un objectif"), "indicator": .text("Repas"), "unit": .text("repas"),
            "baseline": .text("10"), "target": .text("1 234,5"), "targetDay": .text("31/12/2028"),
            "source": .text("Comptes du territoire"),
          ])
        ]),
      ])
    }
    return Answers([
      "name": .text("Pays d’Exemple"), "departments": .list(["90"]),
      "presentation": .text("Un pays qui sert d’exemple."),
      "organisations": .group([
        Answers(["name": .text("Association Exemple"), "role": .text("lead")]),
        Answers(["name": .text("Ville d’Exemple"), "role": .text("member")]),
      ]),
      "challenges": .group([
        challenge("Réparer plutôt que jeter", "T02"), challenge("Manger d’ici", "T01"),
        challenge("Un toit pour chacun", "T08"),
      ]),
      "perimeter": .list(["epci:200000001"]),
    ])
  }()

  /// A procedure that asks for little, so that a test fills it in a line.
  package static let procedure = Procedure(
    id: "label-candidacy", version: "test", name: LocalisedText(fr: "Candidature", en: "Candidacy"),
    effect: .grantLabel, isHistorical: false, requiresSignatory: true,
    receipt: ReceiptTerms(
      service: .init(
        name: LocalisedText(fr: "Service d’exemple", en: "Example service"), postal: "1 rue de l’Exemple",
        email: "service@exemple.example", phone: "01 00 00 00 00"),
      silence: SilenceRule(
        effect: .rejection, months: 2, basis: LocalisedText(fr: "Base d’exemple", en: "Example basis")),
      appeal: LocalisedText(fr: "Recours d’exemple", en: "Example appeal")),
    sections: [
      section("territory", [text("name", 120), longText("presentation"), list("departments")]),
      section("collective", [group("organisations", [text("name", 200), plain("role")], minimum: 2)]),
      section("challenges", [group("challenges", challengeFields, minimum: 3)]),
      section(
        "perimeter",
        [
          Field(
            id: "perimeter", label: both("Périmètre"), help: nil, example: nil, isRequired: true,
            kind: .perimeter)
        ]),
    ])

  private static let challengeFields = [
    text("title", 200), text("theme", 10), longText("summary"), plain("need"), plain("change"),
    group("objectives", objectiveFields, minimum: 1),
  ]

  private static let objectiveFields = [
    text("statement", 300), plain("indicator"), plain("unit"),
    Field(
      id: "baseline", label: both("Départ"), help: nil, example: nil, isRequired: false,
      kind: .decimal(minimum: nil, maximum: nil)),
    Field(
      id: "target", label: both("Cible"), help: nil, example: nil, isRequired: true,
      kind: .decimal(minimum: "0", maximum: nil)),
    Field(id: "targetDay", label: both("Date"), help: nil, example: nil, isRequired: true, kind: .day),
    plain("source"),
  ]

  private static func both(_ text: String) -> LocalisedText { LocalisedText(fr: text, en: text) }

  private static func section(_ id: String, _ fields: [Field]) -> Procedure.Section {
    Procedure.Section(id: id, title: both(id), intro: nil, criterion: nil, fields: fields)
  }

  private static func text(_ id: String, _ length: Int) -> Field {
    Field(
      id: id, label: both(id), help: nil, example: nil, isRequired: true, kind: .text(maximumLength: length))
  }

  private static func plain(_ id: String) -> Field {
    Field(
      id: id, label: both(id), help: nil, example: nil, isRequired: false, kind: .text(maximumLength: 300))
  }

  private static func longText(_ id: String) -> Field {
    Field(
      id: id, label: both(id), help: nil, example: nil, isRequired: true, kind: .longText(maximumLength: 2000)
    )
  }

  private static func list(_ id: String) -> Field {
    Field(
      id: id, label: both(id), help: nil, example: nil, isRequired: false,
      kind: .list(maximumLength: 3, minimumItems: 0, maximumItems: 10))
  }

  private static func group(_ id: String, _ fields: [Field], minimum: Int) -> Field {
    Field(
      id: id, label: both(id), help: nil, example: nil, isRequired: false,
      kind: .group(itemName: both(id), fields: fields, minimumItems: minimum, maximumItems: 10))
  }
}
