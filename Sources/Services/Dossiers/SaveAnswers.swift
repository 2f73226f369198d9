package import Domain
import Foundation
import Storage

extension Operations {
  /// Saves what somebody wrote, whole or not: a draft may have gaps, and loses nothing.
  ///
  /// - Parameter version: the version of the dossier that the answers were made from.
  /// - Returns: the dossier as saved.
  /// - Throws: `Refusal.changedMeanwhile` when somebody saved in between.
  package func saveAnswers(
    _ answers: Answers, of id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws -> Dossier {
    let now = world.now()
    let identified = answers.identified { world.newID().uuidString.lowercased() }
    return try await database.write { transaction in
      let dossier = try editable(id, for: principal, in: transaction)
      guard dossier.version == version else { throw Refusal.changedMeanwhile }
      return try keep(identified, over: dossier, by: principal, at: now, in: transaction)
    }
  }

  /// Saves what somebody wrote over an earlier version, together with what others saved since. Where both changed one
  /// value, theirs stays, and the conflict is told.
  ///
  /// - Parameters:
  ///   - version: the version of the dossier that the form was drawn from.
  ///   - place: the section and the field that the writer is in.
  ///   - write: makes the answers from those of that version and those of now, by the procedure of the dossier.
  /// - Throws: `Refusal.notAllowed` for a section that is not the writer's; what `write` throws.
  package func writeAnswers(
    of id: ID<Dossier>, version: Int, at place: (section: String, field: String), by principal: Principal,
    _ write: @escaping @Sendable (_ procedure: Procedure, _ base: Answers, _ now: Answers) throws -> Answers
  ) async throws -> WrittenAnswers {
    let (now, section, field) = (world.now(), place.section, String(place.field.prefix(200)))
    return try await database.write { transaction in
      let dossier = try editable(id, for: principal, in: transaction)
      guard (1...dossier.version).contains(version) else { throw Refusal.changedMeanwhile }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let later =
        version == dossier.version ? [] : try AnswerChangeRecords(transaction).later(than: version, of: id)
      var (answers, conflicts): (Answers, [AnswerMerge.Conflict])
      if later.isEmpty {
        answers = try write(procedure, dossier.answers, dossier.answers)
        conflicts = []
      } else {
        let theirs = AnswerLeaves(dossier.answers)
        let base = theirs.before(later.map(\.change))
        let merge = AnswerMerge(
          base: base, mine: AnswerLeaves(identified(try write(procedure, base.answers, dossier.answers))),
          theirs: theirs)
        (answers, conflicts) = (merge.merged.answers, merge.conflicts)
      }
      let saved = try keep(identified(answers), over: dossier, by: principal, at: now, in: transaction)
      let authors = try people(Set(later.compactMap(\.author)), in: transaction)
      let presence = PresenceRecords(transaction)
      if let person = principal.person {
        try presence.note(person, in: id, section: section, field: field, at: now)
      }
      return WrittenAnswers(
        dossier: saved, procedure: procedure, conflicts: conflicts.map { told($0, later, authors) }, later: later,
        authors: authors, present: try presence.others(in: id, than: principal.person, since: now - Presence.seconds))
    }
  }

  /// - Throws: `Refusal.notFound` where it is nobody's of the principal; `.notPossible` where it cannot be changed now.
  private func editable(_ id: ID<Dossier>, for principal: Principal, in transaction: any Transaction) throws -> Dossier
  {
    let dossier = try DossierRecords(transaction).find(id)
    try principal.require(.editDossier, on: dossier)
    guard dossier.state.isEditable else { throw Refusal.notPossible(.submit, from: dossier.state.asToldToApplicant) }
    return dossier
  }

  /// Saves answers that differ, with their history; the same again leaves no trace.
  private func keep(
    _ answers: Answers, over dossier: Dossier, by principal: Principal, at now: Date, in transaction: any Transaction
  ) throws -> Dossier {
    if answers == dossier.answers { return dossier }
    try requireOpen(answers, of: dossier, at: now, in: transaction)
    let changes = AnswerLeaves.changes(from: dossier.answers, to: answers)
    if dossier.owner != principal.actor {
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let sections = Set(changes.compactMap { procedure.section(holding: $0.field)?.id })
      guard sections.allSatisfy({ dossier.mayWrite($0, principal) }) else { throw Refusal.notAllowed(.editDossier) }
    }
    let name = answers.text("name") ?? answers.text("title")
    let title = name.map { String($0.prefix(120)) } ?? dossier.reference
    let text = answers.json.canonical
    try DossierRecords(transaction).save(text, title: title, of: dossier.id, version: dossier.version, at: now)
    try AnswerChangeRecords(transaction).append(
      changes, of: dossier.id, version: dossier.version + 1, by: principal.actor, at: now)
    try JournalRecords(transaction).append(
      "dossier.saved", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
      change: ["answers": .string(sha256(text)), "version": .integer(Int64(dossier.version + 1))])
    let saved = dossier.saved(answers, title: title, at: now)
    try keepTies(of: saved, after: changes, in: transaction)
    return saved
  }

  private func identified(_ answers: Answers) -> Answers {
    answers.identified { world.newID().uuidString.lowercased() }
  }

  private func people(_ ids: Set<ID<Person>>, in transaction: any Transaction) throws -> [ID<Person>: Person] {
    var found: [ID<Person>: Person] = [:]
    for id in ids { found[id] = try PersonRecords(transaction).find(id) }
    return found
  }

  /// The conflict with who saved the other value: the last who changed it, or the item that it was in.
  private func told(
    _ conflict: AnswerMerge.Conflict, _ later: [LaterChange], _ authors: [ID<Person>: Person]
  ) -> AnswerConflict {
    let cause =
      later.first { $0.change.path == conflict.path }
      ?? later.first { $0.change.isOrder && conflict.path.hasPrefix($0.change.path.dropLast()) }
    return AnswerConflict(
      path: conflict.path, mine: conflict.mine, theirs: conflict.theirs,
      author: cause?.author.flatMap { authors[$0] }, at: cause?.at)
  }
}

extension Answers {
  /// The same answers, each item of a repeated group with an identity of its own, which it keeps for life.
  fileprivate func identified(_ next: () -> String) -> Answers {
    var result = self
    // In the order of their names: identities that follow from a seed are then the same each time.
    for (field, answer) in values.sorted(by: { $0.key < $1.key }) {
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
