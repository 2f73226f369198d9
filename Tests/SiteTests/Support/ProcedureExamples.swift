import Domain
import Site

/// The pages of the procedures: versions in use and in the files, of a label and of a plain procedure.
extension PrivateExamples {
  private typealias V = ExampleValues

  /// The example procedure under another version, without its last section, its outcomes declared.
  private func changed(_ version: String, _ effect: Procedure.Effect) -> Procedure {
    let old = ExampleDossiers.procedure
    return Procedure(
      id: old.id, version: version, name: V.both("Autre"), effect: effect, isHistorical: false,
      requiresSignatory: false,
      receipt: old.receipt,
      sections: [
        Procedure.Section(
          id: "everything", title: V.both("Presque tout"), intro: nil, criterion: nil,
          fields: old.fields.dropLast().map { field in
            Field(
              id: field.id, label: field.label, help: nil, example: nil, isRequired: !field.isRequired,
              kind: field.kind)
          })
      ],
      outcomes: Procedure.Outcome.Kind.allCases.map {
        Procedure.Outcome(id: Decision.Outcome(rawValue: $0.rawValue), name: V.both($0.rawValue), kind: $0)
      })
  }

  private func version(_ procedure: Procedure, frozen: Bool, altered: Bool = false, _ calls: [Wave])
    -> ProcedureOffice
    .Version
  {
    ProcedureOffice.Version(
      procedure: procedure, digest: V.hostile, frozenAt: frozen ? V.moment : nil, isInFiles: true,
      isFileAltered: altered, calls: calls)
  }

  func procedures() throws -> [PageExample] {
    let standing = ExampleValues.standing
    let old = version(ExampleDossiers.procedure, frozen: true, altered: true, [V.wave(), standing])
    let new = version(changed("2", .record), frozen: false, [])
    let office = ProcedureOffice(versions: [old, new], problems: [])
    let same = version(changed("3", .record), frozen: true, [])
    let problem = ProgrammeProblem(file: V.hostile, line: 3, message: V.hostile, remedy: V.hostile)
    let broken = ProcedureOffice(versions: [old], problems: [problem])
    func page(
      _ version: ProcedureOffice.Version, _ office: ProcedureOffice, _ refusal: Refusal? = nil,
      comparedWith other: String = "1"
    ) -> ProcedurePage {
      ProcedurePage(version, in: office, comparedWith: other, csrf: "token", refusal: refusal, wording)
    }
    return [
      try example("procedures", ProceduresPage(office, in: wording), .procedures),
      try example("procedures with problems", ProceduresPage(broken, in: wording), .procedures),
      try example("procedure in use", page(old, office), .procedure(old.procedure.key)),
      try example(
        "procedure without a change",
        page(same, ProcedureOffice(versions: [new, same], problems: []), comparedWith: "2"),
        .procedure(same.procedure.key)),
      try example("new procedure", page(new, office, .changedMeanwhile), .procedure(new.procedure.key)),
    ]
  }
}
