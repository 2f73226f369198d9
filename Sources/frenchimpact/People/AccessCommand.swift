import ArgumentParser
import Documents
import Domain
import Server
import Services
import Site

/// `frenchimpact access`: who may enter which route, from the running program itself.
struct AccessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access", abstract: "Prints which role may enter which route, and how many answers that makes.")

  @OptionGroup var files: FileOptions

  func run() async throws {
    let settings = ServerSettings(
      host: "127.0.0.1", port: 0, publicAddress: PublicAddress(base: "http://127.0.0.1"), isDemonstration: false)
    let renderer = try Renderer()
    let deployment = Deployment(
      operations: try await Wiring.operations(files, renderer: renderer), renderer: renderer,
      basemap: Basemap(regions: [], departments: []), settings: settings)
    let table = AccessTable(buildRouter(deployment).declarations.all)
    print(table.markdown, terminator: "")
    print("\n\(table.size) answers: every route in both languages × every role")
  }
}
