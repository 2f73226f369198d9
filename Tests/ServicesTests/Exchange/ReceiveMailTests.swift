import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct ReceiveMailTests {
  private actor Mailbox: MailCarrier, WebhookCaller, DocumentPrinter {
    private(set) var replies: [String: String?] = [:]

    func carry(_ mail: OutgoingMail) async -> Delivery {
      replies[mail.message.recipient + " " + mail.message.kind] = mail.replyAddress
      return .done
    }
    func call(_: String, headers _: [(name: String, value: String)], body _: Data) async -> Delivery { .done }
    func pdf(_: String) async throws -> Data { throw PrintFault("none") }
  }

  private func mail(
    _ to: String, from sender: String = "camille-applicant@exemple.example", text: String = "Notre réponse.",
    identity: String = "<1@exemple.example>", isAutomatic: Bool = false
  ) -> IncomingMail {
    IncomingMail(
      recipients: [to], sender: EmailAddress(sender), identity: identity, isAutomatic: isAutomatic, text: text,
      files: [])
  }

  /// A dossier on which the service wrote, and the address at which its applicant answers.
  private func setting() async throws -> (house: TestHouse, dossier: ID<Dossier>, applicant: Principal, reply: String) {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let instructor = try await house.person(.instructor)
    let draft = try await house.draft(in: wave, by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.operations.sendMessage("Une question ?", on: draft.id, scanner: nil, by: instructor)
    let mailbox = Mailbox()
    let carriers = Carriers(mail: mailbox, webhooks: mailbox, printer: mailbox, replyDomain: "repondre.example") {
      _, _ in
      "https://exemple.example"
    }
    while try await house.operations.deliverNext([.mail], by: carriers) {}
    let replies = await mailbox.replies
    let reply = try #require(replies["camille-applicant@exemple.example exchange"] ?? nil)
    // One address for one person on one dossier, whatever the letter.
    #expect(replies["camille-applicant@exemple.example receipt"] == reply)
    return (house, draft.id, applicant, reply)
  }

  @Test func `an answer by mail becomes a message of its sender on the dossier, once`() async throws {
    let (house, dossier, applicant, reply) = try await setting()
    #expect(reply.wholeMatch(of: /reply\+[0-9a-f]{40}@repondre\.example/) != nil)
    let text = "Notre réponse.\n\nLe 25 févr. 2019 à 09:00, Service a écrit :\n> Une question ?"
    let incoming = mail("Service <\(reply.uppercased())>", text: text)
    guard case .filed = try await house.operations.receiveMail(incoming, files: [], scanner: nil) else {
      Issue.record("it was not filed")
      return
    }
    let messages = try await house.operations.exchange(on: dossier, .longest, for: applicant).messages.items
    #expect(messages.first?.text == "Notre réponse." && messages.first?.side == .applicant)
    let again = try await house.operations.receiveMail(incoming, files: [], scanner: nil)
    #expect(again == .ignored(reason: "it came before"))
  }

  @Test func `a wrong address, another sender or a program files nothing and is told nothing`() async throws {
    let (house, dossier, applicant, reply) = try await setting()
    let before = try await house.operations.exchange(on: dossier, .longest, for: applicant).messages.total
    let outbox = try await house.operations.outbox(.longest, for: .setUp).total
    for wrong in [
      mail("reply+0000000000000000000000000000000000000000@repondre.example"), mail("reply+@repondre.example"),
      mail("autre@repondre.example"), mail(reply, from: "autre@exemple.example"), mail(reply, isAutomatic: true),
    ] {
      guard case .ignored = try await house.operations.receiveMail(wrong, files: [], scanner: nil) else {
        Issue.record("it was filed")
        continue
      }
    }
    await #expect(throws: Refusal.invalid([Finding(field: "text", problem: .missing)])) {
      try await house.operations.receiveMail(mail(reply, text: "> Une question ?"), files: [], scanner: nil)
    }
    #expect(try await house.operations.exchange(on: dossier, .longest, for: applicant).messages.total == before)
    #expect(try await house.operations.outbox(.longest, for: .setUp).total == outbox)
  }

  @Test func `without a domain for answers a letter has no address to answer to`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let draft = try await house.draft(in: wave, by: try await house.person(.applicant))
    _ = try await house.operations.submitDossier(
      draft.id, version: draft.version, by: try await house.person(.applicant))
    let mailbox = Mailbox()
    let carriers = Carriers(mail: mailbox, webhooks: mailbox, printer: mailbox) { _, _ in "" }
    while try await house.operations.deliverNext([.mail], by: carriers) {}
    #expect(await mailbox.replies == ["camille-applicant@exemple.example receipt": nil])
  }
}
