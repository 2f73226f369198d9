import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct ImportTests {
  private static let head = "name,siren,siret,legal_form,kinds,commune,website\n"

  private func read(
    _ text: String, _ house: TestHouse, by principal: Principal = .setUp
  ) async throws -> (OrganisationImport, [Int]) {
    var rest = Data(text.utf8)
    let stream = CommaSeparatedStream {
      defer { rest = rest.dropFirst(4096) }
      return rest.prefix(4096)
    }
    var refused: [Int] = []
    let summary = try await house.operations.importOrganisations(
      stream, by: principal, refuse: { refused.append($0.line) }, advance: { _, _ in })
    return (summary, refused)
  }

  /// So many numbers that check.
  private func numbers(_ count: Int) -> [String] {
    (0..<count).compactMap { index in
      let start = String(10_000_000 + index)
      return (0...9).map { start + String($0) }.first { SIREN($0) != nil }
    }
  }

  @Test func `what a file says is there, once, and what changed is brought up to date`() async throws {
    let house = try await TestHouse()
    let first =
      Self.head + """
        Un,732829320,,association,incubator|network,90001,https://exemple.example
        "Deux, ""et"" demi",,73282932000074,publicBody,,,

        """
    let (made, refused) = try await read(first, house)
    #expect(made.added == 2 && refused == [])
    let number = try #require(RegisterNumber("732829320"))
    let found = try #require(try await house.operations.organisation(number, for: .setUp))
    #expect(found.card.kinds == [.incubator, .network] && found.card.municipality == "90001")
    let (again, _) = try await read(first, house)
    #expect(again.unchanged == 2 && again.added == 0 && again.updated == 0)
    let (changed, _) = try await read(first.replacing("Un,", with: "Une,"), house)
    #expect(changed.updated == 1 && changed.unchanged == 1)
    let now = try #require(try await house.operations.organisation(number, for: .setUp))
    #expect(now.id == found.id && now.card.name == "Une" && now.version == found.version + 1)
  }

  @Test func `a line that cannot be taken is told, and the others are taken`() async throws {
    let house = try await TestHouse()
    let text =
      Self.head + """
        Bon,732829320,,association,,,
        Encore,732829320,,association,,,
        Sans numéro,,,association,,,
        Faux,732829321,,association,,,
        Trop,732829320,,association
        ,404833048,,gmbh,pirate,99999,x
        Autre,404833048,,association,,,

        """
    let (summary, refused) = try await read(text, house)
    #expect(summary.added == 2 && summary.refused == 5 && refused == [3, 4, 5, 6, 7])
  }

  @Test func `a file without the columns that are needed changes nothing`() async throws {
    let house = try await TestHouse()
    for (text, fault) in [
      ("", OrganisationImport.Fault.empty), ("name,siren\nA,732829320\n", .missingColumn("legal_form")),
      ("name,siren,legal_form,colour\n", .unknownColumn("colour")),
    ] {
      await #expect(throws: fault) { try await read(text, house) }
    }
    #expect(try await house.journalCount() == 0)
  }

  @Test func `each batch is one entry of the journal, and a file read again none`() async throws {
    let house = try await TestHouse()
    let lines = numbers(4_500).map { "Exemple \($0),\($0),,association,,,\n" }
    let before = try await house.journalCount()
    let (summary, _) = try await read(Self.head + lines.joined(), house)
    #expect(summary.added == 4_500)
    let entries = try await house.journalCount() - before
    #expect(entries == 3)
    _ = try await read(Self.head + lines.joined(), house)
    #expect(try await house.journalCount() - before == entries)
  }

  @Test func `a record that was merged away stays so when the file is read again`() async throws {
    let house = try await TestHouse()
    let admin = try await house.person(.administrator)
    let text = Self.head + "A,732829320,,association,,,\nB,,73282932000074,association,,,\n"
    _ = try await read(text, house)
    func find(_ number: String) async throws -> Organisation {
      let number = try #require(RegisterNumber(number))
      return try #require(try await house.operations.organisation(number, for: admin))
    }
    let (kept, duplicate) = (try await find("732829320"), try await find("73282932000074"))
    try await house.operations.mergeOrganisations(duplicate.id, into: kept.id, by: admin)
    _ = try await read(text, house)
    #expect(try await house.operations.findOrganisations("732829320", .longest, for: admin).total == 1)
    #expect(try await find("732829320").id == kept.id)
  }

  @Test func `only those who administer may read a file in`() async throws {
    let house = try await TestHouse()
    let person = try await house.person(.instructor)
    await #expect(throws: Refusal.notAllowed(.mergeOrganisations)) { try await read(Self.head, house, by: person) }
  }
}
