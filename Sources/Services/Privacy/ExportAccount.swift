package import Domain
import Foundation
import Storage

extension Operations {
  /// The sections of an export, in their order.
  package static let personalSections = PersonalData.tables.map(\.section)

  /// A part of what the principal's account holds: an export is read page by page, so that it may be long.
  package func personalData(
    _ section: String, offset: Int, for principal: Principal
  ) async throws -> PersonalDataPage {
    guard let person = principal.person, let table = PersonalData.tables.first(where: { $0.section == section })
    else { throw Refusal.notFound }
    try principal.require(.readOwnAccount, on: .own)
    return try await database.read {
      try PersonalDataRecords($0).page(of: person, in: table, limit: 200, offset: offset)
    }
  }
}
