import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// A session that is called off, and what leads nowhere any more.
@Suite struct JuryCancellationTests {
  private func letters(_ jury: JuryHouse) async throws -> [String] {
    try await jury.house.database.read { transaction in
      try transaction.rows(
        "SELECT subject, body FROM outbox WHERE kind = 'jury' AND channel = 'mail' ORDER BY id LIMIT 50"
      )
      .map { try $0.text("subject") + "\n" + $0.text("body") }
    }
  }

  private func cancel(_ id: ID<JurySession>, _ jury: JuryHouse, version: Int? = nil, _ reason: String) async throws {
    let now = try await jury.session(id).version
    try await jury.operations.cancelJury(id, version: version ?? now, reason: reason, by: jury.secretary) { "…/\($0)" }
  }

  @Test func `a planned session is called off with a reason, its members are told, and its dossiers are free`()
    async throws
  {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.operations.planJury(jury.draft(), in: jury.wave.slug, by: jury.secretary) { "…/\($0)" }
    try await jury.add(.add([dossier.id]), to: id)
    _ = try await jury.operations.juryDossier(dossier.id, for: jury.jurors[1])
    let told = try await letters(jury).count
    await #expect(throws: Refusal.invalid([Finding(field: "cancellation", problem: .missing)])) {
      try await cancel(id, jury, " ")
    }
    await #expect(throws: Refusal.changedMeanwhile) { try await cancel(id, jury, version: 1, "La salle manque.") }
    for _ in 0..<2 { try await cancel(id, jury, "La salle manque.") }
    // Once each, though it was pressed twice.
    let new = try await letters(jury).dropFirst(told)
    #expect(new.count == 4 && new.allSatisfy { $0.contains("La salle manque.") && $0.contains("annulée") })
    let session = try await jury.session(id)
    #expect(session.state == .cancelled && session.cancellation?.reason == "La salle manque.")
    let listed = try await jury.operations.juries(for: jury.jurors[0], .longest).items
    #expect(listed.map(\.state) == [.cancelled])
    #expect(try await jury.operations.awaitedTasks(of: jury.jurors[1]).isEmpty)
    // Nothing happens in it any more.
    await #expect(throws: Refusal.jury(.movedOn)) { try await jury.step(.open, id) }
    await #expect(throws: Refusal.changedMeanwhile) { try await jury.add(.addFree("Un point"), to: id) }
    await #expect(throws: Refusal.changedMeanwhile) {
      try await jury.operations.changeJury(
        id, version: session.version, to: jury.draft(), by: jury.secretary
      ) { "…/\($0)" }
    }
    await #expect(throws: Refusal.jury(.notOpen)) {
      _ = try await jury.operations.minutes(of: id, for: jury.jurors[0])
    }
    await #expect(throws: Refusal.notFound) {
      _ = try await jury.operations.juryDossier(dossier.id, for: jury.jurors[1])
    }
    let other = try await jury.opened([dossier])
    #expect(try await jury.session(other).items.count == 1)
    await #expect(throws: Refusal.changedMeanwhile) { try await cancel(other, jury, "Trop tard.") }
  }

  @Test func `whoever may not plan sessions calls none off`() async throws {
    let jury = try await JuryHouse()
    let id = try await jury.operations.planJury(jury.draft(), in: jury.wave.slug, by: jury.secretary) { "…/\($0)" }
    await #expect(throws: Refusal.notAllowed(.planJury)) {
      try await jury.operations.cancelJury(id, version: 1, reason: "Un motif.", by: jury.jurors[0]) { "…/\($0)" }
    }
    #expect(try await jury.session(id).state == .planned)
  }

  @Test func `items that a reader does not see leave no hole in the numbers, and no link leads where nothing opens`()
    async throws
  {
    let jury = try await JuryHouse()
    let dossiers = [
      try await jury.reviewed("Un"), try await jury.reviewed("Deux"), try await jury.reviewed("Trois"),
    ]
    let id = try await jury.opened(dossiers)
    let juror = jury.jurors[1]
    func numbers(_ reader: Principal) async throws -> [String] {
      try await jury.operations.jury(id, for: reader).items.map {
        "\($0.number) \($0.dossier?.title ?? "") \($0.isReadable)"
      }
    }
    try await jury.operations.declareConflict(dossiers[1].id, words: "Un lien.", by: juror)
    #expect(try await numbers(juror) == ["1 Un true", "2 Trois true"])
    #expect(try await numbers(jury.jurors[2]) == ["1 Un true", "2 Deux true", "3 Trois true"])
    // A dossier of the wave that is on nobody's agenda is ranked, and opens for no juror.
    let other = try await jury.reviewed("Quatre")
    let overview = try await jury.operations.juryOverview(id, for: juror)
    #expect(overview.readable == [dossiers[0].id, dossiers[2].id])
    #expect(overview.dossiers["\(other.id)"] != nil)
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.juryDossier(other.id, for: juror) }
    // After the session none does.
    try await jury.step(.close, id)
    #expect(try await jury.operations.juryOverview(id, for: juror).readable == [])
    #expect(try await numbers(juror) == ["1 Un false", "2 Trois false"])
  }
}
