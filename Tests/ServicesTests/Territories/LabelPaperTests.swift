import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The letters of measures about labels: signed, printed, and posted where no mail reaches anybody.
@Suite struct LabelPaperTests {
  private func text(_ number: Int, _ label: LabelHouse, for reader: Principal) async throws -> String {
    _ = try await label.operations.labelPaper(number, of: label.territory, for: reader)
    let piece = try await label.operations.piece(0, ofPaper: number, of: label.territory, for: reader)
    return String(decoding: try #require(piece), as: UTF8.self)
  }

  @Test func `no measure is taken without a name and a capacity`() async throws {
    let label = try await LabelHouse()
    try await label.take(label.notice(), by: label.first)
    label.pass(days: 16)
    let missing = ["signatoryName", "signatoryFunction"].map { Finding(field: $0, problem: .missing) }
    for action in [LabelAction.suspend("Motifs"), .withdraw("Motifs")] {
      for signatory in [nil, Decision.Signatory(name: " ", function: "\u{200B}")] {
        await #expect(throws: Refusal.invalid(missing)) {
          try await label.take(action, signedBy: signatory, by: label.second)
        }
      }
    }
    #expect(try await label.file().version == 2)
    // What is no decision is signed by nobody.
    try await label.take(.dropNotice("Sans suite"), signedBy: nil, by: label.second)
    #expect(try await label.file().events.allSatisfy { $0.signatory == nil })
  }

  @Test func `a notice and a withdrawal are letters as PDF, for the holder and the service alone`() async throws {
    let (label, printer) = (try await LabelHouse(), LetterPrinter())
    try await label.take(label.notice(), by: label.first)
    label.pass(days: 16)
    try await label.take(.withdraw("Aucun bilan n’est venu."), by: label.second)
    try await printer.printAll(label.operations)
    for reader in [label.lead, label.first] {
      let file = try await label.file(reader)
      #expect(file.papers.map(\.number) == [2, 3] && file.papers.allSatisfy { $0.document != nil && !$0.isByPost })
      #expect(file.events.last?.signatory == LabelHouse.signatory)
      let notice = try await text(2, label, for: reader)
      #expect(notice.contains("Aucun bilan.") && notice.contains("Rien n’est décidé"))
      #expect(!notice.contains("Signée par") && !notice.contains(ExampleProgramme.procedure.receipt.appeal.fr))
      let measure = try await text(3, label, for: reader)
      // The reasons, what it rests on, who answers for it, how to challenge it.
      for told in [
        "Aucun bilan n’est venu.", "Aucun bilan.", "Noa Exemple, Directrice",
        ExampleProgramme.procedure.receipt.appeal.fr, "Association Exemple", "camille",
      ] { #expect(measure.contains(told), "\(told)") }
    }
    let mails = try await label.house.database.read { transaction in
      try transaction.rows("SELECT body FROM outbox WHERE kind = 'label' ORDER BY id").map { try $0.text("body") }
    }
    #expect(mails.last?.contains("Noa Exemple, Directrice") ?? false)
    #expect(mails.last?.contains("Aucun bilan.") ?? false)
    let stranger = try await label.house.person(.applicant, "tiers")
    await #expect(throws: Refusal.notFound) { _ = try await text(3, label, for: stranger) }
    await #expect(throws: Refusal.notFound) { _ = try await text(1, label, for: label.lead) }
    #expect(try await label.operations.awaitedTasks(of: label.first).allSatisfy { $0.kind != .labelPaperToPost })
  }

  @Test func `a letter that reaches nobody awaits the service, until somebody says that they posted it`() async throws {
    let (label, printer) = (try await LabelHouse(), LetterPrinter())
    try await label.house.database.write { transaction in
      // As in the record of the first wave: nobody who has an account leads it.
      _ = try transaction.execute("UPDATE dossiers SET owner_id = NULL WHERE id = \(label.dossier.id)")
    }
    try await label.take(label.notice(), by: label.first)
    try await printer.printAll(label.operations)
    let file = try await label.file()
    #expect(file.papers.map(\.awaitsPost) == [true] && file.papers.allSatisfy { $0.document != nil })
    for reader in [label.first, label.second] {
      let tasks = try await label.operations.awaitedTasks(of: reader).filter { $0.kind == .labelPaperToPost }
      #expect(tasks.map(\.place) == [.label(label.territory)])
    }
    await #expect(throws: Refusal.self) {
      try await label.operations.notePosted(2, of: label.territory, by: label.lead)
    }
    try await label.operations.notePosted(2, of: label.territory, by: label.second)
    await #expect(throws: Refusal.changedMeanwhile) {
      try await label.operations.notePosted(2, of: label.territory, by: label.first)
    }
    #expect(try await label.file().papers.map(\.awaitsPost) == [false])
    #expect(try await label.operations.awaitedTasks(of: label.first).allSatisfy { $0.kind != .labelPaperToPost })
    if case .intact = try await verifyJournal(of: label.house.database) { return }
    Issue.record("the journal is broken")
  }
}
