import ArgumentParser
import Foundation
import Hummingbird
import Logging
import Server
import ServiceLifecycle
import UnixSignals

/// How the server logs, whom it believes, and how it stops.
struct HardeningOptions: ParsableArguments {
  enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "How the log is written: text, or json, one line for each request.")
  var logFormat = LogFormat.text
  @Option(help: "Seconds during which /readyz already says no before a stopping server turns requests away.")
  var drain = 0
  @Option(help: "Seconds that requests in flight have to finish when the server stops.")
  var grace = 20

  func logger() -> Logger {
    switch logFormat {
    case .text:
      var logger = Logger(label: "frenchimpact")
      logger.logLevel = .notice
      return logger
    case .json:
      return Logger(label: "frenchimpact") { JSONLog(label: $0, world: Wiring.world) }
    }
  }

  /// The scanner that `CLAMD_ADDRESS` names, nil where it is not set.
  func scanner() throws -> ClamdScanner? {
    guard let address = ProcessInfo.processInfo.environment["CLAMD_ADDRESS"], !address.isEmpty else { return nil }
    guard let scanner = ClamdScanner(address: address) else {
      throw CommandFailure.unusable(
        "CLAMD_ADDRESS is \"\(address)\"; give it as host:port, for instance 127.0.0.1:3310.")
    }
    return scanner
  }

  func applied(to settings: ServerSettings, _ files: FileOptions) -> ServerSettings {
    var settings = settings
    settings.metricsToken = ProcessInfo.processInfo.environment["METRICS_TOKEN"]
    if case .file(let path)? = try? files.databasePlace {
      settings.dataFolder = URL(filePath: path).deletingLastPathComponent().path
    }
    settings.connectionLimits.connections = min(
      settings.connectionLimits.connections, max(16, FileLimit.raise() - FileLimit.reserve))
    return settings
  }

  /// Runs the server until it is told to stop: it then says that it is not ready, takes no more connections, and
  /// finishes what it has begun, but not for ever.
  func run(_ application: some ApplicationProtocol, _ deployment: Deployment, _ logger: Logger) async throws {
    var configuration = ServiceGroupConfiguration(
      // Services stop in the reverse order: the first to hear of it is the one that tells the load balancer.
      services: [
        .init(service: application, successTerminationBehavior: .gracefullyShutdownGroup),
        .init(
          service: StoppingNotice(state: deployment.state, pause: .seconds(max(0, drain))),
          successTerminationBehavior: .ignore),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(max(1, grace + drain))
    try await ServiceGroup(configuration: configuration).run()
  }
}

/// Says that the server is stopping, and gives those who ask time to hear it.
private struct StoppingNotice: NamedService {
  let state: ServerState
  let pause: Duration

  func run() async throws {
    try? await gracefulShutdown()
    state.stop()
    try? await Task.sleep(for: pause)
  }
}
