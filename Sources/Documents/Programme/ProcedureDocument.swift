package import Domain

/// A version of a procedure as the API lists it.
package struct ProcedureDocument: Codable, Hashable, Sendable {
  package let id: String
  package let version: String
  package let name: LocalisedDocument
  package let historical: Bool
  package let schema: String

  package init(_ procedure: Procedure, at address: PublicAddress) {
    id = procedure.id
    version = procedure.version
    name = LocalisedDocument(procedure.name)
    historical = procedure.isHistorical
    schema = address.absolute(ProcedureDocument.path(procedure.id, procedure.version))
  }

  package static func path(_ id: String, _ version: String) -> String {
    "/api/v1/procedures/\(id)/schema?version=\(version)"
  }
}
