import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct ExchangeTests {
  private struct Setting {
    let house: TestHouse
    let wave: Wave
    let applicant: Principal
    let instructor: Principal
    let draft: Dossier

    func submit() async throws {
      _ = try await house.operations.submitDossier(
        draft.id, version: try await house.load(draft.id).version, by: applicant)
    }

    @discardableResult
    func send(_ text: String, by principal: Principal, mail: String? = nil) async throws -> ExchangeMessage? {
      try await house.operations.sendMessage(text, on: draft.id, scanner: nil, by: principal, mail: mail)
    }

    func messages(_ principal: Principal) async throws -> [ExchangeMessage] {
      try await house.operations.exchange(on: draft.id, .longest, for: principal).messages.items
    }

    func tasks(_ principal: Principal) async throws -> [AwaitedTask.Kind] {
      try await house.operations.awaitedTasks(of: principal).map(\.kind)
    }

    func mail(_ kind: String) async throws -> [OutboxMessage] {
      try await house.operations.outbox(.longest, for: .setUp).items.filter { $0.kind == kind }
    }

    func count(_ table: SQL) async throws -> Int {
      try await house.database.read { try $0.count("SELECT COUNT(*) AS count FROM \(table)") }
    }

    func journal(_ action: String) async throws -> Int {
      try await house.database.read {
        try $0.count("SELECT COUNT(*) AS count FROM journal WHERE action = \(action)")
      }
    }
  }

  private func setting() async throws -> Setting {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    return Setting(
      house: house, wave: wave, applicant: applicant, instructor: try await house.person(.instructor),
      draft: try await house.draft(in: wave, by: applicant))
  }

  @Test func `of a draft the service sees the messages and the reference, once its applicant wrote, and no more`()
    async throws
  {
    let one = try await setting()
    await #expect(throws: Refusal.notFound) { try await one.messages(one.instructor) }
    await #expect(throws: Refusal.notFound) { try await one.send("Bonjour", by: one.instructor) }
    try await one.send("  Une question ?\r\n", by: one.applicant)
    let exchange = try await one.house.operations.exchange(on: one.draft.id, .longest, for: one.instructor)
    #expect(exchange.messages.items.map(\.text) == ["Une question ?"])
    #expect(exchange.side == .service && exchange.title == one.draft.reference)
    await #expect(throws: Refusal.notFound) {
      try await one.house.operations.dossier(one.draft.id, for: one.instructor)
    }
    let letter = try #require(try await one.mail("exchange").first)
    #expect(letter.recipient == "camille-instructor@exemple.example" && !letter.isProcedural)
    #expect(letter.body.contains("Une question ?") && !letter.body.contains("Pays d’Exemple"))
    #expect(letter.thread == "dossier:\(one.draft.id)")
    let task = try #require(try await one.house.operations.awaitedTasks(of: one.instructor).first)
    #expect(task.kind == .question && task.title == one.draft.reference && task.count == 1)
  }

  @Test func `an answer settles the questions, and its first reading is noted once and told to the service`()
    async throws
  {
    let one = try await setting()
    try await one.submit()
    try await one.send("Une question ?", by: one.applicant)
    #expect(try await one.house.operations.questions(on: [one.draft.id], for: one.instructor) == [one.draft.id: 1])
    try await one.send("Une réponse.", by: one.instructor)
    #expect(try await one.house.operations.questions(on: [one.draft.id], for: one.instructor) == [:])
    let letter = try #require(try await one.mail("exchange").first { $0.isProcedural })
    #expect(letter.recipient == "camille-applicant@exemple.example" && letter.body.contains("Une réponse."))
    #expect(try await one.tasks(one.applicant) == [.unreadMessage])
    #expect(try await one.messages(one.instructor).first?.settledAt == nil)

    try await one.house.operations.noteReading(on: one.draft.id, by: one.instructor)
    #expect(try await one.messages(one.instructor).first?.settledAt == nil)
    try await one.house.operations.noteReading(on: one.draft.id, by: one.applicant)
    let first = try await one.messages(one.instructor).first?.settledAt
    #expect(first == one.house.clock.world.now())
    one.house.clock.advance(seconds: 60)
    try await one.house.operations.noteReading(on: one.draft.id, by: one.applicant)
    #expect(try await one.messages(one.instructor).first?.settledAt == first)
    #expect(try await one.journal("exchange.read") == 1)
    #expect(try await one.tasks(one.applicant) == [])
  }

  @Test func `a member of the collective reads and writes the messages while they are one, and not after`() async throws
  {
    let one = try await setting()
    let writer = try await one.house.person(.applicant, "ecrit")
    let stranger = try await one.house.person(.applicant, "etrange")
    try await one.house.join(one.draft.id, ledBy: one.applicant, writer, "ecrit-applicant", as: .writer)
    try await one.send("De la part du collectif.", by: writer)
    #expect(try await one.messages(one.applicant).map(\.text) == ["De la part du collectif."])
    #expect(try await one.messages(writer).first?.side == .applicant)
    try await one.send("Une réponse.", by: one.instructor)
    #expect(try await one.messages(writer).count == 2)
    await #expect(throws: Refusal.notFound) { try await one.messages(stranger) }
    await #expect(throws: Refusal.notFound) { try await one.send("Bonjour", by: stranger) }
    try await one.house.operations.endDossierMember(
      try #require(writer.person), of: one.draft.id, by: writer)
    await #expect(throws: Refusal.notFound) { try await one.messages(writer) }
    await #expect(throws: Refusal.notFound) { try await one.send("Encore", by: writer) }
  }

  @Test func `the service may set a message aside, the applicant may not`() async throws {
    let one = try await setting()
    try await one.submit()
    try await one.send("Merci.", by: one.applicant)
    await #expect(throws: Refusal.notAllowed(.writeExchange)) {
      try await one.house.operations.setQuestionsAside(on: one.draft.id, by: one.applicant)
    }
    try await one.house.operations.setQuestionsAside(on: one.draft.id, by: one.instructor)
    #expect(try await one.house.operations.questions(on: [one.draft.id], for: one.instructor) == [:])
  }

  @Test func `who has a part in a dossier never stands on the side of the service, and strangers see nothing`()
    async throws
  {
    let one = try await setting()
    try await one.submit()
    let both = Principal(person: try #require(one.applicant.person), roles: [.applicant, .instructor])
    try await one.house.operations.grantRole(
      .instructor, to: try #require(EmailAddress("camille-applicant@exemple.example")), name: "x", isTold: false,
      by: .setUp)
    try await one.send("Une question ?", by: both)
    #expect(try await one.messages(both).map(\.side) == [.applicant])
    #expect(try await one.tasks(both) == [])
    #expect(try await one.mail("exchange").map(\.recipient) == ["camille-instructor@exemple.example"])
    let stranger = try await one.house.person(.applicant, "autre")
    await #expect(throws: Refusal.notFound) { try await one.messages(stranger) }
    await #expect(throws: Refusal.notFound) { try await one.send("x", by: stranger) }
    let elsewhere = Principal(
      person: try #require(try await one.house.person(.instructor, "loin").person),
      held: [HeldRole(.instructor, in: .wave(ID(UUID())))])
    await #expect(throws: Refusal.notFound) { try await one.messages(elsewhere) }
  }

  @Test func `an empty or endless text is refused, and one mail is taken in once`() async throws {
    let one = try await setting()
    await #expect(throws: Refusal.invalid([Finding(field: "text", problem: .missing)])) {
      try await one.send(" \u{7}\n", by: one.applicant)
    }
    let long = String(repeating: "a", count: 5001)
    await #expect(throws: Refusal.invalid([Finding(field: "text", problem: .tooLong(length: 5001, maximum: 5000))])) {
      try await one.send(long, by: one.applicant)
    }
    #expect(try await one.send("Par courriel", by: one.applicant, mail: "<1@x>") != nil)
    #expect(try await one.send("Par courriel", by: one.applicant, mail: "<1@x>") == nil)
    #expect(try await one.messages(one.applicant).count == 1)
  }

  @Test func `a draft takes its messages and their files along when it is deleted`() async throws {
    let one = try await setting()
    let place = FileManager.default.temporaryDirectory.appending(path: "exchange-\(UUID()).txt")
    try Data("un texte".utf8).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    try await one.house.operations.sendMessage(
      "Voici.", files: [IncomingFile(name: "note.txt", place: place)], on: one.draft.id, scanner: nil,
      by: one.applicant)
    let file = try #require(try await one.messages(one.instructor).first?.files.first)
    #expect(try await one.house.operations.files(of: one.draft.id, for: one.applicant) == [])
    #expect(
      try await one.house.operations.exchangePiece(0, of: file, for: one.instructor) == Data("un texte".utf8))
    await #expect(throws: Refusal.notFound) {
      try await one.house.operations.removeFile(file.id, from: one.draft.id, by: one.applicant)
    }
    try await one.house.operations.eraseAccount(try #require(one.applicant.person), by: one.applicant)
    for table in ["exchange_messages", "file_attachments", "files"] as [SQL] {
      #expect(try await one.count(table) == 0)
    }
  }
}
