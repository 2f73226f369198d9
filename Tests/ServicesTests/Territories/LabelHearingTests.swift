import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// A hearing is not got round by putting records right.
@Suite struct LabelHearingTests {
  private func correct(_ label: LabelHouse, _ step: LabelStep, to day: Day?, by principal: Principal) async throws {
    let file = try await label.file()
    let number = try #require(file.events.last { $0.content.step == step }?.number)
    try await label.operations.correctLabelEvent(
      number, of: label.territory, to: day, reasons: "Erreur.", version: file.version, site: LabelHouse.site,
      by: principal)
  }

  @Test func `what a holder answered, and the hearing that they asked for, is not corrected away`() async throws {
    let label = try await LabelHouse()
    try await label.take(label.notice(), by: label.first)
    label.pass(days: 1)
    try await label.take(.answerNotice("Nous l’avons envoyé."), by: label.lead)
    try await label.take(.askForHearing, by: label.lead)
    for step in [LabelStep.answerNotice, .askForHearing] {
      await #expect(throws: Refusal.notFound) { try await correct(label, step, to: nil, by: label.second) }
    }
    await #expect(throws: Refusal.label(.hearingPending)) {
      try await label.take(.withdraw("Motifs"), by: label.second)
    }
  }

  @Test func `neither who gave a notice nor who put its record right decides on it`() async throws {
    let label = try await LabelHouse()
    label.pass(days: 10)
    try await label.take(label.notice(), by: label.first)
    try await correct(label, .giveNotice, to: label.today, by: label.second)
    label.pass(days: 1)
    try await label.take(.answerNotice("Nous l’avons envoyé."), by: label.lead)
    label.pass(days: 16)
    for hand in [label.first, label.second] {
      await #expect(throws: Refusal.label(.sameJudge)) { try await label.take(.withdraw("Motifs"), by: hand) }
    }
    let third = try await label.house.person(.instructor, "thaïs")
    try await label.take(.withdraw("Motifs"), by: third)
    #expect(try await label.file().facts.state == .withdrawn)
  }

  @Test func `whoever leads a label in force hands it over before their account goes`() async throws {
    let label = try await LabelHouse()
    let lead = try #require(label.lead.person)
    let name = try await label.file().facts.name
    #expect(try await label.operations.erasurePreview(for: label.lead).obstacle == .leadsLabel(name))
    await #expect(throws: Refusal.leadsLabel(name)) {
      try await label.operations.eraseAccount(lead, by: label.lead)
    }
    try await label.take(.relinquish("Fin"), by: label.lead)
    try await label.operations.eraseAccount(lead, by: label.lead)
  }
}
