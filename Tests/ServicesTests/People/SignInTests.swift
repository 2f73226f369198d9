import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct SignInTests {
  private let browser = "browser-secret"

  /// Asks for a link and reads its token in the mail.
  private func token(_ house: TestHouse, _ address: String = "camille@exemple.example") async throws -> String {
    let email = try #require(EmailAddress(address))
    try await house.operations.requestSignInLink(
      for: email, browser: browser, language: .french, address: { "http://site/connexion/lien/" + $0 })
    let mail = try #require(try await house.operations.outbox(.longest, for: .setUp).items.first)
    let link = try #require(mail.body.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http") })
    return String(link.split(separator: "/").last ?? "")
  }

  @Test func `a link opens one session, once`() async throws {
    let house = try await TestHouse()
    let token = try await token(house)
    let secret = try await house.operations.signIn(token: token, browser: browser)
    #expect(try await house.operations.session(secret)?.person.email.value == "camille@exemple.example")
    await #expect(throws: Refusal.linkNotValid) {
      try await house.operations.signIn(token: token, browser: browser)
    }
  }

  @Test func `of ten uses of a link at once one wins`() async throws {
    let house = try await TestHouse()
    let token = try await token(house)
    let won = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<10 {
        group.addTask { (try? await house.operations.signIn(token: token, browser: browser)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
  }

  @Test func `a link works in the browser that asked for it, for fifteen minutes`() async throws {
    let house = try await TestHouse()
    let token = try await token(house)
    await #expect(throws: Refusal.linkNotValid) {
      try await house.operations.signIn(token: token, browser: "another")
    }
    house.clock.advance(seconds: 15 * 60)
    await #expect(throws: Refusal.linkNotValid) {
      try await house.operations.signIn(token: token, browser: browser)
    }
  }

  @Test func `a session ends after twelve hours, and when one signs out`() async throws {
    let house = try await TestHouse()
    let first = try await house.operations.signIn(token: try await token(house), browser: browser)
    house.clock.advance(seconds: 12 * 3600)
    #expect(try await house.operations.session(first) == nil)
    let second = try await house.operations.signIn(token: try await token(house), browser: browser)
    let session = try #require(try await house.operations.session(second))
    try await house.operations.signOut(second, by: session.principal)
    #expect(try await house.operations.session(second) == nil)
  }

  @Test func `a person gets five links an hour and the sixth request looks the same`() async throws {
    let house = try await TestHouse()
    for _ in 0..<8 { _ = try await token(house) }
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == SignInLimits.linksAnHour)
  }

  @Test func `neither a token nor a secret is stored as it is`() async throws {
    let house = try await TestHouse()
    let token = try await token(house)
    let secret = try await house.operations.signIn(token: token, browser: browser)
    let stored = try await house.database.read { transaction in
      let links = try transaction.rows("SELECT hash, browser_hash FROM sign_in_links")
      let sessions = try transaction.rows("SELECT hash, csrf FROM sessions")
      return try links.flatMap { [try $0.text("hash"), try $0.text("browser_hash")] }
        + sessions.map { try $0.text("hash") }
    }
    #expect(stored.count == 3)
    for value in [token, secret, browser] { #expect(!stored.contains(value)) }
  }
}
