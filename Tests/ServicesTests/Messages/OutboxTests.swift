import Crypto
import Domain
import Foundation
import Services
import Storage
import Synchronization
import TestSupport
import Testing

/// Carries nothing anywhere: it answers as it was told and remembers what it was given.
private final class ExampleCarrier: MailCarrier, WebhookCaller, DocumentPrinter {
  private let answers: Mutex<[Delivery]>
  private let carried = Mutex<[String]>([])
  private let bodies = Mutex<[(headers: [String: String], body: String)]>([])

  /// - Parameter answers: one for each attempt; when they run out, everything is delivered.
  init(_ answers: [Delivery] = []) { self.answers = Mutex(answers) }

  var recipients: [String] { carried.withLock { $0 } }
  var calls: [(headers: [String: String], body: String)] { bodies.withLock { $0 } }

  private func next() -> Delivery { answers.withLock { $0.isEmpty ? .done : $0.removeFirst() } }

  func carry(_ mail: OutgoingMail) async -> Delivery {
    let answer = next()
    if answer == .done { carried.withLock { $0.append("\(mail.message.kind) \(mail.message.recipient)") } }
    return answer
  }

  func pdf(_ html: String) async throws -> Data {
    if case .postponed(let reason) = next() { throw PrintFault(reason) }
    return Data("%PDF-1.7 \(html)".utf8)
  }

  func call(_ url: String, headers: [(name: String, value: String)], body: Data) async -> Delivery {
    let fields = Dictionary(headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    bodies.withLock { $0.append((fields, String(decoding: body, as: UTF8.self))) }
    return next()
  }
}

@Suite struct OutboxTests {
  private func carriers(_ carrier: ExampleCarrier) -> Carriers {
    Carriers(mail: carrier, webhooks: carrier, printer: carrier) { id, _ in
      "https://exemple.example/messages/\(id)/arret"
    }
  }

  /// Somebody who was just told of a role: one message that waits.
  private func told(_ house: TestHouse, _ name: String = "alix") async throws -> Principal {
    let email = try #require(EmailAddress("\(name)@exemple.example"))
    let id = try await house.operations.grantRole(.jury, to: email, name: name, by: .setUp)
    return Principal(person: id, roles: [.jury])
  }

  private func entries(_ house: TestHouse) async throws -> [OutboxEntry] {
    try await house.operations.messages(nil, .longest, for: .setUp).items
  }

  @Test func `a message is delivered once, and then nothing is due`() async throws {
    let house = try await TestHouse()
    _ = try await told(house)
    let carrier = ExampleCarrier()
    #expect(try await house.operations.deliverNext(by: carriers(carrier)))
    #expect(try await !house.operations.deliverNext(by: carriers(carrier)))
    #expect(carrier.recipients == ["roleGranted alix@exemple.example"])
    #expect(try await entries(house).map(\.state) == [.delivered])
  }

  @Test func `what is put off waits its time, is tried again, and is delivered once`() async throws {
    let house = try await TestHouse()
    _ = try await told(house)
    let carrier = ExampleCarrier([.postponed(reason: "451 later"), .postponed(reason: "451 later")])
    #expect(try await house.operations.deliverNext(by: carriers(carrier)))
    #expect(try await !house.operations.deliverNext(by: carriers(carrier)))
    let waiting = try #require(try await entries(house).first)
    #expect(waiting.state == .waiting && waiting.attempts == 1 && waiting.lastError == "451 later")
    house.clock.advance(seconds: 60)
    #expect(try await house.operations.deliverNext(by: carriers(carrier)))
    house.clock.advance(seconds: 299)
    #expect(try await !house.operations.deliverNext(by: carriers(carrier)))
    house.clock.advance(seconds: 1)
    #expect(try await house.operations.deliverNext(by: carriers(carrier)))
    #expect(carrier.recipients.count == 1)
    #expect(try await entries(house).first?.state == .delivered)
  }

  @Test func `what can never be delivered is given up at once, kept, and can be put back in line`() async throws {
    let house = try await TestHouse()
    _ = try await told(house)
    let carrier = ExampleCarrier([.refused(reason: "550 no such user")])
    _ = try await house.operations.deliverNext(by: carriers(carrier))
    let dead = try #require(try await entries(house).first)
    #expect(dead.state == .dead && dead.lastError == "550 no such user")
    house.clock.advance(seconds: 10 * 86_400)
    #expect(try await !house.operations.deliverNext(by: carriers(carrier)))
    #expect(try await house.operations.retryMessages(nil, by: .setUp) == 1)
    #expect(try await house.operations.deliverNext(by: carriers(carrier)))
    #expect(carrier.recipients.count == 1)
  }

  @Test func `after the last wait a message is given up`() async throws {
    let house = try await TestHouse()
    _ = try await told(house)
    let carrier = ExampleCarrier(Array(repeating: .postponed(reason: "busy"), count: 50))
    var attempts = 0
    while try await entries(house).first?.state != .dead, attempts < 50 {
      if try await house.operations.deliverNext(by: carriers(carrier)) { attempts += 1 }
      house.clock.advance(seconds: 2 * 86_400)
    }
    #expect(attempts == 10)
  }

  @Test func `of two workers one takes a job; when it dies the other takes it over`() async throws {
    let house = try await TestHouse()
    _ = try await told(house)
    let now = house.clock.world.now()
    let first = try await house.database.write {
      try OutboxRecords($0).take(OutboxMessage.Channel.allCases, at: now, lease: now.addingTimeInterval(300))?.attempts
    }
    #expect(first == 1)
    let carrier = ExampleCarrier()
    #expect(try await !house.operations.deliverNext(by: carriers(carrier)))
    house.clock.advance(seconds: 300)
    #expect(try await house.operations.deliverNext(by: carriers(carrier)))
    #expect(carrier.recipients.count == 1)
  }

  @Test func `eight workers at once deliver forty messages once each`() async throws {
    let house = try await TestHouse()
    for number in 0..<40 { _ = try await told(house, "p\(number)") }
    let carrier = ExampleCarrier()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { while try await house.operations.deliverNext(by: carriers(carrier)) {} }
      }
      try await group.waitForAll()
    }
    #expect(carrier.recipients.count == 40 && Set(carrier.recipients).count == 40)
  }

  @Test func `a link to sign in that has run out is not sent late`() async throws {
    let house = try await TestHouse()
    let email = try #require(EmailAddress("camille@exemple.example"))
    try await house.operations.requestSignInLink(for: email, browser: "b", network: "192.0.2.1", language: .french) {
      "http://x/\($0)"
    }
    house.clock.advance(seconds: 15 * 60)
    let carrier = ExampleCarrier()
    _ = try await house.operations.deliverNext(by: carriers(carrier))
    #expect(carrier.recipients == [])
    #expect(try await entries(house).first?.state == .expired)
  }

  @Test func `who chose a digest gets one mail at seven, and procedures are told at once all the same`() async throws {
    let house = try await TestHouse()
    let alix = try await told(house)
    let carrier = ExampleCarrier()
    _ = try await house.operations.deliverNext(by: carriers(carrier))
    try await house.operations.chooseMail(.daily, by: alix)
    let email = try #require(EmailAddress("alix@exemple.example"))
    for role in [Role.expert, .animator] {
      try await house.operations.grantRole(role, to: email, name: "Alix", by: .setUp)
    }
    try await house.operations.requestSignInLink(for: email, browser: "b", network: "192.0.2.1", language: .french) {
      "http://x/\($0)"
    }
    while try await house.operations.deliverNext(by: carriers(carrier)) {}
    #expect(carrier.recipients.suffix(1) == ["signIn alix@exemple.example"] && carrier.recipients.count == 2)
    #expect(try await house.operations.collectDigests() == 0)
    house.clock.set(Digest.next(after: house.clock.world.now()))
    #expect(try await house.operations.collectDigests() == 1)
    #expect(try await house.operations.collectDigests() == 0)
    while try await house.operations.deliverNext(by: carriers(carrier)) {}
    #expect(carrier.recipients.suffix(1) == ["digest alix@exemple.example"] && carrier.recipients.count == 3)
  }

  @Test func `declining from a mail needs that mail, and leaves what procedures ask for`() async throws {
    let house = try await TestHouse()
    let alix = try await told(house)
    let message = try #require(try await entries(house).first)
    try await house.operations.declineMail(after: message.id)
    #expect(try await house.operations.mailChoice(of: alix) == .none)
    let email = try #require(EmailAddress("alix@exemple.example"))
    try await house.operations.grantRole(.expert, to: email, name: "Alix", by: .setUp)
    try await house.operations.requestSignInLink(for: email, browser: "b", network: "192.0.2.1", language: .french) {
      "http://x/\($0)"
    }
    #expect(try await entries(house).map(\.kind).sorted() == ["roleGranted", "signIn"])
    let unknown: ID<OutboxMessage> = house.clock.world.newIdentity()
    await #expect(throws: Refusal.notFound) { try await house.operations.declineMail(after: unknown) }
    let link = try #require(try await entries(house).first { $0.kind == "signIn" })
    await #expect(throws: Refusal.notFound) { try await house.operations.declineMail(after: link.id) }
  }

  @Test func `a webhook is called with a signature over its id, its time and its body`() async throws {
    let house = try await TestHouse()
    let webhook = try await house.operations.addWebhook("https://exemple.example/appel", by: .setUp)
    let wave = try await house.openWave()
    let carrier = ExampleCarrier()
    while try await house.operations.deliverNext(by: carriers(carrier)) {}
    let call = try #require(carrier.calls.first)
    #expect(call.body.contains("\"wave.opened\"") && call.body.contains(wave.slug.value))
    let signed = "\(call.headers["webhook-id"] ?? "").\(call.headers["webhook-timestamp"] ?? "").\(call.body)"
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(signed.utf8), using: SymmetricKey(data: Data(webhook.secret.utf8)))
    #expect(call.headers["webhook-signature"] == "v1," + Data(code).base64EncodedString())
    try await house.operations.endWebhook(webhook.id, by: .setUp)
    _ = try await house.openWave("autre")
    #expect(try await !house.operations.deliverNext(by: carriers(carrier)))
  }

  @Test(arguments: ["", "x", "ftp://a.fr", "https://", "javascript:alert(1)", "https://u:p@a.fr/", "/relative"])
  func `a webhook is an address of the web`(url: String) async throws {
    let house = try await TestHouse()
    await #expect(throws: Refusal.invalid([Finding(field: "url", problem: .notAWebAddress)])) {
      try await house.operations.addWebhook(url, by: .setUp)
    }
  }
}
