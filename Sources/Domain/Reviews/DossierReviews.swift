/// A dossier in the results of a wave: by what people know it.
package struct ReviewedDossier: Hashable, Sendable {
  package let id: ID<Dossier>
  package let reference: String
  package let title: String

  package init(id: ID<Dossier>, reference: String, title: String) {
    self.id = id
    self.reference = reference
    self.title = title
  }
}

/// The reviews of one dossier, and what follows from them.
package struct DossierReviews: Sendable {
  package let dossier: ReviewedDossier
  package let rubric: Rubric
  /// All that were asked, in the order in which they were.
  package let assignments: [ReviewAssignment]
  /// The last sheet of each reviewer, those that count, the first first.
  package let sheets: [SubmittedReview]
  /// The oldest first.
  package let notes: [ReconciliationNote]
  package private(set) var result: DossierResult
  package let disagreements: [Disagreement]
  /// Those whose sheet does not count, for an interest of theirs; nothing is awaited of them.
  package let conflicted: Set<ID<Person>>
  /// What the dossier was deliberated on; nil as long as it was not.
  package let frozen: ReviewFreeze?
  /// Those whose sheet counts, and whom an interest binds that became known after the deliberation.
  package let boundSince: Set<ID<Person>>
  /// Those who may write a sheet as experts; nil where nobody asked.
  private let experts: Set<ID<Person>>?

  /// - Parameters:
  ///   - latest: the last sheet of each reviewer.
  ///   - conflicted: those whom an interest binds today.
  ///   - experts: those who may write a sheet as experts; nil for all who were asked.
  ///   - frozen: what the dossier was deliberated on: those sheets count, and no others.
  package init(
    _ dossier: ReviewedDossier, under rubric: Rubric, assignments: [ReviewAssignment], latest: [SubmittedReview],
    notes: [ReconciliationNote], conflicted: Set<ID<Person>> = [], experts: Set<ID<Person>>? = nil,
    frozen: ReviewFreeze? = nil
  ) {
    self.dossier = dossier
    self.rubric = rubric
    self.assignments = assignments
    self.notes = notes
    let counted = Set(frozen.map { Array($0.sheets.keys) } ?? [])
    self.conflicted = conflicted.subtracting(counted)
    self.frozen = frozen
    self.experts = experts
    boundSince = conflicted.intersection(counted)
    let accepted = Set(assignments.filter { $0.state == .accepted }.map(\.person))
    let sheets = latest.filter { sheet in
      if let frozen { return frozen.sheets[sheet.person] == sheet.number }
      guard !conflicted.contains(sheet.person) else { return false }
      switch sheet.capacity {
      case .expert: return accepted.contains(sheet.person)
      case .instructor: return true
      }
    }.sorted { ($0.firstSubmittedAt, "\($0.person)") < ($1.firstSubmittedAt, "\($1.person)") }
    self.sheets = sheets
    result = rubric.rule.result(of: DossierReviews.scores(of: dossier.id, sheets, rubric))
    disagreements = Disagreement.all(in: result, notes: notes, sheets: sheets, assignments: assignments)
  }

  /// The reviews of all dossiers of a wave with the figure that counts: a calibrated one follows from all of them.
  package static func counted(_ all: [DossierReviews], under rubric: Rubric) -> [DossierReviews] {
    let results = rubric.rule.results(of: all.map(\.scores))
    return zip(all, results).map { reviews, result in
      var counted = reviews
      counted.result = result
      return counted
    }
  }

  /// Everything that the result is computed from, under the identities of dossier and reviewers.
  package var scores: DossierSheets { DossierReviews.scores(of: dossier.id, sheets, rubric) }

  /// Those who were asked, or accepted, whose sheet is not in and may be: nobody once the dossier was deliberated.
  package var pending: [ReviewAssignment] {
    guard frozen == nil else { return [] }
    let authors = Set(sheets.map(\.person))
    return assignments.filter {
      $0.state.isStanding && !authors.contains($0.person) && !conflicted.contains($0.person)
        && experts?.contains($0.person) ?? true
    }
  }

  /// Those whose sheet is in, and was taken out of the count by the service with a reason.
  package func takenOut(among submitted: Set<ID<Person>>) -> [ReviewAssignment] {
    let authors = Set(sheets.map(\.person))
    return assignments.filter { assignment in
      assignment.state == .withdrawn && !assignment.reason.isEmpty && submitted.contains(assignment.person)
        && !authors.contains(assignment.person)
    }
  }

  package var openDisagreements: Int { disagreements.count { $0.state.isOpen } }

  private static func scores(
    of dossier: ID<Dossier>, _ sheets: [SubmittedReview], _ rubric: Rubric
  ) -> DossierSheets {
    let gates = rubric.gates.compactMap { gate in
      DossierReviews.gate(gate.id, sheets).map { (gate.id, $0) }
    }
    return DossierSheets(
      code: "\(dossier)", gates: Dictionary(gates) { first, _ in first },
      sheets: sheets.map { $0.sheet.scores(by: "\($0.person)", under: rubric) })
  }

  /// A gate is a fact, which those who examine establish: their answer decides, and where they have none, all experts
  /// must say yes. Nil where nobody answered.
  private static func gate(_ id: String, _ sheets: [SubmittedReview]) -> Bool? {
    func answers(_ capacity: SubmittedReview.Capacity) -> [Bool] {
      sheets.filter { $0.capacity == capacity }.compactMap { $0.sheet.gate(id) }
    }
    let (service, experts) = (answers(.instructor), answers(.expert))
    let deciding = service.isEmpty ? experts : service
    return deciding.isEmpty ? nil : deciding.allSatisfy { $0 }
  }

  /// Gates that reviewers answered differently.
  package var disputedGates: [String] {
    rubric.gates.map(\.id).filter { id in Set(sheets.compactMap { $0.sheet.gate(id) }).count > 1 }
  }
}
