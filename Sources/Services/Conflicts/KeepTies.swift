import Domain
import Storage

extension Operations {
  /// Keeps what the form of a dossier names, so that whoever it binds is found. Read from what is written now and from
  /// every submission: a later one that names somebody otherwise, or no more, frees nobody.
  func keepTies(of dossier: Dossier, _ procedure: Procedure, in transaction: any Transaction) throws {
    let conflicts = conflicts(of: procedure)
    func ties(_ answers: Answers) -> DossierTies {
      let titles = [dossier.title, dossier.reference] + ["name", "title"].compactMap { answers.text($0) }
      return procedure.ties(in: answers, titles: titles, binding: conflicts)
    }
    var all = ties(dossier.answers)
    let submissions = SubmissionRecords(transaction)
    for submission in try submissions.list(of: dossier.id) {
      if let frozen = try submissions.find(submission.number, of: dossier.id) { all = all.union(ties(frozen.answers)) }
    }
    try TieRecords(transaction).keep(all, of: dossier.id, year: Gazetteer.year, rule: tieRule)
  }

  /// What of a form binds people: what its version says, and what the programme says today of the same procedure. A call
  /// that opened before the programme knew better is judged no less strictly.
  func conflicts(of procedure: Procedure) -> Procedure.Conflicts? {
    let today = programme.currentProcedure(procedure.id)?.conflicts
    return procedure.conflicts?.joined(with: today) ?? today
  }

  /// Changes with whatever would make the same form name something else.
  private var tieRule: String {
    let procedures = programme.currentProcedures.map { procedure -> String in
      let conflicts = procedure.conflicts
      return
        ([procedure.id] + (conflicts?.organisations ?? []) + ["·"] + (conflicts?.names ?? [])
        + ["\(conflicts?.perimeter ?? false)"]).joined(separator: " ")
    }
    return sha256(([String(OrganisationName.rule)] + procedures).joined(separator: "\n"))
  }

  /// The same after a save, where it changed a field that may tie.
  func keepTies(
    of saved: Dossier, after changes: [AnswerChange], in transaction: any Transaction
  ) throws {
    let procedure = try ProcedureRecords(transaction).find(saved.procedure)
    let tying = procedure.tyingFields(binding: conflicts(of: procedure))
    guard changes.contains(where: { tying.contains($0.field) }) else { return }
    try keepTies(of: saved, procedure, in: transaction)
  }

  /// The same for all dossiers of a database that an older version of the program or of the programme made; nothing when
  /// it was done.
  package func keepMissingTies() async throws {
    try await keepNameKeys()
    let rule = tieRule
    while case let missing = try await database.read({
      try TieRecords($0).missing(year: Gazetteer.year, rule: rule, limit: 100)
    }), !missing.isEmpty {
      try await database.write { transaction in
        for id in missing {
          let dossier = try DossierRecords(transaction).find(id)
          try keepTies(of: dossier, try ProcedureRecords(transaction).find(dossier.procedure), in: transaction)
        }
      }
    }
  }

  private static let nameRule = "organisation-name-rule"

  /// The names of organisations, of people and of declarations, by which forms are compared with them, where an older
  /// rule made them.
  private func keepNameKeys() async throws {
    let rule = String(OrganisationName.rule)
    guard try await database.read({ try SettingRecords($0).value(Operations.nameRule) }) != rule else { return }
    for table in NameKeyRecords.Table.allCases {
      var last: String? = ""
      while let place = last {
        last = try await database.write { try NameKeyRecords($0).renew(table, after: place, limit: 1_000) }
      }
    }
    try await database.write { try SettingRecords($0).set(Operations.nameRule, to: rule) }
  }
}
