package import Domain
import Foundation
import Storage

extension Operations {
  /// What the sheets of a wave come to: nil for a wave that is not scored. A dossier in which the reader has a part, or an
  /// interest, is left out, and one of which they are writing a sheet: as if the wave had none of them, because a rank, a
  /// mean or a count that knew of them would tell of them.
  ///
  /// - Throws: `Refusal.notFound` for everybody who does not examine the wave.
  package func waveResults(of slug: Slug, for principal: Principal) async throws -> WaveResults? {
    try await database.read { transaction in
      guard let wave = try WaveRecords(transaction).find(slug), principal.may(.readReviews, on: .other, in: wave.id)
      else { throw Refusal.notFound }
      let hidden = try principal.person.map {
        try ConflictRecords(transaction).dossiers(binding: $0, in: wave.id)
      }
      let blind = try blind(principal.person, in: wave.id, transaction)
      return try results(of: wave, without: (hidden ?? []).union(blind), in: transaction)
    }
  }

  /// The same, in a transaction of whoever checked the permission.
  func results(
    of wave: Wave, without hidden: Set<ID<Dossier>> = [], in transaction: any Transaction
  ) throws -> WaveResults? {
    guard let (rubric, all) = try reviewed(in: wave, transaction) else { return nil }
    let dossiers = all.filter { !hidden.contains($0.dossier.id) }
    let people = Set(dossiers.flatMap { $0.sheets.map(\.person) + $0.pending.map(\.person) })
    var names: [ID<Person>: String] = [:]
    for person in people { names[person] = try PersonRecords(transaction).find(person)?.name }
    return WaveResults(wave, under: rubric, dossiers, names: names)
  }

  /// The reviews of all dossiers of a wave; nil for a wave that is not scored.
  func reviewed(
    in wave: Wave, _ transaction: any Transaction
  ) throws -> (rubric: Rubric, dossiers: [DossierReviews])? {
    guard let rubric = try RubricRecords(transaction).find(of: wave.id) else { return nil }
    let bound = try ConflictRecords(transaction).pairs(in: wave.id)
    let experts = try experts(of: wave.id, in: transaction)
    var (dossiers, last): ([DossierReviews], ID<Dossier>?) = ([], nil)
    while case let batch = try ReviewedDossierRecords(transaction).list(of: wave.id, after: last), !batch.isEmpty {
      dossiers += try reviews(of: batch, rubric, bound, experts, in: transaction)
      last = batch.last?.id
    }
    return (rubric, dossiers)
  }

  /// The reviews of some dossiers of a wave: a hundred at most.
  /// - Parameter bound: those who have an interest in a dossier: a sheet of theirs does not count, unless the dossier was
  ///   deliberated on it before.
  private func reviews(
    of dossiers: [ReviewedDossier], _ rubric: Rubric, _ bound: [ID<Dossier>: Set<ID<Person>>],
    _ experts: Set<ID<Person>>, in transaction: any Transaction
  ) throws -> [DossierReviews] {
    let ids = dossiers.map(\.id)
    let assignments = try ReviewAssignmentRecords(transaction).list(of: ids)
    let sheets = try ReviewSheetRecords(transaction).latest(of: ids)
    let notes = try ReconciliationRecords(transaction).list(of: ids)
    let frozen = try ReviewFreezeRecords(transaction).list(of: ids)
    return dossiers.map { dossier in
      DossierReviews(
        dossier, under: rubric, assignments: assignments[dossier.id] ?? [], latest: sheets[dossier.id] ?? [],
        notes: notes[dossier.id] ?? [], conflicted: bound[dossier.id] ?? [], experts: experts,
        frozen: frozen[dossier.id])
    }
  }

  /// The reviews of one dossier.
  func reviews(of dossier: Dossier, _ rubric: Rubric, in transaction: any Transaction) throws -> DossierReviews {
    let card = ReviewedDossier(id: dossier.id, reference: dossier.reference, title: dossier.title)
    let experts = try experts(of: dossier.wave, in: transaction)
    guard let reviews = try reviews(of: [card], rubric, [card.id: dossier.conflicted], experts, in: transaction).first
    else { throw Refusal.notFound }
    switch rubric.counts {
    case .median: return reviews
    case .calibrated:
      // What counts of one dossier follows from the whole wave.
      guard let wave = try WaveRecords(transaction).find(dossier.wave),
        let all = try reviewed(in: wave, transaction)?.dossiers
      else { return reviews }
      return DossierReviews.counted(all, under: rubric).first { $0.dossier.id == dossier.id } ?? reviews
    }
  }

  private func experts(of wave: ID<Wave>, in transaction: any Transaction) throws -> Set<ID<Person>> {
    let records = MandateRecords(transaction)
    return Set(try records.holders(of: .expert, in: wave, at: world.now(), limit: PanelRecords.most).map(\.id))
  }

  /// All sheets of a dossier, for those who examine it.
  package func dossierReviews(of id: ID<Dossier>, for principal: Principal) async throws -> ReviewDesk {
    let now = world.now()
    return try await database.read { transaction in
      let dossier = try desk(of: id, allowing: .askReviewer, to: principal, in: transaction)
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      let rubric = try RubricRecords(transaction).find(of: dossier.wave)
      let isBlind = try isBlind(principal.person, on: dossier, in: transaction)
      let mayRead = principal.may(.readReviews, to: dossier) && !isBlind
      let reviews = try rubric.map { try self.reviews(of: dossier, $0, in: transaction) }
      let assignments = try reviews?.assignments ?? ReviewAssignmentRecords(transaction).list(of: id)
      let versions = try ReviewSheetRecords(transaction).versions(of: id)
      var names: [ID<Person>: String] = [:]
      for person in Set(assignments.map(\.person) + versions.map(\.person)) {
        names[person] = try PersonRecords(transaction).find(person)?.name
      }
      let standing = Set(assignments.filter(\.state.isStanding).map(\.person))
      let experts = try MandateRecords(transaction).holders(of: .expert, in: wave.id, at: now, limit: PanelRecords.most)
      return ReviewDesk(
        dossier: dossier, wave: wave, reviews: mayRead ? reviews : nil, assignments: assignments,
        submitted: Set(versions.map(\.person)), versions: mayRead ? versions : [], names: names,
        candidates: try experts.filter { try !standing.contains($0.id) && mayReview($0.id, dossier, in: transaction) }
          .sorted { ($0.name, "\($0.id)") < ($1.name, "\($1.id)") }, isScored: rubric != nil,
        mayWrite: try rubric != nil && mayWriteSheet(of: dossier, principal, in: transaction), isBlind: isBlind,
        retired: standing.subtracting(experts.map(\.id)),
        lateInterests: try lateInterests(in: reviews, in: transaction))
    }
  }

  private func mayWriteSheet(
    of dossier: Dossier, _ principal: Principal, in transaction: any Transaction
  ) throws -> Bool {
    guard let person = principal.person, principal.may(.writeReview, to: dossier) else { return false }
    do {
      try checkServiceSheet(of: dossier, by: person, principal, in: transaction)
      return true
    } catch is Refusal {
      return false
    }
  }
}
