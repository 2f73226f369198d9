import Foundation

/// The OpenAPI document of the API, written by hand and held true by tests.
enum OpenAPIDocument {
  static func bytes() throws -> Data {
    guard let file = Bundle.module.url(forResource: "OpenAPI/openapi", withExtension: "json") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try Data(contentsOf: file)
  }
}
