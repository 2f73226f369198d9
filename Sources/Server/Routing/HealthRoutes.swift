import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Services

/// What machines ask of the server: whether it lives, whether it may be sent requests, what it counts.
struct HealthRoutes {
  let deployment: Deployment

  func add(to router: Router<AppContext>, _ declarations: DeclarationList) {
    func get(_ path: String, _ answer: @escaping @Sendable (Request, AppContext) async throws -> Response) {
      declarations.add(RouteDeclaration(method: "GET", pattern: path, access: .everybody))
      router.get(RouterPath(path), use: answer)
    }
    get("/healthz") { _, _ in HealthRoutes.text("ok\n") }
    get("/readyz") { _, _ in await readiness() }
    get("/metrics") { request, context in
      guard mayRead(request, context) else { throw Refusal.notFound }
      return HealthRoutes.text(await metrics(), contentType: MetricsText.contentType)
    }
  }

  /// 200, or 503 with a word for each reason.
  private func readiness() async -> Response {
    var reasons: [Unreadiness] = []
    if deployment.state.isStopping { reasons.append(.stopping) }
    if let reason = await deployment.operations.databaseUnreadiness(within: .seconds(1)) { reasons.append(reason) }
    let takesWrites = deployment.settings.dataFolder.map { access($0, W_OK) == 0 } ?? true
    if deployment.state.readOnly.cause == .noRoom || !takesWrites { reasons.append(.disk) }
    guard !reasons.isEmpty else { return HealthRoutes.text("ready\n") }
    var answer = HealthRoutes.text(reasons.map { $0.rawValue + "\n" }.joined())
    answer.status = .serviceUnavailable
    answer.headers[.retryAfter] = "5"
    return answer
  }

  private static func text(_ text: String, contentType: String = "text/plain; charset=utf-8") -> Response {
    Response(
      status: .ok, headers: [.contentType: contentType, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// Somebody at this machine, not through a proxy of it; or whoever bears the token.
  private func mayRead(_ request: Request, _ context: AppContext) -> Bool {
    if let token = deployment.settings.metricsToken, !token.isEmpty,
      constantTimeEqual(request.headers[.authorization] ?? "", "Bearer \(token)")
    {
      return true
    }
    let isForwarded = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"].contains { name in
      HTTPField.Name(name).map { request.headers[$0] != nil } ?? false
    }
    return !isForwarded && deployment.network(of: request, context) == nil
  }

  private func metrics() async -> String {
    var page = MetricsText()
    page.add(deployment.state.metrics)
    let state = deployment.state
    page.add("frenchimpact_connections_open", "gauge", "Open connections.", Double(state.connections.total))
    page.add("frenchimpact_read_only", "gauge", "1 while nothing can be written.", state.readOnly.isOn ? 1 : 0)
    page.add(
      "frenchimpact_published_version", "gauge", "Number of what the public can see.",
      Double(deployment.operations.publishedVersion.current))
    if let counts = try? await deployment.operations.statistics(for: .setUp) {
      page.add(
        "frenchimpact_outbox_waiting", "gauge", "Messages that wait to be sent.", Double(counts.outboxWaiting))
      page.add("frenchimpact_outbox_dead", "gauge", "Messages that were given up.", Double(counts.outboxDead))
      page.add("frenchimpact_sessions", "gauge", "Sessions that have not run out.", Double(counts.sessions))
    }
    if let facts = ProcessFacts() {
      page.add("process_resident_memory_bytes", "gauge", "Memory in use.", facts.residentBytes)
      page.add("process_cpu_seconds_total", "counter", "Processor time used.", facts.processorSeconds)
      page.add("process_open_fds", "gauge", "Open files.", facts.openFiles)
    }
    return page.text
  }
}
