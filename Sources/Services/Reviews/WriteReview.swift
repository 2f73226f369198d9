package import Domain
import Foundation
import Storage

extension Operations {
  /// Saves fields of a sheet that is being written. Where another window of the same reviewer changed a field since, that
  /// field stays as it is there, and is told.
  ///
  /// - Parameters:
  ///   - typed: by the name of a field; those that are not on the grid are left out.
  ///   - version: that from which the form was drawn.
  /// - Throws: `Refusal.reviewsClosed`; `.reviewIsIn` for a sheet that is in and of which no amendment was begun;
  ///   `.serviceSheet`; `.notFound` for everybody who does not review the dossier.
  package func saveReview(
    _ typed: [String: String], of id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws -> SavedReview {
    try await database.write { try save(typed, of: id, version: version, by: principal, in: $0).saved }
  }

  private func save(
    _ typed: [String: String], of id: ID<Dossier>, version: Int, by principal: Principal,
    in transaction: any Transaction
  ) throws -> (saved: SavedReview, dossier: Dossier, person: ID<Person>, rubric: Rubric) {
    let (dossier, person, rubric) = try reviewed(id, for: principal, in: transaction)
    guard dossier.state.isReviewed else { throw Refusal.reviewsClosed }
    try checkServiceSheet(of: dossier, by: person, principal, in: transaction)
    let (records, now) = (ReviewSheetRecords(transaction), world.now())
    let found = try records.draft(of: id, by: person)
    if found == nil, try !records.versions(of: id, by: person).isEmpty { throw Refusal.reviewIsIn }
    let draft = found ?? ReviewDraft(sheet: ReviewSheet(), version: 0, changed: [:], updatedAt: now)
    let names = Set(rubric.fields.map(\.name))
    let known = typed.filter { names.contains($0.key) }
    let long = known.keys.sorted().compactMap { name -> Finding? in
      let length = known[name]?.count ?? 0
      guard length > ReviewDraft.longestField else { return nil }
      return Finding(field: name, problem: .tooLong(length: length, maximum: ReviewDraft.longestField))
    }
    guard long.isEmpty else { throw Refusal.invalid(long) }
    let merge = draft.taking(known, from: version, at: now)
    if merge.isChanged { try records.keep(merge.draft, over: draft.version, of: id, by: person) }
    return (SavedReview(merge: merge, changes: draft.changes(since: version)), dossier, person, rubric)
  }

  /// Saves what was typed and submits the sheet: from then on it is never changed, and the sheets of others can be read.
  /// Pressed twice, it is submitted once.
  ///
  /// - Throws: `Refusal.invalid` with everything that is missing, after saving what was typed; `.changedMeanwhile` where
  ///   another window changed a field to something else.
  package func submitReview(
    _ typed: [String: String], of id: ID<Dossier>, version: Int, by principal: Principal
  ) async throws {
    let problem: Refusal? = try await database.write { transaction in
      let (saved, dossier, person, rubric) = try save(
        typed, of: id, version: version, by: principal, in: transaction)
      if !saved.merge.conflicts.isEmpty { return .changedMeanwhile }
      let versions = try ReviewSheetRecords(transaction).versions(of: id, by: person)
      let findings = saved.merge.draft.sheet.findings(under: rubric, isAmendment: !versions.isEmpty)
      guard findings.isEmpty else { return .invalid(findings) }
      try submit(saved.merge.draft.sheet, of: dossier, after: versions, by: person, principal, in: transaction)
      return nil
    }
    // What was typed is kept all the same.
    if let problem { throw problem }
  }

  private func submit(
    _ sheet: ReviewSheet, of dossier: Dossier, after versions: [SubmittedReview], by person: ID<Person>,
    _ principal: Principal, in transaction: any Transaction
  ) throws {
    let (records, now) = (ReviewSheetRecords(transaction), world.now())
    let digest = sha256(ReviewSheetRecords.json(sheet))
    let number = versions.count + 1
    let isExpert = principal.relation(to: dossier, for: .writeReview) == .reviewing
    try records.insert(
      SubmittedReview(
        dossier: dossier.id, person: person, number: number, capacity: isExpert ? .expert : .instructor, sheet: sheet,
        digest: digest, submittedAt: now, firstSubmittedAt: versions.first?.submittedAt ?? now))
    try records.deleteDraft(of: dossier.id, by: person)
    try JournalRecords(transaction).append(
      "review.submitted", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
      change: ["number": .integer(Int64(number)), "sheet": .string(digest)])
  }

  /// Whether what was sent is what was submitted last: a form that was pressed twice.
  package func hasSubmitted(
    _ typed: [String: String], of id: ID<Dossier>, by principal: Principal
  ) async throws -> Bool {
    try await database.read { transaction in
      let (_, person, rubric) = try reviewed(id, for: principal, in: transaction)
      let records = ReviewSheetRecords(transaction)
      guard try records.draft(of: id, by: person) == nil,
        let last = try records.versions(of: id, by: person).last
      else { return false }
      return rubric.fields.allSatisfy { field in
        typed[field.name].map { $0.replacing("\r\n", with: "\n") == last.sheet[field] } ?? true
      }
    }
  }

  /// Begins to amend a sheet that is in: what was submitted is copied into a draft, which takes its place once it is
  /// submitted with a reason. Begun twice, it is begun once.
  package func amendReview(of id: ID<Dossier>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let (dossier, person, _) = try reviewed(id, for: principal, in: transaction)
      guard dossier.state.isReviewed else { throw Refusal.reviewsClosed }
      let records = ReviewSheetRecords(transaction)
      guard let last = try records.versions(of: id, by: person).last,
        try records.draft(of: id, by: person) == nil
      else { return }
      var sheet = last.sheet
      sheet.set(ReviewSheet.Field.reason.name, to: "")
      try records.keep(
        ReviewDraft(sheet: sheet, version: 1, changed: [:], updatedAt: now), over: 0, of: id, by: person)
      try JournalRecords(transaction).append(
        "review.amendmentBegun", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["number": .integer(Int64(last.number))])
    }
  }
}
