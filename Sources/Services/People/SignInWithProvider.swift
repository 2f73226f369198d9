package import Domain
import Foundation
import Storage

/// What a browser brings back from the identity provider.
package struct ProviderAnswer: Sendable {
  package let state: String?
  package let code: String?
  package let error: String?
  package let issuer: String?

  package init(state: String?, code: String?, error: String?, issuer: String?) {
    self.state = state
    self.code = code
    self.error = error
    self.issuer = issuer
  }
}

extension Operations {
  /// Begins a visit to the identity provider.
  ///
  /// - Parameters:
  ///   - browser: a secret that only this browser holds: the visit ends in it alone.
  ///   - redirect: where the provider sends the browser back to, as it was registered there.
  /// - Returns: the address at which the provider takes over.
  /// - Throws: `ProviderFault`, `Refusal.tooManyAttempts`.
  package func startProviderVisit(
    to provider: OpenIDProvider, browser: String, network: String = "local", redirect: String
  ) async throws -> String {
    let now = world.now()
    let visit = ProviderVisit(state: world.newSecret(), browser: browser)
    try await database.write { transaction in
      try countSignIn(from: network, in: transaction)
      try ProviderRecords(transaction).insertVisit(
        stateHash: sha256(visit.state), browserHash: sha256(browser), at: now,
        expires: now.addingTimeInterval(Double(ProviderVisit.minutes) * 60))
    }
    return try await provider.authorizationAddress(visit, redirect: redirect)
  }

  /// Ends a visit to the identity provider: opens a session for whom it vouches for.
  ///
  /// - Returns: the secret of the session.
  /// - Throws: `ProviderFault` with the reason for the log.
  package func signIn(
    _ answer: ProviderAnswer, from provider: OpenIDProvider, browser: SigningBrowser, redirect: String,
    language: Language
  ) async throws -> String {
    let visit = try await endVisit(answer, browser)
    if let error = answer.error {
      throw ProviderFault(.cancelled, "the provider answered \(ProviderFault.code(error))")
    }
    guard let code = answer.code, !code.isEmpty, code.utf8.count <= 4096 else {
      throw ProviderFault(.notProven, "the answer has no code")
    }
    let identity = try await provider.identity(code: code, issuer: answer.issuer, visit: visit, redirect: redirect)
    let opening = SessionOpening(world, browser)
    try await database.write { transaction in
      let person = try person(for: identity, language, in: transaction)
      try open(opening, for: person, identityToken: identity.token, in: transaction)
    }
    return opening.secret
  }

  /// A state serves once, in the browser that it was made for.
  private func endVisit(_ answer: ProviderAnswer, _ browser: SigningBrowser) async throws -> ProviderVisit {
    let now = world.now()
    guard let state = answer.state, let secret = browser.secret,
      try await database.write({ transaction in
        try ProviderRecords(transaction).endVisit(stateHash: sha256(state), browserHash: sha256(secret), at: now)
      })
    else { throw ProviderFault(.visitEnded, "the state is not one of this browser's") }
    return ProviderVisit(state: state, browser: secret)
  }

  /// Whose identity it is: the account that it is bound to, else the one with the address that the provider vouches
  /// for, else a new one.
  private func person(
    for identity: ProviderIdentity, _ language: Language, in transaction: any Transaction
  ) throws -> ID<Person> {
    let now = world.now()
    let records = ProviderRecords(transaction)
    if let bound = try records.person(issuer: identity.issuer, subject: identity.subject) { return bound }
    guard let email = identity.email else { throw ProviderFault(.addressMissing, "the provider gives no address") }
    guard identity.isEmailVerified else {
      throw ProviderFault(.addressUnverified, "the provider does not vouch for the address")
    }
    let known = try PersonRecords(transaction).find(email)
    let person = known ?? newcomer(email, name: identity.name, language: language)
    if known == nil {
      try register(person, in: transaction)
    } else if try records.hasIdentity(person.id, at: identity.issuer) {
      // An address that went on to somebody else must not hand them the account of before.
      throw ProviderFault(.addressTaken, "the account of the address has another identity of this provider")
    }
    try records.bind(issuer: identity.issuer, subject: identity.subject, to: person.id, at: now)
    try JournalRecords(transaction).append(
      "identity.bound", on: "person:\(person.id)", by: .person(person.id), at: now,
      change: ["issuer": .string(identity.issuer)])
    return person.id
  }
}
