import Documents
import Domain
import Foundation
package import Hummingbird
import HummingbirdCore
package import Logging
package import Services
import Site

/// The router of the whole site, and the list of what it declares.
package func buildRouter(_ deployment: Deployment) -> (
  router: Router<AppContext>, declarations: DeclarationList
) {
  let router = Router(context: AppContext.self, options: [.autoGenerateHeadEndpoints])
  let declarations = DeclarationList()
  router.add(middleware: RequestObserver(deployment: deployment))
  router.add(middleware: CachedAnswers(deployment: deployment))
  router.add(middleware: ErrorPages(deployment: deployment))
  router.add(middleware: RequestGate(deployment: deployment, declarations: declarations))

  let site = SiteRoutes(router: router, deployment: deployment, declarations: declarations)
  ProgrammeRoutes.add(to: site)
  TerritoryRoutes.add(to: site)
  CallRoutes.add(to: site)
  QuestionRoutes.add(to: site)
  ReportRoutes.add(to: site)
  SignInRoutes.add(to: site)
  OpenIDRoutes.add(to: site)
  SessionRoutes.add(to: site)
  DossierRoutes.add(to: site)
  QueueRoutes.add(to: site)
  DeskRoutes.add(to: site)
  PanelRoutes.add(to: site)
  ConflictRoutes.add(to: site)
  ReviewRoutes.add(to: site)
  DossierReviewRoutes.add(to: site)
  ExaminationRoutes.add(to: site)
  JuryRoutes.add(to: site)
  DecisionRoutes.add(to: site)
  FileRoutes.add(to: site)
  ExchangeRoutes.add(to: site)
  RegisterRoutes.add(to: site)
  LabelRoutes.add(to: site)
  ProcedureRoutes.add(to: site)
  PeopleRoutes.add(to: site)
  OrganisationRoutes.add(to: site)
  MergerRoutes.add(to: site)
  MessageRoutes.add(to: site)
  PrivacyRoutes.add(to: site)
  if deployment.settings.isDemonstration { DemonstrationRoutes.add(to: site) }

  let api = APIRoutes(router: router, deployment: deployment, declarations: declarations)
  TerritoryAPI.add(to: api)
  RegisterAPI.add(to: api)
  WaveAPI.add(to: api)
  ReportAPI.add(to: api)
  LocateAPI.add(to: api)
  ProcedureAPI.add(to: api)
  api.file("/api/openapi.json", contentType: "application/json") { _ in try OpenAPIDocument.bytes() }
  for asset in Assets.all { add(asset, isSecure: deployment.settings.isSecure, to: router, declarations) }
  HealthRoutes(deployment: deployment).add(to: router, declarations)
  RobotRoutes.add(to: api)
  return (router, declarations)
}

/// A file whose address bears its hash may be kept for ever.
private func add(
  _ asset: Asset, isSecure: Bool, to router: Router<AppContext>, _ declarations: DeclarationList
) {
  let answer = PublicAnswer(
    asset.bytes, contentType: asset.contentType, cacheControl: "public, max-age=31536000, immutable",
    isSecure: isSecure)
  declarations.add(RouteDeclaration(method: "GET", pattern: asset.path, access: .everybody))
  router.get(RouterPath(asset.path)) { request, _ in answer.response(to: request) }
}

/// The server, ready to run.
///
/// - Parameters:
///   - carriers: by whom its messages leave.
///   - started: called once it listens.
/// - Throws: `UndeclaredAccess` when a route does not say who may use it.
package func buildApplication(
  _ deployment: Deployment, logger: Logger, carriers: Carriers,
  started: @escaping @Sendable (Int) -> Void = { _ in }
) throws -> some ApplicationProtocol {
  let settings = deployment.settings
  let (router, declarations) = buildRouter(deployment)
  let problems = AccessTable.problems(of: router, declarations.all)
  guard problems.isEmpty else { throw UndeclaredAccess(problems: problems) }
  var application = Application(
    responder: router.buildResponder(),
    server: HTTPServerBuilder { GuardedChannel(responder: $0, deployment) },
    configuration: .init(
      address: .hostname(settings.host, port: settings.port), serverName: nil),
    services: [
      PublishedVersionWatch(operations: deployment.operations),
      PublicationWorker(operations: deployment.operations, logger: logger),
      OutboxWorker(operations: deployment.operations, carriers: carriers, logger: logger),
      ReadOnlyWatch(deployment: deployment),
      ReminderWorker(operations: deployment.operations, site: settings.publicAddress.base, logger: logger),
    ],
    onServerRunning: { channel in started(channel.localAddress?.port ?? settings.port) }, logger: logger)
  // Where the program was down at the hour of a publication, nobody reads a page without it once it is back.
  application.beforeServerStarts {
    await PublicationWorker(operations: deployment.operations, logger: logger).publishDue()
  }
  return application
}
