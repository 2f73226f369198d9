import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct AppealTests {
  private func refused() async throws -> (HandsHouse, ID<Dossier>) {
    let house = try await HandsHouse(DecisionTerms())
    let id = try await house.deliberated()
    try await house.decide(id, .rejected)
    try await house.operations.notifyDecision(
      id, version: try await house.house.load(id).version, by: house.checker)
    return (house, id)
  }

  private func record(_ draft: AppealDraft, of id: ID<Dossier>, _ house: HandsHouse, by principal: Principal)
    async throws
  {
    try await house.operations.recordAppeal(
      draft, of: id, version: try await house.house.load(id).version, by: principal)
  }

  @Test func `an applicant appeals in the site, and the silence on it runs from that day until it is answered`()
    async throws
  {
    let (house, id) = try await refused()
    let (operations, applicant) = (house.operations, house.desk.applicant)
    #expect(try await operations.dossier(id, for: applicant).facts.mayAppeal)
    #expect(
      try await house.refusal { try await record(AppealDraft(reasons: "\u{200B} "), of: id, house, by: applicant) }
        == .invalid([Finding(field: "reasons", problem: .missing)]))
    try await record(AppealDraft(reasons: "Nous contestons."), of: id, house, by: applicant)
    let today = Day(house.house.clock.world.now())
    #expect(try await house.house.load(id).state == .appealed)
    #expect(try await operations.appealFile(of: id, for: applicant).appealedOn == today)
    #expect(try await operations.dossier(id, for: applicant).facts.appealedOn == nil)
    #expect(
      try await house.refusal { try await record(AppealDraft(reasons: "Encore."), of: id, house, by: applicant) }
        == .notPossible(.appeal, from: .appealed))
    let steps = try await house.desk.letters("step")
    #expect(steps.last?.person == applicant.person)
    let third = try await house.house.person(.instructor, "thaïs")
    for state in [DossierState.appealed, .inReview] {
      let facts = try await operations.dossier(id, for: third).facts
      #expect(facts.appealedOn == today, "\(state)")
      #expect(facts.appeal == AppealClock(notifiedOn: today, appealedOn: today), "\(state)")
      let times = try await operations.queueTimes(of: [id], for: third)
      #expect(times[id]?.clock?.silenceOn == today.adding(months: 2), "\(state)")
      if state == .appealed {
        try await operations.moveDossier(
          id, version: try await house.house.load(id).version, by: .reconsider, reasons: "Reçu.", principal: third)
      }
    }
    #expect(try await house.desk.isJournalIntact())
  }

  @Test func `an appeal that came by post is recorded by the service with the day on which it came`() async throws {
    let (house, id) = try await refused()
    let told = Day(house.house.clock.world.now())
    house.house.clock.advance(seconds: 20 * 86_400)
    let today = Day(house.house.clock.world.now())
    let service = house.preparer
    for (day, problem) in [
      ("", Finding.Problem.missing), ("demain", .notADay), ("\(today.adding(days: 1))", .dayAhead),
      ("\(told.adding(days: -1))", .beforeNotice),
    ] {
      #expect(
        try await house.refusal {
          try await record(AppealDraft(reasons: "Lettre.", receivedOn: day), of: id, house, by: service)
        } == .invalid([Finding(field: "receivedOn", problem: problem)]))
    }
    let stranger = try await house.house.person(.applicant, "autre")
    #expect(
      try await house.refusal { try await record(AppealDraft(reasons: "Je."), of: id, house, by: stranger) }
        == .notFound)
    let came = told.adding(days: 12)
    try await record(AppealDraft(reasons: "Lettre.", receivedOn: "\(came)"), of: id, house, by: service)
    let facts = try await house.operations.dossier(id, for: house.checker).facts
    #expect(facts.appealedOn == came)
    let order = try await house.house.database.read { transaction in
      try transaction.row("SELECT due_order FROM dossiers WHERE id = \(id)")?.text("due_order")
    }
    #expect(order == "\(came.adding(months: 2))")
  }

  @Test func `what was found inadmissible can be appealed against too`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    try await desk.operations.moveDossier(
      dossier.id, version: dossier.version, by: .findInadmissible, reasons: "Hors sujet.", principal: desk.instructor)
    let terms = ExampleProgramme.procedure.receipt.appeal[.french]
    #expect(try await desk.letters("step").last?.body.contains(terms) ?? false)
    let version = try await desk.house.load(dossier.id).version
    try await desk.operations.recordAppeal(
      AppealDraft(reasons: "Si."), of: dossier.id, version: version, by: desk.applicant)
    let facts = try await desk.operations.dossier(dossier.id, for: desk.other).facts
    #expect(facts.appealedOn != nil && facts.appeal != nil)
  }

  @Test func `an appeal that came in time lets the time for the court run anew from the silence on it`() throws {
    let told = try #require(Day("2026-11-23"))
    let appealed = told.adding(days: 30)
    let clock = AppealClock(notifiedOn: told, appealedOn: appealed)
    #expect(clock.lastDay == AppealClock(notifiedOn: appealed.adding(months: 2)).lastDay)
    #expect(
      AppealClock(notifiedOn: told, appealedOn: told.adding(months: 6)).lastDay == AppealClock(notifiedOn: told).lastDay
    )
  }
}
