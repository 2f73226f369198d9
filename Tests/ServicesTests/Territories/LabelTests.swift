import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The life of a label through the operations.
@Suite struct LabelTests {
  @Test func `a label states its term and conditions, and nothing of it shows before its publication`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let (lead, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let draft = try await house.draft(in: wave, by: lead)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: lead)
    try await house.examine(dossier.id, by: instructor)
    try await house.operations.decideDossier(
      dossier.id, version: try await house.load(dossier.id).version, outcome: .labelled, reasons: "-",
      signatory: Decision.Signatory(name: "Noa", function: "Directrice"), by: instructor)
    let today = Day(house.clock.world.now())
    #expect(try await house.operations.label(of: dossier.id, for: lead) == nil)
    #expect(try await house.operations.register(on: today, .longest).total == 0)
    #expect(try await house.operations.labels(nil, .longest, for: instructor).total == 0)
    let code = try await house.database.read { try $0.row("SELECT code FROM labels")?.text("code") }
    #expect(try await house.operations.verifyLabel(try #require(code)) == nil)
    try await house.operations.notifyDecision(
      dossier.id, version: try await house.load(dossier.id).version, by: instructor)
    try await house.operations.publishDecision(
      dossier.id, version: try await house.load(dossier.id).version, by: instructor)
    let id = try #require(try await house.operations.label(of: dossier.id, for: lead))
    let file = try await house.operations.label(id, for: lead)
    #expect(file.standing.endsOn == today.lastDay(ofMonths: 36))
    #expect(file.standing.act.conditions.map(\.id) == ["report", "plan", "lead", "charter"])
    #expect(try await house.operations.register(on: today, .longest).items.map(\.slug) == [file.facts.slug])
    #expect(try await house.operations.verifyLabel(try #require(code))?.name == file.facts.name)
    #expect(try await house.operations.register(on: today.adding(days: -1), .longest).total == 0)
    await #expect(throws: Refusal.self) {
      _ = try await house.operations.register(on: today.adding(days: 1), .longest)
    }
  }

  @Test func `conditions of a decision are conditions of the label`() async throws {
    let house = try await TestHouse()
    let (lead, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let draft = try await house.draft(in: try await house.openWave(), by: lead)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: lead)
    try await house.examine(dossier.id, by: instructor)
    try await house.operations.decideDossier(
      dossier.id, version: try await house.load(dossier.id).version, outcome: .labelledWithConditions, reasons: "-",
      conditions: "Signer le mandat.", signatory: Decision.Signatory(name: "Noa", function: "Directrice"),
      by: instructor)
    let content = try await house.database.read { try $0.row("SELECT content FROM label_events")?.text("content") }
    #expect(try #require(content).contains("Signer le mandat."))
  }

  @Test func `a withdrawal hears the holder, is decided by somebody else, and ends the label`() async throws {
    let label = try await LabelHouse()
    let granted = label.today
    label.pass(days: 200)
    try await label.take(label.notice(), by: label.first)
    #expect(try await label.file().facts.state == .underNotice)
    #expect(try await label.operations.labelFacts(try await label.file().facts.slug).facts.mark == .valid)
    let limit = label.today.adding(days: 15)
    await #expect(throws: Refusal.label(.answerPending(limit))) {
      try await label.take(.withdraw("Motifs"), by: label.second)
    }
    label.pass(days: 2)
    try await label.take(.answerNotice("Nous l’avons envoyé."), by: label.lead)
    // A first word does not cut short the time in which a hearing can be asked for.
    await #expect(throws: Refusal.label(.answerPending(limit))) {
      try await label.take(.withdraw("Motifs"), by: label.second)
    }
    label.pass(days: 14)
    await #expect(throws: Refusal.label(.sameJudge)) { try await label.take(.withdraw("Motifs"), by: label.first) }
    try await label.take(.withdraw("Motifs"), by: label.second)
    let file = try await label.file()
    #expect(file.facts.state == .withdrawn && file.facts.since == label.today)
    #expect(file.events.last?.content == .withdrawn(reasons: "Motifs", wasAnswered: true))
    #expect(try await label.letters(to: label.lead).count == 2)
    #expect(try await label.register(label.today).isEmpty)
    #expect(try await label.register(label.today.adding(days: -1)).map(\.period.mark) == [.valid])
    #expect(try await label.register(granted).count == 1)
    #expect(
      try await label.operations.territories(in: .french, .longest).items.map(\.label)
        == [PublicLabel(.withdrawn, endedOn: label.today)])
    let counts = try await label.operations.publishedCounts()
    #expect(counts.territories == 0 && counts.challenges == 0)
    #expect(!file.standing.givesAcceleratedTrack)
    await #expect(throws: Refusal.self) { try await label.take(label.notice(), by: label.first) }
    guard case .intact = try await verifyJournal(of: label.house.database) else {
      Issue.record("the chain of the journal is broken")
      return
    }
  }

  @Test func `without an answer in time it can be decided, and a hearing that was asked for must be held`() async throws
  {
    let label = try await LabelHouse()
    label.pass(days: 30)
    try await label.take(label.notice(.suspension), by: label.first)
    try await label.take(.askForHearing, by: label.lead)
    label.pass(days: 16)
    await #expect(throws: Refusal.label(.hearingPending)) { try await label.take(.suspend("M"), by: label.second) }
    try await label.take(.recordHearing("Personne n’est venu."), by: label.first)
    try await label.take(.suspend("M"), by: label.second)
    #expect(try await label.file().events.last?.content == .suspended(reasons: "M", wasAnswered: false))
    #expect(try await label.register(label.today).map(\.period.mark) == [.suspended])
    label.pass(days: 3)
    try await label.take(.resume("M"), by: label.first)
    #expect(try await label.register(label.today).map(\.period.mark) == [.valid])
    #expect(try await label.register(label.today.adding(days: -1)).map(\.period.mark) == [.suspended])
  }

  @Test func `only the holder answers and asks, only the service decides, and nobody else sees the page`() async throws
  {
    let label = try await LabelHouse()
    for role in Role.allCases where ![.instructor, .administrator].contains(role) {
      let principal = try await label.house.person(role, "tiers")
      await #expect(throws: Refusal.notFound) { _ = try await label.operations.label(label.territory, for: principal) }
      await #expect(throws: Refusal.notFound) {
        try await label.operations.takeLabelStep(
          .relinquish("x"), of: label.territory, version: 1, site: "", by: principal)
      }
      await #expect(throws: Refusal.notAllowed(.readLabels)) {
        _ = try await label.operations.labels(nil, .longest, for: principal)
      }
    }
    await #expect(throws: Refusal.notAllowed(.manageLabel)) { try await label.take(label.notice(), by: label.lead) }
    await #expect(throws: Refusal.notAllowed(.holdLabel)) { try await label.take(.relinquish("x"), by: label.first) }
    let administrator = try await label.house.person(.administrator)
    _ = try await label.file(administrator)
    await #expect(throws: Refusal.notAllowed(.manageLabel)) { try await label.take(label.notice(), by: administrator) }
  }

  @Test func `two who decide at once: one decision stands, and the other person is told`() async throws {
    let label = try await LabelHouse()
    label.pass(days: 10)
    let version = try await label.file().version
    async let one: Void = label.take(label.notice(), by: label.first, version: version)
    async let two: Void = label.take(label.notice(.suspension), by: label.second, version: version)
    var refused = 0
    do { try await one } catch Refusal.changedMeanwhile { refused += 1 }
    do { try await two } catch Refusal.changedMeanwhile { refused += 1 }
    #expect(refused == 1)
    #expect(try await label.file().events.count == 2)
  }

  @Test func `a term that runs out ends the label; a renewal asked for in time keeps it and adds a term`() async throws
  {
    let label = try await LabelHouse()
    let end = try #require(try await label.file().standing.endsOn)
    label.house.clock.set(end.adding(days: -10).start.addingTimeInterval(43_200))
    try await label.take(.requestRenewal("Nous continuons."), by: label.lead)
    label.pass(days: 40)
    #expect(try await label.register(label.today).count == 1)
    try await label.take(.proposeRenewal(isFavourable: true, "Deux bilans, un projet."), by: label.second)
    try await label.take(.renew("Bon travail."), by: label.first)
    #expect(try await label.file().standing.endsOn == end.adding(days: 1).lastDay(ofMonths: 36))
    let next = try #require(try await label.file().standing.endsOn)
    label.house.clock.set(next.adding(days: 1).start.addingTimeInterval(60))
    #expect(try await label.operations.lookAtLabels(site: LabelHouse.site) == 1)
    #expect(try await label.operations.lookAtLabels(site: LabelHouse.site) == 0)
    #expect(try await label.file().facts.state == .expired)
    #expect(try await label.operations.labels(.expired, .longest, for: label.first).total == 1)
    #expect(try await label.operations.territories(in: .french, .longest).items.map(\.label.state) == [.expired])
    #expect(try await label.register(next).count == 1)
    #expect(try await label.register(label.today).isEmpty)
  }

  @Test func `the clock reminds of a report, tells that it is late, and does neither twice`() async throws {
    let label = try await LabelHouse()
    let due = try #require(try await label.file().standing.reportDueOn)
    label.house.clock.set(due.adding(days: -30).start.addingTimeInterval(60))
    for _ in 0..<3 { _ = try await label.operations.lookAtLabels(site: LabelHouse.site) }
    #expect(try await label.letters(to: label.lead).count == 1)
    label.house.clock.set(due.adding(days: 1).start.addingTimeInterval(60))
    for _ in 0..<3 { _ = try await label.operations.lookAtLabels(site: LabelHouse.site) }
    #expect(try await label.letters(to: label.lead).count == 2)
    #expect(try await label.operations.labels(.reportLate, .longest, for: label.first).total == 1)
  }

  @Test func `a report is a dossier of the holder in its own call, filed for one year and reviewed`() async throws {
    let label = try await LabelHouse()
    let opens = try #require(try await label.file().standing.reportOpensOn)
    await #expect(throws: Refusal.label(.reportNotOpen(opens))) {
      try await label.take(.fileReport(label.dossier.id), by: label.lead)
    }
    label.house.clock.set(opens.start.addingTimeInterval(43_200))
    let review = try #require(label.operations.programme.procedures.first { $0.id == "label-review" })
    let wave = try await label.house.openWave("bilan", procedure: review)
    let stranger = try await label.house.person(.applicant, "tiers")
    await #expect(throws: Refusal.label(.notAHolder)) {
      _ = try await label.operations.startDossier(in: wave.slug, by: stranger)
    }
    let answers = Answers(
      Dictionary(uniqueKeysWithValues: review.fields.map { ($0.id, Answer.text("Texte d’exemple")) }))
    let draft = try await label.house.draft(answers, in: wave, by: label.lead)
    let report = try await label.operations.submitDossier(draft.id, version: draft.version, by: label.lead)
    #expect(try await label.operations.reportsToFile(label.territory, for: label.lead).map(\.id) == [report.id])
    await #expect(throws: Refusal.label(.noReport)) {
      try await label.take(.fileReport(label.dossier.id), by: label.lead)
    }
    let due = try #require(try await label.file().standing.reportDueOn)
    try await label.take(.fileReport(report.id), by: label.lead)
    let next = try #require(try await label.file().standing.reportOpensOn)
    await #expect(throws: Refusal.label(.reportNotOpen(next))) {
      try await label.take(.fileReport(report.id), by: label.lead)
    }
    #expect(try await label.file().standing.reportDueOn == due.adding(months: 12))
    try await label.take(.reviewReport(due: due, "Rien à ajouter."), by: label.first)
    await #expect(throws: Refusal.label(.noReportDue)) {
      try await label.take(.reviewReport(due: due, "Encore."), by: label.first)
    }
  }

  @Test func `a changed perimeter holds from its day on, for the place search and for the register`() async throws {
    let label = try await LabelHouse()
    #expect(try await label.operations.locate(.code("92001")).first?.territories.isEmpty == true)
    let perimeter = [PlaceCode(level: .municipality, code: "92001")]
    label.pass(days: 5)
    let before = label.today.adding(days: -1)
    let unknown = LabelAction.requestChange(.perimeter([PlaceCode(level: .municipality, code: "00000")]), "Raisons")
    await #expect(throws: Refusal.self) { try await label.take(unknown, by: label.lead) }
    try await label.take(.requestChange(.perimeter(perimeter), "Raisons et mandats"), by: label.lead)
    try await label.take(.grantChange("D’accord"), by: label.first)
    #expect(try await label.operations.locate(.code("92001")).first?.territories.count == 1)
    #expect(try await label.operations.locate(.code("90001")).first?.territories.isEmpty == true)
    let slug = try await label.file().facts.slug
    #expect(try await label.operations.territory(slug).profile.perimeter == perimeter)
    #expect(try await label.register(label.today).map(\.perimeter) == [perimeter])
    #expect(try await label.register(before).map(\.perimeter) != [perimeter])
  }

  @Test func `the perimeter that is in force is no change of it`() async throws {
    let label = try await LabelHouse()
    let codes = try await label.file().perimeter
    let same = LabelAction.requestChange(.perimeter(codes.reversed() + codes.prefix(1)), "Le même")
    await #expect(throws: Refusal.invalid([Finding(field: "perimeter", problem: .unchanged)])) {
      try await label.take(same, by: label.lead)
    }
    #expect(try await label.file().standing.change == nil)
  }

  @Test func `another lead of the collective takes over when the service accepts it`() async throws {
    let label = try await LabelHouse()
    let stranger = try await label.house.person(.applicant, "tiers")
    let wrong = LabelAction.requestChange(.lead(try #require(stranger.person)), "Mandats")
    await #expect(throws: Refusal.notFound) { try await label.take(wrong, by: label.lead) }
    let request = LabelAction.requestChange(.lead(try #require(label.member.person)), "Mandats")
    await #expect(throws: Refusal.notAllowed(.holdLabel)) { try await label.take(request, by: label.member) }
    try await label.take(request, by: label.lead)
    try await label.take(.grantChange("D’accord"), by: label.first)
    try await label.take(.relinquish("Fin"), by: label.member)
    await #expect(throws: Refusal.self) { try await label.take(.relinquish("Fin"), by: label.lead) }
    #expect(try await label.letters(to: label.member).count == 1)
  }

  @Test func `a correction leaves the first record, and the register tells what was known when`() async throws {
    let label = try await LabelHouse()
    label.pass(days: 10)
    try await label.take(label.notice(), by: label.first)
    label.pass(days: 16)
    try await label.take(.withdraw("Motifs"), by: label.second)
    let ended = label.today
    label.pass(days: 5)
    let before = label.house.clock.world.now()
    label.pass(days: 1)
    #expect(try await label.register(label.today).isEmpty)
    let number = try #require(try await label.file().events.last?.number)
    let version = try await label.file().version
    await #expect(throws: Refusal.self) {
      try await label.operations.correctLabelEvent(
        number, of: label.territory, to: nil, reasons: "x", version: version, site: "", by: label.lead)
    }
    try await label.operations.correctLabelEvent(
      number, of: label.territory, to: nil, reasons: "Jugement du tribunal", version: version, site: "", by: label.first
    )
    #expect(try await label.register(label.today).count == 1)
    #expect(try await label.register(ended).count == 1)
    #expect(try await label.register(ended, knownAt: before).isEmpty)
    #expect(try await label.file().events.count == 4)
    #expect(try await label.file().facts.state == .underNotice)
  }

  /// The register is read from periods in the database; here it is computed from the events in memory.
  @Test(arguments: [1, 2, 3]) func `the register of any day and of any knowledge equals a plain computation`(
    seed: Int
  ) async throws {
    let label = try await LabelHouse()
    let first = label.today
    var moments: [Date] = [label.house.clock.world.now()]
    var state = UInt64(seed) &* 2_654_435_761
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    for _ in 0..<40 {
      label.pass(days: pick(25))
      let actions: [(LabelAction, Principal)] = [
        (label.notice(), label.first), (label.notice(.suspension), label.first),
        (.answerNotice("x"), label.lead), (.dropNotice("x"), label.first), (.suspend("x"), label.second),
        (.resume("x"), label.first), (.requestRenewal("x"), label.lead), (.renew("x"), label.first),
        (.proposeRenewal(isFavourable: true, "x"), label.second),
        (.proposeRenewal(isFavourable: false, "x"), label.first), (.refuseRenewal("x"), label.second),
      ]
      let (action, person) = actions[pick(actions.count)]
      do { try await label.take(action, by: person) } catch is Refusal {}
      if pick(6) == 0 {
        let file = try await label.file()
        if let event = file.events.last(where: file.mayBeCorrected) {
          do {
            try await label.operations.correctLabelEvent(
              event.number, of: label.territory, to: pick(2) == 0 ? nil : event.day.adding(days: -pick(4)),
              reasons: "x", version: file.version, site: "", by: label.second)
          } catch is Refusal {}
        }
      }
      moments.append(label.house.clock.world.now())
    }
    let file = try await label.file()
    let grantedPerimeter = file.perimeter
    for moment in moments {
      let life = LabelLife(file.events, knownAt: moment)
      for step in 0..<12 {
        let day = first.adding(days: step * 60)
        guard day <= label.today else { break }
        let expected = life.standing(on: day).flatMap { $0.state.mark == .ended ? nil : $0 }
        let found = try await label.register(day, knownAt: moment)
        #expect(found.map(\.period.mark) == (expected.map { [$0.state.mark] } ?? []), "\(day) \(moment)")
        #expect(found.map(\.perimeter) == (expected.map { [$0.perimeter ?? grantedPerimeter] } ?? []))
      }
    }
  }
}
