package import Domain
import Foundation
import Storage

extension Operations {
  /// Gives dossiers to somebody who examines them, or gives them back: each one for itself, all in one transaction. One
  /// that is with the person already stays as it is, so that the same request sent twice does nothing more. Whoever gets
  /// them from somebody else is told by one letter.
  ///
  /// - Parameters:
  ///   - person: nil gives them back.
  ///   - address: where a dossier is examined, for the letter.
  /// - Throws: `Refusal.notFound` when there is no such person; what is wrong with one dossier stands in the report.
  package func giveDossiers(
    _ asked: [DossierToGive], to person: ID<Person>?, by principal: Principal,
    address: @escaping @Sendable (ID<Dossier>) -> String
  ) async throws -> GivingReport {
    let now = world.now()
    return try await database.write { transaction in
      try principal.require(.giveDossier, on: .other)
      let people = PersonRecords(transaction)
      let target = try person.map { id in
        guard let found = try people.find(id) else { throw Refusal.notFound }
        return found
      }
      let examiner = try person.map {
        Principal(person: $0, held: try MandateRecords(transaction).held(by: $0, at: now))
      }
      var (report, letter, seen) = (GivingReport(person: target?.name), [GivenDossier](), Set<ID<Dossier>>())
      for one in asked.prefix(GivingReport.most) where seen.insert(one.dossier).inserted {
        do {
          let dossier = try givable(one.dossier, by: principal, in: transaction)
          do {
            if try give(dossier, one, to: target, as: examiner, by: principal, in: transaction) {
              report.given.append(dossier.reference)
              letter.append(
                GivenDossier(dossier.id, reference: dossier.reference, title: dossier.title, link: address(dossier.id)))
            } else {
              report.already.append(dossier.reference)
            }
          } catch let refusal as Refusal {
            report.refused.append(.init(reference: dossier.reference, refusal: refusal))
          }
        } catch let refusal as Refusal {
          report.refused.append(.init(reference: nil, refusal: refusal))
        }
      }
      if let target, target.id != principal.person, !letter.isEmpty {
        let giver = try principal.person.flatMap { try people.find($0) }
        try post(.dossiersGiven(letter, by: giver?.name ?? ""), to: target, in: transaction)
      }
      return report
    }
  }

  /// A dossier that the principal may give. What they may not read is not there.
  private func givable(
    _ id: ID<Dossier>, by principal: Principal, in transaction: any Transaction
  ) throws -> Dossier {
    let dossier = try DossierRecords(transaction).find(id)
    guard principal.may(.giveDossier, to: dossier) else { throw Refusal.notFound }
    return dossier
  }

  /// - Returns: whether anything changed.
  /// - Throws: `Refusal.changedMeanwhile` when somebody else gave it in between, `.notAnExaminer`.
  private func give(
    _ dossier: Dossier, _ asked: DossierToGive, to target: Person?, as examiner: Principal?, by principal: Principal,
    in transaction: any Transaction
  ) throws -> Bool {
    let records = ExaminerRecords(transaction)
    let holder = try records.holder(of: dossier.id)
    if holder == target?.id { return false }
    guard holder == asked.holder else { throw Refusal.changedMeanwhile }
    let now = world.now()
    if let target {
      guard let examiner, examiner.may(.examineDossier, to: dossier) else { throw Refusal.notAnExaminer(target.name) }
      try records.give(dossier.id, to: target.id, at: now)
    } else {
      try records.giveBack(dossier.id)
    }
    try JournalRecords(transaction).append(
      target == nil ? "dossier.givenBack" : "dossier.given", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
      change: [
        "person": target.map { .string("\($0.id)") } ?? .null, "before": holder.map { .string("\($0)") } ?? .null,
      ])
    return true
  }
}
