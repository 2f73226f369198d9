import ArgumentParser
import Documents
import Domain
import Foundation
import Hummingbird
import Logging
import Server
import Services
import Site
import Storage

/// `frenchimpact serve`: the site.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the site; into a new database it first replays the recorded waves.")

  @Option(help: "The port to listen on. (default: $PORT, or 8080)")
  var port: String?
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"
  @Option(help: "Where the site is reached, for links in mail and data. (default: http://HOST:PORT)")
  var publicAddress: String?
  @Flag(help: "Add example people, an example call and a mailbox. Only on a loopback address.")
  var demo = false
  @Flag(help: "Keep a new database empty: do not replay the recorded waves.")
  var empty = false
  @OptionGroup var mail: MailOptions
  @OptionGroup var hardening: HardeningOptions
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var files: FileOptions

  func run() async throws {
    // Whoever reads what the server prints may go away without ending it.
    signal(SIGPIPE, SIG_IGN)
    let settings = hardening.applied(to: try settings(), files)
    let openID = try identity.provider()
    let logger = hardening.logger()
    let renderer = try Renderer()
    let operations = try await Wiring.operations(files, renderer: renderer)
    let problems = try await startUpProblems(of: operations.database)
    guard problems.isEmpty else {
      throw CommandFailure.unusable(
        problems.map(\.description).joined(separator: "\n")
          + "\nThe site does not start over damaged data: see `frenchimpact database check`, or restore a backup.")
    }
    try await operations.rebuildSearchIfStale()
    try await operations.keepMissingDueOrders()
    try await operations.keepMissingTies()
    try await operations.freezeMissingReviews()
    let report = try await operations.replayRecordedWaves(unlessEmpty: empty)
    if report.stepsTaken > 0 { print("replayed the recorded waves: \(report.stepsTaken) steps") }
    let opened = try await operations.openDeclaredCalls()
    if !opened.isEmpty { print("opened the calls of the programme: \(opened.map(\.value).joined(separator: ", "))") }
    if demo { try await operations.prepareDemonstration() }
    let deployment = Deployment(
      operations: Wiring.impatient(operations), renderer: renderer,
      basemap: try ReferenceFiles(folder: files.referenceFolder).loadBasemap(), settings: settings,
      scanner: try hardening.scanner(), openID: openID)
    if let openID { await identity.greet(openID) }
    let caller = HTTPWebhookCaller(reachesPrivateNetworks: mail.webhooksToPrivateNetworks)
    let carriers = try mail.carriers(files, settings.publicAddress, caller)
    let application = try buildApplication(deployment, logger: logger, carriers: carriers) { port in
      // Flushed at once: a script that started the server waits for this line.
      print(
        "French Impact listens on http://\(settings.host):\(port)\(settings.isDemonstration ? " (demonstration: /demo)" : "")"
      )
      fflush(nil)
    }
    do {
      try await hardening.run(application, deployment, logger)
    } catch {
      throw CommandFailure.unusable("the server stopped: \(error)")
    }
  }

  /// Everything that is wrong is told at once.
  private func settings() throws -> ServerSettings {
    var problems: [String] = []
    let given = port ?? ProcessInfo.processInfo.environment["PORT"] ?? "8080"
    let number = Int(given).flatMap { (0...65_535).contains($0) ? $0 : nil }
    if number == nil { problems.append("PORT is \"\(given)\"; give a number from 0 to 65535.") }
    if demo, !["127.0.0.1", "::1", "localhost"].contains(host) {
      problems.append(
        "--demo lets anybody step into any role; use it with --host 127.0.0.1 only, not \(host).")
    }
    let address = publicAddress ?? "http://\(host):\(number ?? 8080)"
    if URL(string: address)?.host() == nil || address.hasSuffix("/") {
      problems.append(
        "--public-address is \"\(address)\"; give it as https://example.org, without a slash at the end.")
    }
    problems += identity.problems
    guard problems.isEmpty, let number else {
      throw CommandFailure.unusable(problems.joined(separator: "\n"))
    }
    var settings = ServerSettings(
      host: host, port: number, publicAddress: PublicAddress(base: address), isDemonstration: demo)
    settings.trustedProxies = identity.proxies ?? .onThisMachine
    return settings
  }
}
