import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Services

/// Asks other servers over HTTP. An answer has ten seconds and a megabyte; a redirect is an answer, and is not followed.
struct HTTPClientFetcher: HTTPFetcher {
  private static let seconds: Int64 = 10
  private static let maximumBytes = 1_048_576

  /// One for the whole program, as long as it runs.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(seconds)))
    configuration.decompression = .disabled
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  func get(_ address: String, headers: [String: String]) async throws -> FetchedAnswer {
    try await answer(to: HTTPClientRequest(url: address), headers)
  }

  func post(
    _ address: String, form: [(name: String, value: String)], headers: [String: String]
  ) async throws -> FetchedAnswer {
    var request = HTTPClientRequest(url: address)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
    request.body = .bytes(ByteBuffer(string: formEncoded(form)))
    return try await answer(to: request, headers)
  }

  private func answer(to request: HTTPClientRequest, _ headers: [String: String]) async throws -> FetchedAnswer {
    var request = request
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.headers.add(name: "user-agent", value: "frenchimpact")
    // We ask seldom: a connection kept from before has often been closed by the other side just when it is used.
    request.headers.replaceOrAdd(name: "connection", value: "close")
    let response = try await HTTPClientFetcher.client.execute(
      request, deadline: .now() + .seconds(HTTPClientFetcher.seconds))
    let body = try await response.body.collect(upTo: HTTPClientFetcher.maximumBytes)
    return FetchedAnswer(
      status: Int(response.status.code), contentType: response.headers.first(name: "content-type") ?? "",
      body: Data(body.readableBytesView))
  }
}
