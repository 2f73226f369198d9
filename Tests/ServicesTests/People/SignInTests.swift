import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct SignInTests {
  private let browser = SigningBrowser(secret: "browser-secret")

  /// Asks for a link and reads its token in the mail.
  private func token(_ house: TestHouse, _ address: String = "camille@exemple.example") async throws -> String {
    let email = try #require(EmailAddress(address))
    try await house.operations.requestSignInLink(
      for: email, browser: browser.secret ?? "", language: .french, address: { "http://site/connexion/lien/" + $0 })
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
      try await house.operations.signIn(token: token, browser: SigningBrowser(secret: "another"))
    }
    house.clock.advance(seconds: 15 * 60)
    await #expect(throws: Refusal.linkNotValid) {
      try await house.operations.signIn(token: token, browser: browser)
    }
  }

  @Test func `a link without a browser of its own opens nothing in one that has no secret`() async throws {
    let house = try await TestHouse()
    let token = try await token(house)
    await #expect(throws: Refusal.linkNotValid) {
      try await house.operations.signIn(token: token, browser: SigningBrowser(secret: nil))
    }
  }

  @Test func `a person gets five links an hour and the sixth request looks the same`() async throws {
    let house = try await TestHouse()
    for _ in 0..<8 { _ = try await token(house) }
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == 5)
    house.clock.advance(seconds: 70 * 60)
    _ = try await token(house)
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == 6)
  }

  @Test func `limits are counted in the database: another program, or one started anew, goes on counting`() async throws
  {
    let house = try await TestHouse()
    let other = house.operations.with(database: house.database)
    let email = try #require(EmailAddress("camille@exemple.example"))
    for operations in [house.operations, other, house.operations, other, house.operations, other] {
      try await operations.requestSignInLink(for: email, browser: "b", language: .french) { $0 }
    }
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == 5)
  }

  @Test func `a network gets thirty links in ten minutes, of eight at once too, and is told when to come back`()
    async throws
  {
    let house = try await TestHouse()
    @Sendable func ask(_ number: Int, from network: String) async throws {
      let email = try #require(EmailAddress("nom\(number)@exemple.example"))
      try await house.operations.requestSignInLink(for: email, browser: "b", network: network, language: .french) { $0 }
    }
    for number in 0..<26 { try await ask(number, from: "192.0.2.1") }
    let refused = await withTaskGroup(of: Refusal?.self) { group in
      for number in 26..<34 {
        group.addTask {
          do {
            try await ask(number, from: "192.0.2.1")
            return nil
          } catch {
            return error as? Refusal
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
    }
    #expect(refused == Array(repeating: Refusal.tooManyAttempts(retryAfter: 700), count: 4))
    try await ask(40, from: "192.0.2.2")
    house.clock.advance(seconds: 701)
    try await ask(41, from: "192.0.2.1")
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == 32)
    // What no longer counts is gone.
    let rows = try await house.database.read {
      try $0.count("SELECT COUNT(*) AS count FROM attempt_counters WHERE name LIKE 'sign-in-from-network:%'")
    }
    #expect(rows == 1)
  }

  @Test func `asking for links makes no account; using one makes one, and a second one finds it`() async throws {
    let house = try await TestHouse()
    let tokens = [try await token(house), try await token(house)]
    @Sendable func people() async throws -> Int {
      try await house.database.read { try $0.count("SELECT COUNT(*) AS count FROM people") }
    }
    #expect(try await people() == 0)
    for token in tokens {
      let secret = try await house.operations.signIn(token: token, browser: browser)
      let session = try #require(try await house.operations.session(secret))
      #expect(session.principal.roles == [.applicant])
      #expect(session.person.name == "camille")
    }
    #expect(try await people() == 1)
  }

  @Test func `an invitation opens in any browser, once, for a day, and the role is there`() async throws {
    let house = try await TestHouse()
    let email = try #require(EmailAddress("noa@exemple.example"))
    @Sendable func invite() async throws -> String {
      try await house.operations.invite(email, as: .administrator, name: "Noa", by: .setUp)
    }
    let token = try await invite()
    house.clock.advance(seconds: 23 * 3600)
    let secret = try await house.operations.signIn(token: token, browser: SigningBrowser(secret: nil))
    let session = try #require(try await house.operations.session(secret))
    #expect(session.principal.roles == [.administrator])
    await #expect(throws: Refusal.linkNotValid) {
      try await house.operations.signIn(token: token, browser: SigningBrowser(secret: nil))
    }
    let late = try await invite()
    house.clock.advance(seconds: 24 * 3600)
    await #expect(throws: Refusal.linkNotValid) { try await house.operations.signIn(token: late, browser: browser) }
    let applicant = try await house.person(.applicant)
    await #expect(throws: Refusal.notAllowed(.grantRole)) {
      try await house.operations.invite(email, as: .administrator, name: nil, by: applicant)
    }
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
    for value in [token, secret, browser.secret ?? ""] { #expect(!stored.contains(value)) }
  }
}
