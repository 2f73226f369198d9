package import Domain
package import Foundation
import Storage

extension Operations {
  /// The document of a submission, to be read piece by piece.
  /// - Throws: `Refusal.notFound` also while it is not made, and where the dossier is somebody else's.
  package func document(
    of number: Int, of id: ID<Dossier>, for principal: Principal
  ) async throws -> (dossier: Dossier, document: SubmissionDocument) {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.readDossier, on: dossier)
      guard let document = try SubmissionRecords(transaction).find(number, of: id)?.submission.document else {
        throw Refusal.notFound
      }
      return (dossier, document)
    }
  }

  /// One piece of a document, nil after the last; the permission is asked for each time.
  package func piece(
    _ piece: Int, of document: SubmissionDocument, of id: ID<Dossier>, for principal: Principal
  ) async throws -> Data? {
    try await database.read { transaction in
      try principal.require(.readDossier, on: try DossierRecords(transaction).find(id))
      return try FileRecords(transaction).piece(piece, of: document.digest)
    }
  }
}
