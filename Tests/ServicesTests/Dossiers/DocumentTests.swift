import Domain
import Foundation
import Services
import Storage
import Synchronization
import TestSupport
import Testing

/// Prints nothing: it keeps the HTML, and fails as often as it was told.
private final class ExamplePrinter: DocumentPrinter, MailCarrier, WebhookCaller {
  private let failures: Mutex<Int>
  private let printed = Mutex<[String]>([])

  init(failures: Int = 0) { self.failures = Mutex(failures) }

  var documents: [String] { printed.withLock { $0 } }

  func pdf(_ html: String) async throws -> Data {
    let fails = failures.withLock { count in
      count -= 1
      return count >= 0
    }
    if fails { throw PrintFault("no printer") }
    printed.withLock { $0.append(html) }
    return Data("%PDF-1.7 \(html)".utf8)
  }

  func carry(_: OutgoingMail) async -> Delivery { .done }
  func call(_: String, headers _: [(name: String, value: String)], body _: Data) async -> Delivery { .done }

  var carriers: Carriers { Carriers(mail: self, webhooks: self, printer: self) { _, _ in "https://exemple.example" } }
}

@Suite struct DocumentTests {
  private func submitted(_ house: TestHouse, by applicant: Principal) async throws -> Dossier {
    let draft = try await house.draft(in: try await house.openWave(), by: applicant)
    return try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
  }

  private func submissions(_ id: ID<Dossier>, _ house: TestHouse, _ reader: Principal) async throws -> [Submission] {
    try await house.operations.dossier(id, for: reader).submissions
  }

  @Test func `a submission gets its document: once, with what was submitted and the proof of it`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await submitted(house, by: applicant)
    #expect(try await submissions(dossier.id, house, applicant).map(\.document) == [nil])
    let printer = ExamplePrinter()
    #expect(try await house.operations.deliverNext([.document], by: printer.carriers))
    #expect(try await !house.operations.deliverNext([.document], by: printer.carriers))

    let submission = try #require(try await submissions(dossier.id, house, applicant).first)
    let html = try #require(printer.documents.first)
    #expect(html.contains(submission.digest) && html.contains(dossier.reference))
    #expect(html.contains("Pays d’Exemple"))
    let document = try #require(submission.document)
    let content = try await house.operations.piece(0, of: document, of: dossier.id, for: applicant)
    #expect(content == Data("%PDF-1.7 \(html)".utf8) && document.size == content?.count)
    guard case .intact = try await verifyJournal(of: house.database) else {
      Issue.record("the journal is broken")
      return
    }
  }

  @Test func `a printer that fails is asked again, and mail does not wait for it`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await submitted(house, by: applicant)
    let printer = ExamplePrinter(failures: 1)
    #expect(try await house.operations.deliverNext([.document], by: printer.carriers))
    let entry = try await house.operations.messages(.waiting, .longest, for: .setUp).items
      .first { $0.channel == .document }
    #expect(entry?.lastError == "no printer" && entry?.attempts == 1)
    #expect(try await house.operations.deliverNext([.mail], by: printer.carriers))
    house.clock.advance(seconds: 60)
    #expect(try await house.operations.deliverNext([.document], by: printer.carriers))
    #expect(try await submissions(dossier.id, house, applicant).first?.document != nil)
  }

  @Test func `complements make a second document, and the first stays as it was`() async throws {
    let house = try await TestHouse()
    let (applicant, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let dossier = try await submitted(house, by: applicant)
    let printer = ExamplePrinter()
    #expect(try await house.operations.deliverNext([.document], by: printer.carriers))
    let first = try await submissions(dossier.id, house, applicant)
    try await house.operations.askForComplements(
      ComplementDraft(fields: ["name"], reason: "Précisez.", due: "31/12/2026"), of: dossier.id,
      version: try await house.load(dossier.id).version, by: instructor)
    var answers = try await house.load(dossier.id).answers
    answers["name"] = .text("Un autre nom")
    let saved = try await house.operations.saveAnswers(
      answers, of: dossier.id, version: try await house.load(dossier.id).version, by: applicant)
    _ = try await house.operations.submitDossier(dossier.id, version: saved.version, by: applicant)
    #expect(try await house.operations.deliverNext([.document], by: printer.carriers))
    let both = try await submissions(dossier.id, house, applicant)
    #expect(both.map(\.number) == [1, 2] && both.first == first.first)
    #expect(both.last?.document != nil && both.last?.document != both.first?.document)
  }

  @Test func `nobody else is given the document, and none exists before it is made`() async throws {
    let house = try await TestHouse()
    let (applicant, stranger) = (try await house.person(.applicant), try await house.person(.applicant, "sacha"))
    let dossier = try await submitted(house, by: applicant)
    await #expect(throws: Refusal.notFound) {
      try await house.operations.document(of: 1, of: dossier.id, for: applicant)
    }
    _ = try await house.operations.deliverNext([.document], by: ExamplePrinter().carriers)
    let found = try await house.operations.document(of: 1, of: dossier.id, for: applicant)
    await #expect(throws: Refusal.notFound) {
      try await house.operations.document(of: 1, of: dossier.id, for: stranger)
    }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.piece(0, of: found.document, of: dossier.id, for: stranger)
    }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.document(of: 2, of: dossier.id, for: applicant)
    }
  }

  @Test func `what somebody typed stays text in a document, and fetches nothing`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    var answers = ExampleProgramme.candidacy
    answers["name"] = .text("<img src=file:///etc/passwd><link rel=attachment href='/etc/passwd'>")
    let draft = try await house.draft(answers, in: try await house.openWave(), by: applicant)
    _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    let printer = ExamplePrinter()
    _ = try await house.operations.deliverNext([.document], by: printer.carriers)
    let html = try #require(printer.documents.first)
    #expect(html.contains("&lt;img") && !html.contains("<img") && !html.contains("rel=attachment href='/etc"))
    #expect(!html.contains("<link"))
  }
}
