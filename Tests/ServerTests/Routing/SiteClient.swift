import Documents
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Server
import Services
import Storage
import TestSupport

/// The server of a test, and what a browser keeps: its cookies.
struct SiteClient {
  let house: TestHouse
  let deployment: Deployment
  let declarations: [RouteDeclaration]
  private let application: any ApplicationProtocol

  init(
    _ house: TestHouse, isDemonstration: Bool = true, address: String = "http://127.0.0.1:8080",
    metricsToken: String? = nil, scanner: (any FileScanner)? = nil, openID: OpenIDProvider? = nil
  ) throws {
    self.house = house
    var settings = ServerSettings(
      host: "127.0.0.1", port: 0, publicAddress: PublicAddress(base: address), isDemonstration: isDemonstration)
    settings.metricsToken = metricsToken
    deployment = Deployment(
      operations: house.operations, renderer: house.renderer, basemap: Basemap(regions: [], departments: []),
      settings: settings, scanner: scanner, openID: openID)
    let (router, declarations) = buildRouter(deployment)
    self.declarations = declarations.all
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    application = Application(responder: router.buildResponder(), logger: logger)
  }

  struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: String
    var location: String? { headers[.location] }
  }

  func get(_ path: String, cookie: String? = nil, headers: HTTPFields = [:]) async throws -> Answer {
    try await send(.get, path, cookie: cookie, headers: headers, body: nil)
  }

  func post(
    _ path: String, _ form: [(String, String)], cookie: String? = nil, headers: HTTPFields = [:]
  ) async throws -> Answer {
    var fields = headers
    fields[.contentType] = "application/x-www-form-urlencoded"
    let body = form.map { "\(escape($0.0))=\(escape($0.1))" }.joined(separator: "&")
    return try await send(.post, path, cookie: cookie, headers: fields, body: body)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, cookie: String? = nil, headers: HTTPFields = [:],
    body: String?
  ) async throws -> Answer {
    var fields = headers
    if let cookie { fields[.cookie] = cookie }
    let sent = fields
    return try await application.test(.router) { client in
      try await client.execute(
        uri: path, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) }
      ) { response in
        Answer(status: response.status.code, headers: response.headers, body: String(buffer: response.body))
      }
    }
  }

  /// Signs somebody in without mail, as the demonstration does, and reads the token of their forms.
  func session(_ role: Role, named name: String = "camille") async throws -> (cookie: String, csrf: String) {
    let principal = try await house.person(role, name)
    let id = principal.person
    let email = EmailAddress("\(name)-\(role.rawValue)@exemple.example")
    guard let email, id != nil else { throw Refusal.notFound }
    let secret = try await house.operations.stepInto(email)
    let session = try await house.operations.session(secret)
    return ("session=\(secret)", session?.csrf ?? "")
  }

  private func escape(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }
}
