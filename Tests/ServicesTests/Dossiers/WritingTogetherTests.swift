import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct WritingTogetherTests {
  /// A draft with a lead and a writer, who accepted an invitation.
  private func scene(sections: Set<String>? = nil) async throws -> (
    house: TestHouse, dossier: Dossier, lead: Principal, writer: Principal
  ) {
    let house = try await TestHouse()
    let (lead, writer) = (try await house.person(.applicant), try await house.person(.applicant, "sacha"))
    let dossier = try await house.draft(in: try await house.openWave(), by: lead)
    try await house.join(dossier.id, ledBy: lead, writer, "sacha-applicant", as: .writer, sections: sections)
    return (house, dossier, lead, writer)
  }

  private func write(
    _ house: TestHouse, _ dossier: Dossier, version: Int, by principal: Principal, _ field: String, _ text: String
  ) async throws -> WrittenAnswers {
    try await house.operations.writeAnswers(of: dossier.id, version: version, at: ("territory", field), by: principal) {
      _, base, _ in
      var copy = base
      copy[field] = .text(text)
      return copy
    }
  }

  @Test func `two who write in two fields over one version both keep what they wrote`() async throws {
    let (house, dossier, lead, writer) = try await scene()
    _ = try await write(house, dossier, version: dossier.version, by: lead, "name", "Nom du chef de file")
    let second = try await write(house, dossier, version: dossier.version, by: writer, "presentation", "Présentation")
    #expect(second.conflicts == [])
    #expect(second.dossier.answers.text("name") == "Nom du chef de file")
    #expect(second.dossier.answers.text("presentation") == "Présentation")
    #expect(second.later.map(\.change.path) == ["name"] && second.later.first?.author == lead.person)
  }

  @Test func `who writes second in one field is shown the first text with its author, and nothing is overwritten`()
    async throws
  {
    let (house, dossier, lead, writer) = try await scene()
    _ = try await write(house, dossier, version: dossier.version, by: lead, "name", "Premier")
    let second = try await write(house, dossier, version: dossier.version, by: writer, "name", "Second")
    #expect(second.dossier.answers.text("name") == "Premier")
    let conflict = try #require(second.conflicts.first)
    #expect(conflict.mine == .string("Second") && conflict.theirs == .string("Premier"))
    #expect(conflict.author?.id == lead.person && conflict.at == house.clock.world.now())
    let chosen = try await write(house, dossier, version: second.dossier.version, by: writer, "name", "Second")
    #expect(chosen.conflicts == [] && chosen.dossier.answers.text("name") == "Second")
    let saves = try await house.operations.answerHistory(of: dossier.id, .longest, for: lead).saves.items
    #expect(saves.prefix(2).map(\.author?.id) == [writer.person, lead.person])
  }

  @Test func `forty edits each at once, ten of them in one field, are all there or told`() async throws {
    let (house, dossier, lead, writer) = try await scene()
    let told = try await withThrowingTaskGroup(of: [String].self) { group in
      for (who, principal) in [("lead", lead), ("writer", writer)] {
        group.addTask {
          var (version, told): (Int, [String]) = (dossier.version, [])
          for number in 0..<40 {
            let field = number.isMultiple(of: 4) ? "name" : "departments"
            let text = "\(who)-\(number)"
            let written = try await house.operations.writeAnswers(
              of: dossier.id, version: version, at: ("territory", field), by: principal
            ) { _, base, _ in
              var copy = base
              copy[field] = field == "name" ? .text(text) : .list([text])
              return copy
            }
            told += written.conflicts.map { "\($0.mine?.canonical ?? "")" }
            version = written.dossier.version
          }
          return told
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    var kept: Set<String> = []
    var page = PageRequest.longest
    while true {
      let saves = try await house.operations.answerHistory(of: dossier.id, page, for: lead).saves
      for save in saves.items { for change in save.changes { kept.insert(change.after?.canonical ?? "") } }
      guard let next = PageRequest(offset: page.offset + page.limit, limit: page.limit), next.offset < saves.total
      else {
        break
      }
      page = next
    }
    for who in ["lead", "writer"] {
      for number in 0..<40 {
        let text = number.isMultiple(of: 4) ? "\"\(who)-\(number)\"" : "[\"\(who)-\(number)\"]"
        #expect(kept.contains(text) || told.contains(text), "\(text)")
      }
    }
  }

  @Test func `a writer of some sections writes in no other`() async throws {
    let (house, dossier, _, writer) = try await scene(sections: ["challenges"])
    await #expect(throws: Refusal.notAllowed(.editDossier)) {
      try await write(house, dossier, version: dossier.version, by: writer, "name", "Autre")
    }
    #expect(try await house.operations.dossier(dossier.id, for: writer).dossier.answers == dossier.answers)
  }

  @Test func `an item that a page named itself is saved once, however often it is sent`() async throws {
    let (house, dossier, lead, _) = try await scene()
    let id = try #require(ItemIdentity.named("new:0123456789", in: dossier.id))
    for _ in 0..<2 {
      _ = try await house.operations.writeAnswers(
        of: dossier.id, version: dossier.version, at: ("challenges", ""), by: lead
      ) { _, base, _ in
        var copy = base
        guard case .group(var items)? = base["challenges"] else { return base }
        if !items.contains(where: { $0.item == id }) { items.append(Answers(item: id, ["title": .text("Quatrième")])) }
        copy["challenges"] = .group(items)
        return copy
      }
    }
    let now = try await house.operations.dossier(dossier.id, for: lead).dossier
    #expect(now.answers.group("challenges").map { $0.text("title") }.filter { $0 == "Quatrième" }.count == 1)
  }

  @Test func `others are seen while they write, and not long after`() async throws {
    let (house, dossier, lead, writer) = try await scene()
    _ = try await write(house, dossier, version: dossier.version, by: writer, "name", "x")
    #expect(try await house.operations.present(in: dossier.id, for: lead).map(\.person.id) == [writer.person])
    #expect(try await house.operations.present(in: dossier.id, for: writer) == [])
    house.clock.advance(seconds: Presence.seconds + 1)
    #expect(try await house.operations.present(in: dossier.id, for: lead) == [])
  }

  @Test(arguments: [0, -1, 99]) func `a version that never was is refused`(version: Int) async throws {
    let (house, dossier, lead, _) = try await scene()
    await #expect(throws: Refusal.changedMeanwhile) {
      try await write(house, dossier, version: version, by: lead, "name", "x")
    }
  }
}
