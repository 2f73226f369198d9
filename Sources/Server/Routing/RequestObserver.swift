import Domain
import HTTPTypes
import Hummingbird
import Logging

/// Counts and logs each request, and gives its answer the number under which the log has it.
///
/// The log names the pattern of the address, never the address: that may bear a one-time link or what somebody
/// searched. It has no network address and nothing of the request's content.
struct RequestObserver: RouterMiddleware {
  typealias Context = AppContext
  let deployment: Deployment
  private static let identity = HTTPField.Name("X-Request-Id")
  private static let counted: Set<HTTPRequest.Method> = [.get, .head, .post]

  func handle(
    _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    var response = try await next(request, context)
    if let name = RequestObserver.identity { response.headers[name] = context.requestID }
    let taken = ContinuousClock.now - start
    let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    let method = RequestObserver.counted.contains(request.method) ? request.method.rawValue : "other"
    deployment.state.metrics.count(
      route: context.route, method: method, status: response.status.code, seconds: seconds)
    context.logger.info(
      "request",
      metadata: [
        "route": "\(context.route)", "method": "\(method)", "status": .stringConvertible(response.status.code),
        "milliseconds": .stringConvertible(Int((seconds * 1000).rounded())),
      ])
    return response
  }
}

extension AppContext {
  /// The pattern of the address, `/dossiers/{id}`; `none` where there is no such address.
  var route: String { endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } ?? "none" }
}
