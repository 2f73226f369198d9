import Domain
import Hummingbird
import Logging
import NIOHTTP1
import Services
import Site

/// Turns what a handler throws into a page that helps, or into problem+json for the API.
struct ErrorPages: RouterMiddleware {
  typealias Context = AppContext
  let deployment: Deployment

  func handle(
    _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as HTTPParserError {
      // What came is no HTTP, or broke off: the connection is closed, and there is nobody to show a page to.
      throw error
    } catch {
      response = answer(to: error, request, context)
    }
    SecurityHeaders.apply(
      to: &response, isSecure: deployment.settings.isSecure, formTarget: deployment.openID?.settings.origin)
    return response
  }

  private func answer(to error: any Error, _ request: Request, _ context: AppContext) -> Response {
    let failure = Failure(error)
    if failure.status.code >= 500 {
      // A constant message and facts beside it; nothing of it reaches the page. The address stays out of the log:
      // it may bear a one-time link.
      context.logger.error("request failed", metadata: ["error": "\(error)", "route": "\(context.route)"])
    }
    if request.uri.path.hasPrefix("/api/") || request.uri.path.hasPrefix("/data/") {
      return Problem(failure, requestID: context.requestID).response
    }
    let language: Language =
      request.uri.path.hasPrefix("/en/") || request.uri.path == "/en" ? .english : .french
    if case .refused(.signInNeeded) = failure.cause {
      let path = LocalPath(request.method == .get ? request.uri.string : Link.space.path(language))
      let target = Site.address(Link.signIn.path(language), [("retour", path?.value)])
      return Response(status: .seeOther, headers: [.location: target, .cacheControl: "no-store"])
    }
    return page(failure, language, context)
  }

  private func page(_ failure: Failure, _ language: Language, _ context: AppContext) -> Response {
    guard let wording = try? deployment.wording(language),
      let html = try? deployment.renderer.render(
        failure.page(in: wording, requestID: context.requestID),
        in: Layout(
          title: failure.page(in: wording, requestID: "").heading, link: nil, isPrivate: true,
          isDemonstration: deployment.settings.isDemonstration, isReadOnly: deployment.state.readOnly.isOn,
          in: wording), wording)
    else { return Response(status: .internalServerError) }
    return Response.html(html, status: failure.status, headers: failure.headers)
  }
}

/// An error as its readers see it: a status, and a cause that a page can explain.
struct Failure {
  enum Cause {
    case refused(Refusal)
    case formExpired
    case request
    /// The address cannot be read, or has no such method.
    case address
    /// The program cannot write, or cannot even read.
    case outage(Outage, isWriting: Bool)
    case fault
  }

  /// After how many seconds it makes sense to try again what an outage stopped.
  static let retrySeconds = 10

  let status: HTTPResponse.Status
  let cause: Cause
  let headers: HTTPFields

  init(_ error: any Error) {
    var headers: HTTPFields = [:]
    switch error {
    case let refusal as Refusal:
      status = refusal.status
      cause = .refused(refusal)
      if case .tooManyAttempts(let seconds) = refusal { headers[.retryAfter] = "\(seconds)" }
    case let error where Outage(error) != nil:
      status = .serviceUnavailable
      // What stopped a write comes as an outage already; what comes from a read does not.
      cause = .outage(Outage(error) ?? .unreachable, isWriting: error is Outage)
      headers[.retryAfter] = "\(Failure.retrySeconds)"
    case is UnreadableAddress:
      status = .badRequest
      cause = .address
    case let error as HTTPError where error.status == .uriTooLong:
      status = .uriTooLong
      cause = .address
    case let error as MethodNotAllowed:
      status = .methodNotAllowed
      cause = .address
      headers[.allow] = error.allowed.joined(separator: ", ")
    case is FormExpired:
      status = .forbidden
      cause = .formExpired
    case let error as HTTPError where error.status == .notFound:
      status = .notFound
      cause = .refused(.notFound)
    case let error as any HTTPResponseError where error.status.code < 500:
      status = error.status
      cause = .request
    default:
      status = .internalServerError
      cause = .fault
    }
    self.headers = headers
  }

  func page(in wording: Wording, requestID: String) -> ErrorPage {
    let words = wording.catalogue
    switch cause {
    case .refused(.notFound):
      return ErrorPage(title: words("errorNotFound"), message: words("errorNotFoundText"), in: wording)
    case .refused(let refusal):
      let title = status == .forbidden ? words("errorForbidden") : words("errorRequest")
      return ErrorPage(title: title, message: wording.refusal(refusal), in: wording)
    case .request where status == .contentTooLarge:
      return ErrorPage(title: words("errorRequest"), message: words("errorTooLarge"), in: wording)
    case .address:
      return ErrorPage(title: words("errorRequest"), message: words("errorAddressText"), in: wording)
    case .outage(.scanner, _):
      return ErrorPage(title: words("unavailable"), message: words("scannerUnavailableText"), in: wording)
    case .outage(_, isWriting: true):
      return ErrorPage(title: words("unavailable"), message: words("unavailableText"), in: wording)
    case .outage(_, isWriting: false):
      return ErrorPage(title: words("outage"), message: words("outageText"), in: wording)
    case .formExpired, .request:
      return ErrorPage(title: words("errorRequest"), message: words("refusal_badForm"), in: wording)
    case .fault:
      return ErrorPage(
        title: words("errorServer"), message: words("errorServerText"), requestID: requestID, in: wording)
    }
  }
}

extension Refusal {
  /// The status that HTTP has for it.
  var status: HTTPResponse.Status {
    switch self {
    case .signInNeeded: .unauthorized
    case .notAllowed, .invitedAtAnotherAddress: .forbidden
    case .notFound: .notFound
    case .changedMeanwhile, .notPossible, .waveNotOpen, .complementsAwaited, .lastAdministrator,
      .dossierUnderExamination, .leadsLabel, .lastManager,
      .lastManagerOf, .differentOrganisations, .notAnExaminer, .tooLateToTakeBack, .tooManyViews, .notAReviewer,
      .reviewsClosed, .reviewIsIn, .serviceSheet, .noRubric, .panelProblem, .label, .jury, .decision:
      .conflict
    case .invalid, .signatoryMissing: .unprocessableContent
    case .linkNotValid: .gone
    case .tooManyAttempts: .tooManyRequests
    }
  }
}

extension Response {
  /// A page that is nobody else's: never kept on the way.
  static func html(_ html: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
    var fields = headers
    fields[.contentType] = "text/html; charset=utf-8"
    fields[.cacheControl] = "no-store"
    return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }
}
