package import Domain
import Foundation
import Storage

extension Operations {
  /// Saves what somebody wrote, whole or not: a draft may have gaps, and loses nothing.
  ///
  /// - Parameter version: the version of the dossier that the form was drawn from.
  /// - Returns: the dossier as saved.
  /// - Throws: `Refusal.changedMeanwhile` when somebody saved in between.
  package func saveAnswers(
    _ answers: Answers, of id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws -> Dossier {
    let now = world.now()
    let identified = answers.identified { world.newID().uuidString.lowercased() }
    return try await database.write { transaction in
      let records = DossierRecords(transaction)
      let dossier = try records.find(id)
      try principal.require(.editDossier, on: dossier)
      guard dossier.state.isEditable else { throw Refusal.notPossible(.submit, from: dossier.state) }
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      if identified == dossier.answers { return dossier }
      let name = identified.text("name") ?? identified.text("title")
      let title = name.map { String($0.prefix(120)) } ?? dossier.reference
      try records.save(identified, title: title, of: id, version: version, at: now)
      try AnswerChangeRecords(transaction).append(
        AnswerLeaves(identified).changes(since: AnswerLeaves(dossier.answers)), of: id, version: version + 1,
        by: principal.actor, at: now)
      try JournalRecords(transaction).append(
        "dossier.saved", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "answers": .string(sha256(identified.json.canonical)), "version": .integer(Int64(version + 1)),
        ])
      return try records.find(id)
    }
  }
}

extension Answers {
  /// The same answers, each item of a repeated group with an identity of its own, which it keeps for life.
  fileprivate func identified(_ next: () -> String) -> Answers {
    var result = self
    for (field, answer) in values {
      guard case .group(let items) = answer else { continue }
      result[field] = .group(
        items.map { item in
          var copy = item.identified(next)
          if copy.item == nil { copy.item = next() }
          return copy
        })
    }
    return result
  }
}
