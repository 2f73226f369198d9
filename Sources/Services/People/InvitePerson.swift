package import Domain
import Foundation
import Storage

extension Operations {
  /// Gives somebody a role and makes a link with which they come in: how the first administrator does. The role holds
  /// at once, as any other that is given; the link is for whoever it is handed to, works once, and for a day, in any
  /// browser.
  ///
  /// - Returns: the token of the link.
  package func invite(
    _ email: EmailAddress, as role: Role, name: String?, language: Language = .french, by principal: Principal
  ) async throws -> String {
    let id = try await grantRole(role, to: email, name: name ?? email.value, language: language, by: principal)
    let now = world.now()
    let token = world.newSecret()
    try await database.write { transaction in
      try principal.require(.grantRole, on: .any)
      try SignInLinkRecords(transaction).insert(
        hash: sha256(token), email: email, language: language, person: id, browserHash: nil, at: now,
        expires: now.addingTimeInterval(Double(SignInLimits.invitationHours) * 3600))
      try JournalRecords(transaction).append(
        "person.invited", on: "person:\(id)", by: principal.actor, at: now)
    }
    return token
  }
}
