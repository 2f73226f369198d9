import Domain
import Foundation
import Storage

extension Operations {
  /// Keeps what a dossier is deliberated on: the sheets that count at this moment. No interest that is declared later, and
  /// none that is set aside later, changes a figure that was before the jury.
  func freezeReviews(of dossier: Dossier, at moment: Date, in transaction: any Transaction) throws {
    let rubric = try RubricRecords(transaction).find(of: dossier.wave)
    let sheets = try rubric.map { try reviews(of: dossier, $0, in: transaction).sheets } ?? []
    try ReviewFreezeRecords(transaction).keep(sheets, of: dossier.id, at: moment)
  }

  /// The same for dossiers that were deliberated under an older version of the program.
  package func freezeMissingReviews() async throws {
    let now = world.now()
    while case let missing = try await database.read({ try ReviewFreezeRecords($0).missing() }), !missing.isEmpty {
      try await database.write { transaction in
        for dossier in try DossierRecords(transaction).find(missing) {
          try freezeReviews(of: dossier, at: now, in: transaction)
        }
      }
    }
  }

  /// When those whose sheet counts declared the interest that binds them since: nil for one of which no day is known.
  func lateInterests(
    in reviews: DossierReviews?, in transaction: any Transaction
  ) throws -> [ID<Person>: Date?] {
    guard let reviews, let frozen = reviews.frozen else { return [:] }
    let (conflicts, declared) = (ConflictRecords(transaction), DeclaredInterestRecords(transaction))
    var found: [ID<Person>: Date?] = [:]
    for person in reviews.boundSince {
      let days = try conflicts.findings(of: person, in: reviews.dossier.id).compactMap { finding -> Date? in
        guard try !conflicts.isSetAside(finding), finding.basis.hasPrefix("interest:"),
          let id = ID<DeclaredInterest>(String(finding.basis.dropFirst("interest:".count)))
        else { return nil }
        return try declared.find(id, of: person)?.declaredAt
      }
      found[person] = .some(days.filter { $0 > frozen.at }.min())
    }
    return found
  }
}
