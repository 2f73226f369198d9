import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// A session from its plan to its end.
@Suite struct JurySessionTests {
  private static let labelled = JuryChoice(.labelled)
  private static let rejected = JuryChoice(.rejected)

  @Test func `a session is planned, opened, votes, proposes, and the dossier has been deliberated`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    for juror in 0..<3 { try await jury.vote(JurySessionTests.labelled, juror, on: item, in: id) }
    try await jury.vote(.abstention, 3, on: item, in: id)
    let counted = try await jury.end(item, in: id)
    #expect(counted.result?.tally == JuryTally([JurySessionTests.labelled: 3, .abstention: 1]))
    #expect(try await jury.proposal(dossier) == nil)
    try await jury.close(counted, in: id)
    #expect(try await jury.house.load(dossier.id).state == .deliberated)
    let proposal = try #require(try await jury.proposal(dossier))
    #expect(proposal.outcome == .labelled && proposal.session == id && proposal.reason == "Un motif.")
    try await jury.step(.close, id)
    #expect(try await jury.session(id).state == .closed)
    // Every member and the secretary gets minutes of their own.
    let orders = try await jury.house.database.read {
      try $0.count("SELECT COUNT(*) AS count FROM outbox WHERE kind = 'minutes' AND channel = 'document'")
    }
    #expect(orders == 5)
  }

  @Test func `a plan without a president, members, a secretary or an hour is told all of it at its fields`()
    async throws
  {
    let jury = try await JuryHouse()
    let wrong = jury.draft {
      $0.title = " "
      $0.president = ""
      $0.members = []
      $0.secretaries = []
      $0.hour = "25h"
    }
    do {
      _ = try await jury.operations.planJury(wrong, in: jury.wave.slug, by: jury.secretary) { "…/\($0)" }
      Issue.record("it was planned")
    } catch Refusal.invalid(let findings) {
      #expect(Set(findings.map(\.field)) == ["title", "hour", "president", "members", "secretaries"])
    }
    // Somebody without the role does not sit.
    let stranger = try await jury.house.person(.expert, "lou")
    let id = try await jury.operations.planJury(
      jury.draft { $0.members.insert(stranger.person.map { "\($0)" } ?? "") }, in: jury.wave.slug, by: jury.secretary,
      address: { "…/\($0)" })
    #expect(try await jury.session(id).members.count == 5)
  }

  @Test func `the vote cannot end without the quorum, which is reckoned anew after recusals`() async throws {
    let jury = try await JuryHouse(members: 5)
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier], present: 2)
    let item = try await jury.voting(0, in: id)
    try await jury.vote(JurySessionTests.labelled, 0, on: item, in: id)
    await #expect(throws: Refusal.jury(.noQuorum(present: 2, needed: 3))) { try await jury.end(item, in: id) }
    // Two of those who are not there are recused: the base shrinks to three, of which two are more than half.
    for juror in 3...4 {
      try await jury.operations.depart(jury.jurors[juror].person, from: item.id, in: id, by: jury.secretary)
    }
    let room = try #require(try await jury.end(item, in: id).result?.room)
    #expect(room.base == 3 && room.needed == 2 && room.present.count == 2 && room.recused.count == 2)
  }

  @Test func `with all members as the base, recusals make the quorum harder to reach`() async throws {
    let jury = try await JuryHouse(members: 4)
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier]) { $0.base = "whole" }
    let item = try await jury.voting(0, in: id)
    for juror in 2...3 {
      try await jury.operations.depart(nil, from: item.id, in: id, by: jury.jurors[juror])
    }
    await #expect(throws: Refusal.jury(.noQuorum(present: 2, needed: 3))) { try await jury.end(item, in: id) }
  }

  @Test func `a member who has a part in a dossier neither reads nor votes on it, and does not count`() async throws {
    let jury = try await JuryHouse()
    let person = try #require(jury.jurors[1].person)
    let own = Principal(person: person, roles: [.applicant])
    let (bound, other) = (try await jury.reviewed("Le sien", by: own), try await jury.reviewed("Un autre"))
    let id = try await jury.opened([bound, other])
    let item = try await jury.voting(0, in: id)
    await #expect(throws: Refusal.notFound) {
      try await jury.vote(JurySessionTests.labelled, 1, on: item, in: id)
    }
    let view = try await jury.operations.jury(id, for: jury.jurors[1])
    #expect(view.items.map { $0.dossier?.title } == ["Un autre"] && view.leftOut == 1 && view.isAway)
    let whole = try await jury.operations.jury(id, for: jury.jurors[2])
    #expect(whole.items.count == 2 && whole.items[0].room.base == 3 && whole.items[0].room.recused == [person])
    let minutes = try await jury.operations.minutes(of: id, for: jury.jurors[1]).minutes
    #expect(minutes.view.leftOut == 1 && !minutes.view.items.contains { $0.dossier?.id == bound.id })
  }

  @Test func `a tie is decided by the president in writing, and by nobody else`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    for juror in 0..<4 {
      try await jury.vote(
        juror < 2 ? JurySessionTests.labelled : JurySessionTests.rejected, juror, on: item, in: id)
    }
    let counted = try await jury.end(item, in: id)
    #expect(counted.result?.verdict == .tied([JurySessionTests.labelled, JurySessionTests.rejected]))
    await #expect(throws: Refusal.jury(.castingAwaited)) { try await jury.close(counted, in: id) }
    func cast(_ principal: Principal, _ choice: JuryChoice, _ reason: String) async throws {
      try await jury.operations.castCastingVote(
        choice, reason: reason, on: item.id, round: 1, in: id, by: principal)
    }
    await #expect(throws: Refusal.notAllowed(.leadJury)) {
      try await cast(jury.secretary, JurySessionTests.rejected, "Non.")
    }
    await #expect(throws: Refusal.invalid([Finding(field: "castingReason", problem: .missing)])) {
      try await cast(jury.jurors[0], JurySessionTests.rejected, " ")
    }
    await #expect(throws: Refusal.invalid([Finding(field: "casting", problem: .missing)])) {
      try await cast(jury.jurors[0], JuryChoice(.deepening), "Autre.")
    }
    try await cast(jury.jurors[0], JurySessionTests.rejected, "Le collectif n’est pas prêt.")
    try await jury.close(counted, in: id)
    #expect(try await jury.proposal(dossier)?.outcome == .rejected)
  }

  @Test func `an item is taken up again with a reason, and not once the dossier is decided`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    func round(_ choice: JuryChoice, _ item: JuryItem) async throws {
      for juror in 0..<3 { try await jury.vote(choice, juror, on: item, in: id) }
      try await jury.close(try await jury.end(item, in: id), in: id)
    }
    let item = try await jury.voting(0, in: id)
    try await round(JurySessionTests.rejected, item)
    func reopen(_ reason: String, round: Int) async throws {
      try await jury.operations.reopenItem(item.id, round: round, reason: reason, in: id, by: jury.secretary)
    }
    await #expect(throws: Refusal.invalid([Finding(field: "reopening", problem: .missing)])) {
      try await reopen("", round: 1)
    }
    try await reopen("Une pièce manquait.", round: 1)
    #expect(try await jury.proposal(dossier) == nil)
    try await jury.operations.openVote(on: item.id, round: 2, ballot: .open, in: id, by: jury.secretary)
    try await round(JurySessionTests.labelled, try await jury.session(id).items[0])
    #expect(try await jury.proposal(dossier)?.outcome == .labelled)
    #expect(try await jury.session(id).items[0].results.map(\.reopening) == ["Une pièce manquait.", nil])
    let decided = try await jury.house.load(dossier.id)
    try await jury.operations.decideDossier(
      dossier.id, version: decided.version, outcome: .labelled, reasons: "Des motifs.",
      signatory: Decision.Signatory(name: "Noa Exemple", function: "Directrice"), by: jury.secretary)
    await #expect(throws: Refusal.jury(.decidedAlready)) { try await reopen("Encore.", round: 2) }
  }

  @Test func `a juror reads the dossiers of the agenda until the session closes, and no others`() async throws {
    let jury = try await JuryHouse()
    let (listed, other) = (try await jury.reviewed(), try await jury.reviewed("Ailleurs"))
    let id = try await jury.opened([listed])
    let juror = jury.jurors[1]
    #expect(try await jury.operations.juryDossier(listed.id, for: juror).dossier.id == listed.id)
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.juryDossier(other.id, for: juror) }
    let stranger = try await jury.house.person(.jury, "hors-séance")
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.juryDossier(listed.id, for: stranger) }
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.jury(id, for: stranger) }
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.jury(id, for: jury.applicant) }
    try await jury.step(.close, id)
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.juryDossier(listed.id, for: juror) }
  }

  @Test func `two who lead at once: one step is taken, the other is told; what is pressed twice happens once`()
    async throws
  {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let version = try await jury.session(id).version
    try await jury.operations.stepJury(id, version: version, by: .suspend, principal: jury.secretary)
    await #expect(throws: Refusal.jury(.movedOn)) {
      try await jury.operations.stepJury(id, version: version, by: .close, principal: jury.jurors[0])
    }
    try await jury.step(.resume, id)
    let item = try await jury.voting(0, in: id)
    for juror in 0..<3 { try await jury.vote(JurySessionTests.labelled, juror, on: item, in: id) }
    let counted = try await jury.end(item, in: id)
    _ = try await jury.end(item, in: id)
    try await jury.close(counted, in: id)
    try await jury.close(counted, in: id)
    let steps = try await jury.house.database.read { try DossierRecords($0).history(of: dossier.id) }
    #expect(steps.count { $0.event == .deliberate } == 1)
  }

  @Test func `the agenda is put in order, and what was dealt with stays on it`() async throws {
    let jury = try await JuryHouse()
    let dossiers = [try await jury.reviewed("Un"), try await jury.reviewed("Deux")]
    let id = try await jury.operations.planJury(jury.draft(), in: jury.wave.slug, by: jury.secretary) { "…/\($0)" }
    try await jury.add(.add(dossiers.map(\.id)), to: id)
    try await jury.add(.addFree("Calendrier"), to: id)
    let items = try await jury.session(id).items
    try await jury.add(.lower(items[0].id), to: id)
    #expect(try await jury.session(id).items.map(\.id) == [items[1].id, items[0].id, items[2].id])
    await #expect(throws: Refusal.changedMeanwhile) { try await jury.add(.add([dossiers[0].id]), to: id) }
    try await jury.add(.remove(items[2].id), to: id)
    try await jury.step(.open, id)
    try await jury.operations.callItem(items[0].id, in: id, by: jury.secretary)
    await #expect(throws: Refusal.jury(.itemUnfinished)) { try await jury.add(.remove(items[0].id), to: id) }
    await #expect(throws: Refusal.jury(.itemUnfinished)) { try await jury.step(.close, id) }
  }
}
