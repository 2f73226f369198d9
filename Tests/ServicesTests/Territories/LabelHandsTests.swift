import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Who decides on a label: never whoever had a hand in what is decided on, and never by calling the holder's word a mistake.
@Suite struct LabelHandsTests {
  private func correct(
    _ number: Int, of label: LabelHouse, to day: Day? = nil, by principal: Principal
  ) async throws {
    try await label.operations.correctLabelEvent(
      number, of: label.territory, to: day, reasons: "Erreur", version: try await label.file().version, site: "",
      by: principal)
  }

  @Test func `a hearing that was asked for is not taken away as a mistake, and is held before a withdrawal`()
    async throws
  {
    let label = try await LabelHouse()
    try await label.take(label.notice(), by: label.first)
    try await label.take(.answerNotice("Voici."), by: label.lead)
    try await label.take(.askForHearing, by: label.lead)
    for number in [3, 4] {
      await #expect(throws: Refusal.notFound) { try await correct(number, of: label, by: label.second) }
      await #expect(throws: Refusal.notFound) {
        try await correct(number, of: label, to: label.today, by: label.second)
      }
    }
    await #expect(throws: Refusal.label(.hearingPending)) { try await label.take(.withdraw("M"), by: label.second) }
  }

  @Test func `the service neither revives a label that was given up nor strikes what the holder asks for`() async throws
  {
    let label = try await LabelHouse()
    let perimeter = [PlaceCode(level: .municipality, code: "92001")]
    try await label.take(.requestChange(.perimeter(perimeter), "Raisons"), by: label.lead)
    await #expect(throws: Refusal.notFound) { try await correct(2, of: label, by: label.second) }
    try await label.take(.relinquish("Fin"), by: label.lead)
    await #expect(throws: Refusal.notFound) { try await correct(3, of: label, by: label.second) }
    #expect(try await label.file().facts.state == .relinquished)
  }

  @Test func `a corrected notice keeps its author, and neither they nor who corrected it decide on it`() async throws {
    let label = try await LabelHouse()
    let third = try await label.house.person(.instructor, "noa")
    try await label.take(label.notice(), by: label.first)
    try await correct(2, of: label, to: label.today, by: label.second)
    let corrected = try #require(try await label.file().events.last)
    #expect(corrected.author == label.first.person && corrected.corrector == label.second.person)
    try await label.take(.answerNotice("Voici."), by: label.lead)
    label.pass(days: 16)
    for judge in [label.first, label.second] {
      #expect(try await label.file().problem(of: .withdraw, by: judge.person) == .sameJudge)
      await #expect(throws: Refusal.label(.sameJudge)) { try await label.take(.withdraw("M"), by: judge) }
    }
    try await label.take(.withdraw("M"), by: third)
    #expect(try await label.file().facts.state == .withdrawn)
  }

  @Test func `nothing is decided on a notice or a proposal of somebody whom an interest binds by now`() async throws {
    let label = try await LabelHouse()
    let third = try await label.house.person(.instructor, "noa")
    try await label.take(label.notice(), by: label.first)
    label.pass(days: 16)
    try await label.operations.declareConflict(label.dossier.id, words: "Un lien.", by: label.first)
    let reader = label.second
    #expect(try await label.file(reader).problem(of: .withdraw, by: third.person) == .boundHand)
    for step in [LabelAction.withdraw("M"), .suspend("M")] {
      await #expect(throws: Refusal.label(.boundHand)) { try await label.take(step, by: third) }
    }
    try await label.take(.dropNotice("À reprendre"), by: label.second)
    try await label.take(label.notice(), by: label.second)
    label.pass(days: 16)
    try await label.take(.withdraw("M"), by: third)
    #expect(try await label.file(reader).facts.state == .withdrawn)
  }

  @Test func `who recorded the hearing, or closed the procedure and saw it opened again, does not decide`() async throws
  {
    let label = try await LabelHouse()
    let third = try await label.house.person(.instructor, "noa")
    try await label.take(label.notice(), by: label.first)
    try await label.take(.answerNotice("Voici."), by: label.lead)
    try await label.take(.dropNotice("Rien"), by: label.second)
    try await correct(4, of: label, by: third)
    for judge in [label.first, label.second, third] {
      await #expect(throws: Refusal.label(.sameJudge)) { try await label.take(.withdraw("M"), by: judge) }
    }
    let fourth = try await label.house.person(.instructor, "lou")
    label.pass(days: 16)
    try await label.take(.withdraw("M"), by: fourth)
    let other = try await LabelHouse()
    try await other.take(other.notice(), by: other.first)
    try await other.take(.askForHearing, by: other.lead)
    try await other.take(.recordHearing("Entendu"), by: other.second)
    other.pass(days: 16)
    await #expect(throws: Refusal.label(.sameJudge)) { try await other.take(.withdraw("M"), by: other.second) }
  }

  @Test func `a renewal and its refusal are proposed by one and decided by another, as they were proposed`()
    async throws
  {
    let label = try await LabelHouse()
    let end = try #require(try await label.file().standing.endsOn)
    label.house.clock.set(end.adding(days: -10).start.addingTimeInterval(43_200))
    try await label.take(.requestRenewal("Nous continuons."), by: label.lead)
    let letters = try await label.letters(to: label.lead).count
    await #expect(throws: Refusal.label(.noProposal)) { try await label.take(.renew("x"), by: label.first) }
    try await label.take(.proposeRenewal(isFavourable: false, "Deux bilans manquent."), by: label.first)
    await #expect(throws: Refusal.label(.sameJudge)) { try await label.take(.refuseRenewal("x"), by: label.first) }
    await #expect(throws: Refusal.label(.noProposal)) { try await label.take(.renew("x"), by: label.second) }
    let seen = try await label.file(label.lead)
    #expect(seen.events.map(\.content.step) == [.grant, .requestRenewal])
    #expect(try await label.letters(to: label.lead).count == letters)
    // Who disagrees proposes the other, and then the first decides.
    try await label.take(.proposeRenewal(isFavourable: true, "Ils arrivent."), by: label.second)
    await #expect(throws: Refusal.label(.sameJudge)) { try await label.take(.renew("x"), by: label.second) }
    try await label.take(.renew("D’accord."), by: label.first)
    #expect(try await label.file().standing.renewalProposal == nil)
    #expect(try await label.file().standing.endsOn == end.adding(days: 1).lastDay(ofMonths: 36))
  }

  @Test func `reports that are missing are known when a renewal is decided`() async throws {
    let label = try await LabelHouse()
    let granted = label.today
    label.house.clock.set(granted.adding(months: 35).start.addingTimeInterval(43_200))
    #expect(
      try await label.file().standing.missingReports == [granted.adding(months: 12), granted.adding(months: 24)])
    label.house.clock.set(granted.adding(months: 12).start.addingTimeInterval(43_200))
    #expect(try await label.file().standing.missingReports.isEmpty)
  }

  @Test func `the service is told what the holder does, without those whom the dossier binds`() async throws {
    let label = try await LabelHouse()
    let bound = try await label.house.person(.instructor, "noa")
    try await label.take(label.notice(), by: label.first)
    try await label.operations.declareConflict(label.dossier.id, words: "Ma sœur la dirige.", by: bound)
    try await label.take(.answerNotice("Voici."), by: label.lead)
    try await label.take(.askForHearing, by: label.lead)
    for person in [label.first, label.second] {
      let subjects = try await label.letters(to: person)
      #expect(subjects.count == 2 && subjects.contains { $0.contains("Réponse du chef de file") })
    }
    #expect(try await label.letters(to: bound).isEmpty)
    let lead = try #require(label.lead.person)
    let names = try await label.house.database.read { transaction in
      try transaction.count(
        "SELECT COUNT(*) AS count FROM outbox WHERE person_id = \(lead) AND subject LIKE '%Réponse%'")
    }
    #expect(names == 0)
  }
}
