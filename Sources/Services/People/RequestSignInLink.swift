package import Domain
import Foundation
import Storage

/// How one-time links and sessions are bounded.
package enum SignInLimits {
  package static let linkMinutes = 15
  /// Links that one person may be sent in an hour.
  package static let linksAnHour = 5
  package static let sessionHours = 12
}

extension Operations {
  /// Sends a one-time link to a known address; an unknown one becomes a new account, so that the answer
  /// and its time tell nobody which addresses are known.
  ///
  /// - Parameters:
  ///   - browser: a secret that only the asking browser holds: the link works there alone.
  ///   - address: makes the address of the link from its token.
  package func requestSignInLink(
    for email: EmailAddress, browser: String, language: Language, address: @Sendable (String) -> String
  ) async throws {
    let now = world.now()
    let token = world.newSecret()
    let link = address(token)
    let newcomer = Person(
      id: world.newIdentity(), email: email, name: String(email.value.prefix { $0 != "@" }),
      language: language)
    try await database.write { transaction in
      let people = PersonRecords(transaction)
      let person = try people.find(email) ?? newcomer
      // The address of an erased account is nobody's; the answer is the same.
      if person.isErased { return }
      if person == newcomer {
        try people.insert(newcomer, at: now)
        try MandateRecords(transaction).insert(.applicant, for: newcomer.id, by: .person(newcomer.id), at: now)
        try JournalRecords(transaction).append(
          "person.registered", on: "person:\(newcomer.id)", by: .person(newcomer.id), at: now)
      }
      let sessions = SessionRecords(transaction)
      try sessions.deleteExpired(at: now)
      let sent = try sessions.linkCount(for: person.id, since: now.addingTimeInterval(-3600))
      // The same answer again: whoever asks too often learns nothing, and the person gets no more mail.
      guard sent < SignInLimits.linksAnHour else { return }
      try sessions.insertLink(
        hash: sha256(token), person: person.id, browserHash: sha256(browser), at: now,
        expires: now.addingTimeInterval(Double(SignInLimits.linkMinutes) * 60))
      try post(.signIn(link: link, minutes: SignInLimits.linkMinutes), to: person, in: transaction)
    }
  }
}
