import Documents
import Domain
import Foundation
import Hummingbird
import Services

/// `/api/v1/procedures`: the forms, and what their answers look like.
enum ProcedureAPI {
  static func add(to routes: APIRoutes) {
    routes.json("/api/v1/procedures") { api in
      ListDocument(api.operations.procedures(try api.page())) {
        ProcedureDocument($0, at: api.deployment.settings.publicAddress)
      }
    }
    routes.file("/api/v1/procedures/:id/schema", contentType: "application/schema+json", schema)
  }

  @Sendable private static func schema(_ api: APIRequest) async throws -> Data {
    guard let language = Language(rawValue: api.query("lang") ?? "fr") else {
      throw Problem.parameter("lang", "lang must be fr or en.")
    }
    guard let id = api.context.parameters.get("id") else { throw Refusal.notFound }
    let procedure = try await api.operations.procedure(id, version: api.query("version"))
    let address = ProcedureDocument(procedure, at: api.deployment.settings.publicAddress).schema
    return Data(ProcedureSchema(procedure, in: language).document(at: address).canonical.utf8)
  }
}
