import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct SessionTests {
  private let email = "camille-applicant@exemple.example"

  /// Opens a session without mail, in a browser that may hold one already.
  private func open(_ house: TestHouse, replacing session: String? = nil, _ origin: SessionOrigin = .unknown)
    async throws -> String
  {
    _ = try await house.person(.applicant)
    return try await house.operations.stepInto(
      try #require(EmailAddress(email)), browser: SigningBrowser(secret: nil, session: session, origin: origin))
  }

  private func isOpen(_ secret: String, _ house: TestHouse) async throws -> Bool {
    try await house.operations.session(secret) != nil
  }

  @Test func `a session that is not used ends after two hours`() async throws {
    let house = try await TestHouse()
    let secret = try await open(house)
    house.clock.advance(seconds: 2 * 3600 - 1)
    #expect(try await isOpen(secret, house))
    house.clock.advance(seconds: 2 * 3600 - 1)
    #expect(try await isOpen(secret, house))
    house.clock.advance(seconds: 2 * 3600)
    #expect(try await !isOpen(secret, house))
  }

  @Test func `a session that is used all the time ends after twelve hours`() async throws {
    let house = try await TestHouse()
    let secret = try await open(house)
    for _ in 0..<11 {
      house.clock.advance(seconds: 3600)
      #expect(try await isOpen(secret, house))
    }
    house.clock.advance(seconds: 3600)
    #expect(try await !isOpen(secret, house))
  }

  @Test func `looking twice in a minute writes nothing`() async throws {
    let house = try await TestHouse()
    let secret = try await open(house)
    @Sendable func seen() async throws -> Date? {
      try await house.database.read { try $0.row("SELECT last_seen_at FROM sessions")?.date("last_seen_at") }
    }
    let first = try await seen()
    house.clock.advance(seconds: 59)
    _ = try await isOpen(secret, house)
    #expect(try await seen() == first)
    house.clock.advance(seconds: 1)
    _ = try await isOpen(secret, house)
    #expect(try await seen() == first?.addingTimeInterval(60))
  }

  @Test func `signing in again in one browser ends the session that it held`() async throws {
    let house = try await TestHouse()
    let (elsewhere, former) = (try await open(house), try await open(house))
    let latter = try await open(house, replacing: former)
    #expect(former != latter)
    #expect(try await !isOpen(former, house))
    for secret in [elsewhere, latter] { #expect(try await isOpen(secret, house)) }
  }

  @Test func `the list has one's open sessions, the last used first, and says which one is looked from`() async throws {
    let house = try await TestHouse()
    let first = try await open(house, SessionOrigin(network: "192.0.2.0/24", browser: "Firefox, Linux"))
    house.clock.advance(seconds: 300)
    let second = try await open(house)
    _ = try await house.operations.stepInto(try await other(house))
    let principal = try #require(try await house.operations.session(second)).principal
    let list = try await house.operations.openSessions(first, of: principal, .longest)
    #expect(list.items.map(\.isCurrent) == [false, true] && list.total == 2)
    #expect(list.items[1].origin == SessionOrigin(network: "192.0.2.0/24", browser: "Firefox, Linux"))
    #expect(list.items[0].startedAt == list.items[1].startedAt.addingTimeInterval(300))
  }

  private func other(_ house: TestHouse) async throws -> EmailAddress {
    _ = try await house.person(.instructor)
    return try #require(EmailAddress("camille-instructor@exemple.example"))
  }

  @Test func `one ends one's own sessions, and nobody else's`() async throws {
    let house = try await TestHouse()
    let secrets = [try await open(house), try await open(house)]
    let principal = try #require(try await house.operations.session(secrets[0])).principal
    let foreign = try await house.operations.stepInto(try await other(house))
    let stranger = try #require(try await house.operations.session(foreign)).principal
    let list = try await house.operations.openSessions(secrets[0], of: principal, .longest).items
    let away = try #require(list.first { !$0.isCurrent }).id
    await #expect(throws: Refusal.notFound) { try await house.operations.closeSession(away, by: stranger) }
    try await house.operations.closeSession(away, by: principal)
    #expect(try await isOpen(secrets[0], house))
    #expect(try await !isOpen(secrets[1], house))
    await #expect(throws: Refusal.notFound) { try await house.operations.closeSession(away, by: principal) }
  }

  @Test func `signing out everywhere ends all one's sessions and the links that are out, and nobody else's`()
    async throws
  {
    let house = try await TestHouse()
    let secrets = [try await open(house), try await open(house)]
    let foreign = try await house.operations.stepInto(try await other(house))
    let address = try #require(EmailAddress(email))
    try await house.operations.requestSignInLink(for: address, browser: "b", language: .french) { "link/\($0)" }
    let mail = try #require(try await house.operations.outbox(.longest, for: .setUp).items.first)
    let token = try #require(mail.body.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("link/") })
    let principal = try #require(try await house.operations.session(secrets[0])).principal
    try await house.operations.signOutEverywhere(by: principal)
    for secret in secrets { #expect(try await !isOpen(secret, house)) }
    #expect(try await isOpen(foreign, house))
    await #expect(throws: Refusal.linkNotValid) {
      try await house.operations.signIn(token: String(token.dropFirst(5)), browser: SigningBrowser(secret: "b"))
    }
    #expect(try await house.operations.signOut(address, by: .setUp) == 0)
    await #expect(throws: Refusal.notFound) {
      try await house.operations.signOut(try #require(EmailAddress("x@exemple.example")), by: .setUp)
    }
  }

  @Test func `a role that is withdrawn is gone from an open session at once`() async throws {
    let house = try await TestHouse()
    let secret = try await house.operations.stepInto(try await other(house))
    let session = try #require(try await house.operations.session(secret))
    #expect(session.principal.may(.readQueue, on: .any))
    try await house.operations.withdrawRole(mandate: 1, of: session.person.id, by: .setUp)
    #expect(try await house.operations.session(secret)?.principal.held == [])
  }

  @Test func `signing out ends the session, for good`() async throws {
    let house = try await TestHouse()
    let secret = try await open(house)
    let principal = try #require(try await house.operations.session(secret)).principal
    #expect(try await house.operations.signOut(secret, by: principal) == nil)
    #expect(try await !isOpen(secret, house))
  }
}
