package import Domain
import Foundation
import Storage

/// How long one-time links work.
package enum SignInLimits {
  package static let linkMinutes = 15
  /// An invitation travels: it is opened when the invited person comes to it.
  package static let invitationHours = 24
}

extension Operations {
  /// Sends a one-time link to an address. Whether anybody has it makes no difference here, neither in the answer nor
  /// in the work: an account is made when the link is used, so that asking for links fills no table with people.
  ///
  /// - Parameters:
  ///   - browser: a secret that only the asking browser holds: the link works there alone.
  ///   - network: the network that asks.
  ///   - address: makes the address of the link from its token.
  /// - Throws: `Refusal.tooManyAttempts` for the network. Who asks too often for one address gets the same answer
  ///   again and learns nothing, and the person gets no more mail.
  package func requestSignInLink(
    for email: EmailAddress, browser: String, network: String = "local", language: Language,
    address: @Sendable (String) -> String
  ) async throws {
    let now = world.now()
    let token = world.newSecret()
    let link = address(token)
    try await database.write { transaction in
      try countSignIn(from: network, in: transaction)
      let attempts = AttemptRecords(transaction)
      guard try attempts.attempt(.linksToAddress, by: email.value, at: now) == nil else { return }
      let known = try PersonRecords(transaction).find(email)
      // The address of an erased account is nobody's; the answer is the same.
      if known?.isErased == true { return }
      let links = SignInLinkRecords(transaction)
      try links.insert(
        hash: sha256(token), email: email, language: language, person: known?.id, browserHash: sha256(browser),
        at: now, expires: now.addingTimeInterval(Double(SignInLimits.linkMinutes) * 60))
      let letter = Letter.signIn(link: link, minutes: SignInLimits.linkMinutes)
      if let known {
        try post(letter, to: known, in: transaction)
      } else {
        try post(letter, to: email, in: language, transaction)
      }
    }
  }

  /// Counts an attempt to sign in from a network, and forgets what has run out.
  func countSignIn(from network: String, in transaction: any Transaction) throws {
    let now = world.now()
    let attempts = AttemptRecords(transaction)
    try attempts.deleteExpired(at: now)
    try SignInLinkRecords(transaction).deleteExpired(at: now)
    try SessionRecords(transaction).deleteExpired(at: now)
    try ProviderRecords(transaction).deleteExpiredVisits(at: now)
    if let seconds = try attempts.attempt(.signInsFromNetwork, by: network, at: now) {
      throw Refusal.tooManyAttempts(retryAfter: seconds)
    }
  }

  /// Somebody who has no account yet; without a name they go by the beginning of their address.
  func newcomer(_ email: EmailAddress, name: String?, language: Language) -> Person {
    Person(
      id: world.newIdentity(), email: email, name: name ?? String(email.value.prefix { $0 != "@" }), language: language)
  }

  /// Makes an account for somebody who has just proven their address.
  func register(_ person: Person, in transaction: any Transaction) throws {
    let now = world.now()
    try PersonRecords(transaction).insert(person, at: now)
    try MandateRecords(transaction).insert(.applicant, for: person.id, by: .person(person.id), at: now)
    try JournalRecords(transaction).append(
      "person.registered", on: "person:\(person.id)", by: .person(person.id), at: now)
  }
}
