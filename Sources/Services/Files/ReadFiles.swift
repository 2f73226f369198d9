package import Domain
package import Foundation
import Storage

extension Operations {
  /// The files of a dossier.
  /// - Throws: `Refusal.notFound` also where the dossier is somebody else's.
  package func files(of id: ID<Dossier>, for principal: Principal) async throws -> [Attachment] {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.readDossier, on: dossier)
      let files = try AttachmentRecords(transaction).list(of: id)
      // A file that came with complements which are not sent yet is nobody else's to see.
      guard dossier.state == .incomplete, !dossier.isFiled(by: principal), let sent = dossier.submittedAt else {
        return files
      }
      return files.filter { $0.addedAt <= sent }
    }
  }

  package func file(
    _ file: ID<Attachment>, of id: ID<Dossier>, for principal: Principal
  ) async throws -> Attachment {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.readDossier, on: dossier)
      guard let attachment = try AttachmentRecords(transaction).find(file, of: id) else { throw Refusal.notFound }
      return attachment
    }
  }

  /// One piece of a file's content, nil after the last. It is read piece by piece, so that a large file takes little
  /// memory, and asks for the permission each time.
  package func piece(
    _ number: Int, of file: Attachment, for principal: Principal
  ) async throws -> Data? {
    try await database.read { transaction in
      try principal.require(.readDossier, on: try DossierRecords(transaction).find(file.dossier))
      return try FileRecords(transaction).piece(number, of: file.digest)
    }
  }
}
