import Domain
import Foundation
import Storage

extension Operations {
  /// Keeps that somebody has a relation to a dossier, which they said in the midst of dealing with it: from then on it
  /// does not exist for them. Said twice, it stands once.
  ///
  /// - Parameter words: what they said, or where it was said.
  /// - Returns: nil where it stood before.
  @discardableResult
  func declareRelation(
    of person: ID<Person>, to dossier: ID<Dossier>, _ words: String, in transaction: any Transaction
  ) throws -> ID<DeclaredInterest>? {
    let records = DeclaredInterestRecords(transaction)
    guard try !records.hasRelation(to: dossier, of: person) else { return nil }
    let id = world.newIdentity(of: DeclaredInterest.self)
    try records.insert(
      DeclaredInterest(
        id: id, kind: .relation, name: "", place: nil, words: words, declaredAt: world.now(),
        endedOn: nil), of: person, to: dossier)
    if try ExaminerRecords(transaction).holder(of: dossier) == person {
      try ExaminerRecords(transaction).giveBack(dossier)
    }
    return id
  }
}
