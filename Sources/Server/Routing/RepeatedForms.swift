import Domain
import Foundation
import Hummingbird
import Services

/// What forms that make something new answered lately: pressed twice, a button makes one dossier, one message, one
/// invitation. Only of the last seconds, and of this node: a second press goes where the first one went.
actor RepeatedForms {
  /// Longer than an impatient double click, shorter than it takes to mean the same thing again.
  static let seconds = 8.0
  private var known: [String: (task: Task<Response, any Error>, at: Date)] = [:]

  /// - Parameters:
  ///   - key: of the session, the address and all that was typed.
  ///   - make: does what the form asks for. What it refuses is tried again by the next press.
  func once(
    _ key: String, at now: Date, _ make: @escaping @Sendable () async throws -> Response
  ) async throws -> Response {
    known = known.filter { now.timeIntervalSince($0.value.at) < RepeatedForms.seconds }
    if let earlier = known[key], let answer = try? await earlier.task.value, answer.status == .seeOther {
      return Response(status: .seeOther, headers: answer.headers)
    }
    let task = Task { try await make() }
    known[key] = (task, now)
    return try await task.value
  }
}

extension SiteRequest {
  /// Does what a form asks for, once for all who press its button within a few seconds.
  /// - Parameter more: what belongs to the form and is none of its members: its file.
  func once(
    _ form: Form, with more: String = "", _ make: @escaping @Sendable () async throws -> Response
  ) async throws -> Response {
    let typed = form.members.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
    let key = sha256("\(request.uri.path)\n\(typed)\n\(more)")
    return try await deployment.state.repeatedForms.once(key, at: deployment.operations.world.now(), make)
  }
}
