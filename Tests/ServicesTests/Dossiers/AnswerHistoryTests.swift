import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct AnswerHistoryTests {
  private func history(_ house: TestHouse, _ id: ID<Dossier>, _ reader: Principal) async throws -> [AnswerSave] {
    try await house.operations.answerHistory(of: id, .longest, for: reader).saves.items
  }

  /// A draft of which the name was changed after it was first written.
  private func renamed(_ house: TestHouse, by applicant: Principal) async throws -> Dossier {
    let draft = try await house.draft(in: try await house.openWave(), by: applicant)
    var answers = draft.answers
    answers["name"] = .text("Un autre nom")
    return try await house.operations.saveAnswers(answers, of: draft.id, version: draft.version, by: applicant)
  }

  @Test func `each save is kept with its author and exactly what it changed`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await renamed(house, by: applicant)
    let saves = try await history(house, dossier.id, applicant)
    #expect(saves.map(\.version) == [dossier.version, dossier.version - 1])
    #expect(
      saves.first?.changes == [
        AnswerChange(path: "name", before: .string("Pays d’Exemple"), after: .string("Un autre nom"))
      ])
    #expect(saves.allSatisfy { $0.author?.id == applicant.person && $0.at == house.clock.world.now() })
    #expect(saves.last?.changes.allSatisfy { $0.before == nil } == true)
  }

  @Test func `the history of one field holds its changes and those of the items below it, and no other field’s`()
    async throws
  {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await renamed(house, by: applicant)
    func history(of field: String) async throws -> Page<AnswerSave> {
      try await house.operations.answerHistory(of: dossier.id, in: field, .longest, for: applicant).saves
    }
    let name = try await history(of: "name")
    #expect(name.total == 2 && name.items.flatMap(\.changes).map(\.path) == ["name", "name"])
    let challenges = try await history(of: "challenges")
    #expect(challenges.total == 1 && challenges.items.first?.changes.isEmpty == false)
    #expect(challenges.items.allSatisfy { $0.changes.allSatisfy { $0.field == "challenges" } })
    #expect(try await history(of: "chall").total == 0)
  }

  @Test func `saving the same again leaves no trace`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await renamed(house, by: applicant)
    _ = try await house.operations.saveAnswers(
      dossier.answers, of: dossier.id, version: dossier.version, by: applicant)
    #expect(try await history(house, dossier.id, applicant).count == 2)
  }

  @Test func `a challenge that was removed comes back whole, and what was changed since stays`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let first = try await renamed(house, by: applicant)
    guard case .group(let challenges)? = first.answers["challenges"] else {
      Issue.record("no challenges")
      return
    }
    var answers = first.answers
    answers["challenges"] = .group([challenges[0], challenges[2]])
    let second = try await house.operations.saveAnswers(
      answers, of: first.id, version: first.version, by: applicant)
    answers = second.answers
    answers["name"] = .text("Encore un autre")
    _ = try await house.operations.saveAnswers(answers, of: first.id, version: second.version, by: applicant)

    let back = try await house.operations.undoChange("challenges/#", of: second.version, in: first.id, by: applicant)
    #expect(back.answers["challenges"] == first.answers["challenges"])
    #expect(back.answers.text("name") == "Encore un autre")
    #expect(try await history(house, first.id, applicant).count == 5)
  }

  @Test func `nobody else reads the history or takes anything back, the service included`() async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await renamed(house, by: applicant)
    _ = try await house.operations.submitDossier(dossier.id, version: dossier.version, by: applicant)
    let (stranger, instructor) = (
      try await house.person(.applicant, "sacha"), try await house.person(.instructor)
    )
    await #expect(throws: Refusal.notFound) {
      try await house.operations.answerHistory(of: dossier.id, .longest, for: stranger)
    }
    await #expect(throws: Refusal.self) {
      try await house.operations.answerHistory(of: dossier.id, .longest, for: instructor)
    }
    await #expect(throws: Refusal.notFound) {
      try await house.operations.undoChange("name", of: dossier.version, in: dossier.id, by: stranger)
    }
    // After submission it can be read, and changes nothing.
    #expect(try await history(house, dossier.id, applicant).count == 2)
    await #expect(throws: Refusal.self) {
      try await house.operations.undoChange("name", of: dossier.version, in: dossier.id, by: applicant)
    }
  }

  @Test(arguments: [("nowhere", 0), ("name", -1), ("name", 99), ("challenges/x/title", 0)])
  func `a change that does not exist is not found`(path: String, offset: Int) async throws {
    let house = try await TestHouse()
    let applicant = try await house.person(.applicant)
    let dossier = try await renamed(house, by: applicant)
    await #expect(throws: Refusal.notFound) {
      try await house.operations.undoChange(
        path, of: offset == -1 ? -1 : dossier.version + offset, in: dossier.id, by: applicant)
    }
  }
}
