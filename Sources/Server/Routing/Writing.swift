import Domain
import HTTPTypes
import Hummingbird
import Logging
import Services
import Site

extension SiteRequest {
  /// Does what a form asks for. When the disk or the database does not take it, nothing that was typed is lost: it is
  /// shown again, and the program reads on.
  func writing(_ form: Form, _ work: () async throws -> Response) async throws -> Response {
    do {
      return try await writing(work)
    } catch let outage as Outage {
      let model = UnavailablePage(members: form.members, in: wording)
      let html = try renderPrivate(model, title: wording.catalogue("unavailable"), link: .home)
      context.logger.error("write failed", metadata: ["outage": "\(outage)", "route": "\(context.route)"])
      return .html(
        html, status: .serviceUnavailable, headers: [.retryAfter: "\(Failure.retrySeconds)"])
    }
  }

  /// - Throws: an `Outage` where the write could not be done, or where it is too early to try again after one.
  func writing(_ work: () async throws -> Response) async throws -> Response {
    let mode = deployment.state.readOnly
    try mode.checkWriting(at: operations.world.now())
    do {
      let response = try await work()
      // Only what was written proves that writing works; a refused form did not come so far.
      if mode.isOn, response.status == .seeOther { mode.end() }
      return response
    } catch {
      guard let outage = Outage(error) else { throw error }
      if outage.stopsWriting { mode.begin(outage, at: operations.world.now()) }
      throw outage
    }
  }
}
