import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The queue of the service: its order, its filters, its counts, kept views.
@Suite struct QueueTests {
  private func titles(_ desk: DeskHouse, _ filter: QueueFilter) async throws -> [String] {
    try await desk.operations.queue(filter, for: desk.instructor, .longest).items.map(\.title)
  }

  @Test func `dossiers are found by pieces of their reference, title or lead's name, without accents or case`()
    async throws
  {
    let desk = try await DeskHouse()
    let first = try await desk.submitted("Val d’Œuvre à l’Été")
    let lead = try await desk.house.person(.applicant, "Noël-Lœb")
    _ = try await desk.submitted("100 % local_e", by: lead)
    let found: [(String, [String])] = [
      ("val d'oeuvre", ["Val d’Œuvre à l’Été"]), ("ÉTÉ", ["Val d’Œuvre à l’Été"]), ("ete val", ["Val d’Œuvre à l’Été"]),
      (first.reference.lowercased(), ["Val d’Œuvre à l’Été"]), ("zoe", ["Val d’Œuvre à l’Été"]),
      ("noel loeb", ["100 % local_e"]), ("100 %", ["100 % local_e"]), ("%", ["100 % local_e"]),
      ("l_e", ["100 % local_e"]), ("absent", []), ("'; DROP TABLE dossiers; --", []),
    ]
    for (text, expected) in found {
      #expect(try await titles(desk, QueueFilter(text: text)) == expected, "\(text)")
    }
  }

  @Test func `dossiers are narrowed by who has them, and counted by state under the other filters`() async throws {
    let desk = try await DeskHouse()
    let (one, two) = (try await desk.submitted("Un"), try await desk.submitted("Deux"))
    _ = try await desk.submitted("Trois")
    try await desk.give([one], to: desk.instructor, by: desk.instructor)
    try await desk.give([two], to: desk.other, by: desk.instructor)
    try await desk.operations.moveDossier(
      two.id, version: two.version, by: .findAdmissible, reasons: nil, principal: desk.instructor)
    #expect(try await titles(desk, QueueFilter(given: .me)) == ["Un"])
    #expect(try await titles(desk, QueueFilter(given: .nobody)) == ["Trois"])
    let sacha = try #require(desk.other.person)
    #expect(try await titles(desk, QueueFilter(given: .person(sacha))) == ["Deux"])
    func counts(_ filter: QueueFilter) async throws -> [DossierState: Int] {
      try await desk.operations.queueDesk(filter, of: [], for: desk.instructor).counts
    }
    #expect(try await counts(QueueFilter(state: .admissible)) == [.submitted: 2, .admissible: 1])
    #expect(try await counts(QueueFilter(given: .nobody)) == [.submitted: 1])
    #expect(try await counts(QueueFilter(text: "deux")) == [.admissible: 1])
    let around = try await desk.operations.queueDesk(QueueFilter(), of: [one.id, two.id], for: desk.instructor)
    #expect(around.holders.mapValues(\.name) == [one.id: "alix", two.id: "sacha"])
    #expect(around.examiners.map(\.name) == ["alix", "sacha"])
  }

  @Test func `the soonest legal due date comes first, then what stands still, then what waits for nothing`()
    async throws
  {
    let desk = try await DeskHouse()
    let old = try await desk.submitted("Ancien")
    desk.house.clock.advance(seconds: 3 * 86_400)
    let stopped = try await desk.submitted("Arrêté")
    let done = try await desk.submitted("Fini")
    desk.house.clock.advance(seconds: 3 * 86_400)
    _ = try await desk.submitted("Récent")
    try await desk.operations.askForComplements(
      ComplementDraft(fields: ["name"], indispensable: ["name"], reason: "Précisez.", due: "20/12/2026"),
      of: stopped.id, version: stopped.version, by: desk.instructor)
    try await desk.operations.moveDossier(
      done.id, version: done.version, by: .findInadmissible, reasons: "Hors sujet.", principal: desk.instructor)
    #expect(try await titles(desk, QueueFilter()) == ["Ancien", "Récent", "Arrêté", "Fini"])
    #expect(try await titles(desk, QueueFilter(order: .arrival)).first == "Ancien")
    #expect(try await titles(desk, QueueFilter(order: .arrival)).last == "Récent")

    // The clock begins anew on the day the papers came.
    _ = try await desk.operations.submitDossier(
      stopped.id, version: try await desk.house.load(stopped.id).version, by: desk.applicant)
    #expect(try await titles(desk, QueueFilter()) == ["Ancien", "Arrêté", "Récent", "Fini"])
    let before = try await desk.operations.queueTimes(of: [old.id, done.id], for: desk.instructor)
    #expect(before[old.id]?.isOverdue == false && before[done.id]?.clock == nil)
    desk.house.clock.set(TestWorld.noon(2027, 1, 24))
    #expect(try await desk.operations.queueTimes(of: [old.id], for: desk.instructor)[old.id]?.isOverdue == true)
  }

  @Test func `the kept order is that of the clock after every step, and is made good after an upgrade`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    func orders() async throws -> (kept: String, read: String) {
      let kept = try await desk.house.database.read {
        try $0.row("SELECT due_order FROM dossiers WHERE id = \(dossier.id)")?.text("due_order") ?? ""
      }
      let file = try await desk.operations.dossier(dossier.id, for: desk.applicant)
      return (kept, LegalClock.order(of: file.timing.clock))
    }
    var seen: [String] = []
    for event in [DossierEvent.findAdmissible, .openReview, .deliberate] {
      let version = try await desk.house.load(dossier.id).version
      try await desk.operations.moveDossier(
        dossier.id, version: version, by: event, reasons: event == .deliberate ? "Par écrit." : nil,
        principal: desk.instructor)
      let (kept, read) = try await orders()
      #expect(kept == read)
      seen.append(kept)
    }
    try await desk.house.decideAndPublish(dossier.id, by: desk.instructor)
    #expect(try await orders().kept == "without" && seen.allSatisfy { $0 == "2027-01-23" })
    let late = try await desk.submitted("Autre")
    try await desk.house.database.write { transaction in
      _ = try transaction.execute("UPDATE dossiers SET due_order = 'unknown'")
    }
    try await desk.operations.keepMissingDueOrders()
    #expect(try await orders().kept == "without")
    let kept = try await desk.house.database.read {
      try $0.row("SELECT due_order FROM dossiers WHERE id = \(late.id)")?.text("due_order")
    }
    #expect(kept == "2027-01-23")
  }

  @Test func `a filter is kept under a name, found again, replaced and deleted, by its owner alone`() async throws {
    let desk = try await DeskHouse()
    func views(_ principal: Principal) async throws -> [QueueView] {
      try await desk.operations.queueDesk(QueueFilter(), of: [], for: principal).views
    }
    let filter = QueueFilter(state: .submitted, given: .nobody, text: "été", order: .arrival)
    try await desk.operations.keepQueueView(filter, as: " À prendre ", by: desk.instructor)
    #expect(try await views(desk.instructor).map(\.name) == ["À prendre"])
    #expect(try await views(desk.instructor).map(\.filter) == [filter])
    #expect(try await views(desk.other) == [])
    try await desk.operations.keepQueueView(QueueFilter(given: .me), as: "À prendre", by: desk.instructor)
    let kept = try #require(try await views(desk.instructor).first)
    #expect(kept.filter == QueueFilter(given: .me))
    try await desk.operations.deleteQueueView(kept.id, by: desk.other)
    #expect(try await views(desk.instructor).count == 1)
    try await desk.operations.deleteQueueView(kept.id, by: desk.instructor)
    try await desk.operations.deleteQueueView(kept.id, by: desk.instructor)
    #expect(try await views(desk.instructor) == [])
    for name in ["", String(repeating: "x", count: 61)] {
      await #expect(throws: Refusal.self) {
        try await desk.operations.keepQueueView(QueueFilter(), as: name, by: desk.instructor)
      }
    }
    for number in 1...QueueView.most {
      try await desk.operations.keepQueueView(QueueFilter(), as: "\(number)", by: desk.instructor)
    }
    await #expect(throws: Refusal.tooManyViews(maximum: QueueView.most)) {
      try await desk.operations.keepQueueView(QueueFilter(), as: "de trop", by: desk.instructor)
    }
    await #expect(throws: Refusal.notAllowed(.readQueue)) {
      try await desk.operations.keepQueueView(QueueFilter(), as: "x", by: desk.applicant)
    }
  }
}
