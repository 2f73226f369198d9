import Documents
import Domain
import Services

/// `/api/v1/waves`.
enum WaveAPI {
  static func add(to routes: APIRoutes) {
    routes.json("/api/v1/waves") { api in
      let now = api.operations.world.now()
      return ListDocument(try await api.operations.waves(try api.page())) { WaveDocument($0, at: now) }
    }
  }
}
