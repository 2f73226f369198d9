import Documents
import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// An error of the API, as RFC 9457 asks.
struct Problem: Codable, Error {
  let type: String
  let title: String
  let status: Int
  let detail: String
  let parameter: String?
  let requestID: String?
  /// What the status asks for beside the document: `Retry-After`, `Allow`.
  var headers: HTTPFields = [:]

  private enum CodingKeys: CodingKey { case type, title, status, detail, parameter, requestID }

  init(status: Int, title: String, detail: String, parameter: String? = nil, requestID: String? = nil) {
    type = "about:blank"
    self.title = title
    self.status = status
    self.detail = detail
    self.parameter = parameter
    self.requestID = requestID
  }

  init(_ failure: Failure, requestID: String) {
    let isFault = failure.status == .internalServerError
    let detail =
      switch failure.cause {
      case .refused(.notFound): "There is nothing at this address, or it is not public."
      case .refused, .formExpired, .request, .address: "The request cannot be handled as it stands."
      case .outage: "The service is out of reach for a moment. Send the request again later."
      case .fault: "The failure is ours and was noted. Quote the request id if you write to us."
      }
    self.init(
      status: failure.status.code, title: failure.status.reasonPhrase, detail: detail,
      requestID: isFault ? requestID : nil)
    headers = failure.headers
  }

  /// A parameter that cannot be used, with what would be right.
  static func parameter(_ name: String, _ detail: String) -> Problem {
    Problem(status: 400, title: "Bad Request", detail: detail, parameter: name)
  }

  var response: Response {
    let body = (try? JSONDocument.encode(self)) ?? Data()
    var fields = headers
    fields[.contentType] = "application/problem+json"
    fields[.cacheControl] = "no-store"
    return Response(
      status: .init(code: status), headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
