package import Foundation

/// How the program asks other servers something. Answers are bounded in time and size, and redirects are not followed.
package protocol HTTPFetcher: Sendable {
  func get(_ address: String, headers: [String: String]) async throws -> FetchedAnswer
  func post(
    _ address: String, form: [(name: String, value: String)], headers: [String: String]
  ) async throws -> FetchedAnswer
}

/// What another server answered.
package struct FetchedAnswer: Sendable {
  package let status: Int
  package let contentType: String
  package let body: Data

  package init(status: Int, contentType: String, body: Data) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

/// The members as a form or a query bears them.
package func formEncoded(_ members: [(name: String, value: String)]) -> String {
  members.map { formEncoded($0.name) + "=" + formEncoded($0.value) }.joined(separator: "&")
}

package func formEncoded(_ text: String) -> String {
  text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
}

private let unreserved = CharacterSet(
  charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
