package import Domain
import Foundation
import Storage

extension Operations {
  /// What the sheets of a wave come to: nil for a wave that is not scored. A dossier in which the reader has a part, or an
  /// interest, is left out.
  ///
  /// - Throws: `Refusal.notFound` for everybody who does not examine the wave.
  package func waveResults(of slug: Slug, for principal: Principal) async throws -> WaveResults? {
    try await database.read { transaction in
      guard let wave = try WaveRecords(transaction).find(slug), principal.may(.readReviews, on: .other, in: wave.id)
      else { throw Refusal.notFound }
      let hidden = try principal.person.map {
        try ConflictRecords(transaction).dossiers(binding: $0, in: wave.id)
      }
      return try results(of: wave, in: transaction)?.leavingOut(hidden ?? [])
    }
  }

  /// The same, in a transaction of whoever checked the permission: with all dossiers of the wave.
  func results(of wave: Wave, in transaction: any Transaction) throws -> WaveResults? {
    guard let rubric = try RubricRecords(transaction).find(of: wave.id) else { return nil }
    let bound = try ConflictRecords(transaction).pairs(in: wave.id)
    var (dossiers, people, last): ([DossierReviews], Set<ID<Person>>, ID<Dossier>?) = ([], [], nil)
    while case let batch = try ReviewedDossierRecords(transaction).list(of: wave.id, after: last), !batch.isEmpty {
      let found = try reviews(of: batch, rubric, bound, in: transaction)
      for reviews in found { people.formUnion(reviews.sheets.map(\.person) + reviews.pending.map(\.person)) }
      dossiers += found
      last = batch.last?.id
    }
    var names: [ID<Person>: String] = [:]
    for person in people { names[person] = try PersonRecords(transaction).find(person)?.name }
    return WaveResults(wave, under: rubric, dossiers, names: names)
  }

  /// The reviews of some dossiers of a wave: a hundred at most.
  /// - Parameter bound: those who have an interest in a dossier: a sheet of theirs does not count.
  private func reviews(
    of dossiers: [ReviewedDossier], _ rubric: Rubric, _ bound: [ID<Dossier>: Set<ID<Person>>],
    in transaction: any Transaction
  ) throws -> [DossierReviews] {
    let ids = dossiers.map(\.id)
    let assignments = try ReviewAssignmentRecords(transaction).list(of: ids)
    let sheets = try ReviewSheetRecords(transaction).latest(of: ids)
    let notes = try ReconciliationRecords(transaction).list(of: ids)
    return dossiers.map { dossier in
      DossierReviews(
        dossier, under: rubric, assignments: assignments[dossier.id] ?? [], latest: sheets[dossier.id] ?? [],
        notes: notes[dossier.id] ?? [], conflicted: bound[dossier.id] ?? [])
    }
  }

  /// The reviews of one dossier.
  func reviews(of dossier: Dossier, _ rubric: Rubric, in transaction: any Transaction) throws -> DossierReviews {
    let card = ReviewedDossier(id: dossier.id, reference: dossier.reference, title: dossier.title)
    guard let reviews = try reviews(of: [card], rubric, [card.id: dossier.conflicted], in: transaction).first else {
      throw Refusal.notFound
    }
    return reviews
  }

  /// All sheets of a dossier, for those who examine it.
  package func dossierReviews(of id: ID<Dossier>, for principal: Principal) async throws -> ReviewDesk {
    let now = world.now()
    return try await database.read { transaction in
      let dossier = try desk(of: id, allowing: .askReviewer, to: principal, in: transaction)
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      let rubric = try RubricRecords(transaction).find(of: dossier.wave)
      let mayRead = principal.may(.readReviews, to: dossier)
      let reviews = try rubric.map { try self.reviews(of: dossier, $0, in: transaction) }
      let assignments = try reviews?.assignments ?? ReviewAssignmentRecords(transaction).list(of: id)
      let versions = try ReviewSheetRecords(transaction).versions(of: id)
      var names: [ID<Person>: String] = [:]
      for person in Set(assignments.map(\.person) + versions.map(\.person)) {
        names[person] = try PersonRecords(transaction).find(person)?.name
      }
      let standing = Set(assignments.filter(\.state.isStanding).map(\.person))
      let experts = try MandateRecords(transaction).holders(of: .expert, in: wave.id, at: now, limit: 100)
      return ReviewDesk(
        dossier: dossier, wave: wave, reviews: mayRead ? reviews : nil, assignments: assignments,
        submitted: Set(versions.map(\.person)), versions: mayRead ? versions : [], names: names,
        candidates: try experts.filter { try !standing.contains($0.id) && mayReview($0.id, dossier, in: transaction) }
          .sorted { ($0.name, "\($0.id)") < ($1.name, "\($1.id)") }, isScored: rubric != nil)
    }
  }
}
