package import Domain
import Storage

extension Operations {
  /// The principal declares a relation to a dossier that they were asked about, or have in hand. From then on it does
  /// not exist for them; whoever gave it to them finds it without a holder. Pressed twice, it is declared.
  ///
  /// To somebody whom the dossier binds already nothing is told, and nothing happens.
  ///
  /// - Throws: `Refusal.invalid` for an empty or overlong text, at `words`.
  package func declareConflict(_ id: ID<Dossier>, words: String, by principal: Principal) async throws {
    let (text, now) = (words.trimmed, world.now())
    try await database.write { transaction in
      try principal.require(.declareInterests, on: .any)
      let dossier = try DossierRecords(transaction).find(id)
      guard let person = principal.person, principal.may(.declareInterests, on: .any, in: dossier.wave) else {
        throw Refusal.notFound
      }
      if text.isEmpty { throw Refusal.invalid([Finding(field: "words", problem: .missing)]) }
      if text.count > DeclaredInterest.longestWords {
        let problem = Finding.Problem.tooLong(length: text.count, maximum: DeclaredInterest.longestWords)
        throw Refusal.invalid([Finding(field: "words", problem: problem)])
      }
      guard let interest = try declareRelation(of: person, to: id, text, in: transaction) else { return }
      try JournalRecords(transaction).append(
        "conflict.declared", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["interest": .string("\(interest)"), "text": .string(sha256(text))])
    }
  }
}
