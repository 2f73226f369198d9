package import Domain
import Foundation
import Storage

extension Operations {
  /// Remarks on a field of a dossier that one writes with others, or answers a remark.
  ///
  /// - Parameters:
  ///   - path: of a value as in `AnswerLeaves`; empty for the whole section.
  ///   - mentioned: those who are told by mail, of the collective.
  ///   - address: of the page of the remarks.
  /// - Throws: `Refusal.invalid` for an empty remark or one that is too long.
  package func comment(
    _ body: String, on path: String, in section: String, answering thread: ID<DossierComment>?,
    mentioning mentioned: Set<ID<Person>>, of id: ID<Dossier>, by principal: Principal, address: String
  ) async throws {
    let now = world.now()
    let text = body.trimmed
    let identity: ID<DossierComment> = world.newIdentity()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.commentDossier, on: dossier)
      guard !text.isEmpty, text.count <= DossierComment.maximumLength else {
        throw Refusal.invalid([Finding(field: "body", problem: .noRemark(maximum: DossierComment.maximumLength))])
      }
      let records = CommentRecords(transaction)
      let first = try thread.map { thread -> DossierComment in
        guard let found = try records.find(thread, of: id), found.thread == nil else { throw Refusal.notFound }
        return found
      }
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      guard procedure.section(first?.section ?? section) != nil else { throw Refusal.notFound }
      try records.insert(
        DossierComment(
          id: identity, section: first?.section ?? section, path: first?.path ?? String(path.prefix(300)),
          thread: thread, author: nil, body: text, createdAt: now, resolvedAt: nil),
        of: id, by: principal.person)
      try JournalRecords(transaction).append(
        "dossier.commented", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["comment": .string("\(identity)")])
      let people = PersonRecords(transaction)
      let author = try principal.person.flatMap { try people.find($0) }
      for person in mentioned where person != principal.person {
        guard dossier.member(person) != nil || dossier.owner == .person(person), let known = try people.find(person),
          !known.isErased
        else { continue }
        try post(
          .dossierComment(dossier, by: author?.name ?? "", body: text, link: address), to: known, in: transaction)
      }
    }
  }

  /// Closes a remark. Pressed twice, it is closed.
  package func resolveComment(
    _ comment: ID<DossierComment>, of id: ID<Dossier>, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.commentDossier, on: dossier)
      let records = CommentRecords(transaction)
      guard try records.find(comment, of: id) != nil else { throw Refusal.notFound }
      guard try records.resolve(comment, by: principal.person, at: now) else { return }
      try JournalRecords(transaction).append(
        "dossier.commentResolved", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["comment": .string("\(comment)")])
    }
  }

  /// The remarks of a dossier, for those who write it.
  /// - Throws: `Refusal.notFound` for everybody else, the service included.
  package func comments(
    of id: ID<Dossier>, isOpen: Bool, _ page: PageRequest, for principal: Principal
  ) async throws -> Page<DossierComment> {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      guard dossier.isFiled(by: principal) else { throw Refusal.notFound }
      return try CommentRecords(transaction).list(of: id, isOpen: isOpen, page)
    }
  }
}
