import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Notes of the service: seen by it alone.
@Suite struct NoteTests {
  private static let secret = "Une réserve que personne d’autre ne lit"

  @Test func `instructors and administrators write and read notes; nobody else does, whatever their role`() async throws
  {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    for principal in [desk.instructor, desk.administrator] {
      try await desk.operations.writeNote(NoteTests.secret, on: dossier.id, by: principal)
    }
    let read = try await desk.operations.notes(on: dossier.id, .longest, for: desk.other).notes
    #expect(read.total == 2 && Set(read.items.compactMap { $0.author?.name }) == ["alix", "dominique"])
    let others = try await Role.allCases.filter { ![.instructor, .administrator].contains($0) }.asyncMap {
      try await desk.house.person($0, "tiers")
    }
    for principal in others + [desk.applicant] {
      await #expect(throws: Refusal.notFound) {
        try await desk.operations.writeNote("x", on: dossier.id, by: principal)
      }
      await #expect(throws: Refusal.notFound) {
        _ = try await desk.operations.notes(on: dossier.id, .longest, for: principal)
      }
      #expect(try await desk.operations.desk(of: dossier.id, for: principal) == nil)
    }
  }

  @Test func `whoever has a part in a dossier sees no note on it, even with a role of the service`() async throws {
    let desk = try await DeskHouse()
    let email = try #require(EmailAddress("sacha-instructor@exemple.example"))
    _ = try await desk.operations.grantRole(.applicant, to: email, name: "sacha", isTold: false, by: .setUp)
    let both = Principal(person: try #require(desk.other.person), roles: [.applicant, .instructor, .administrator])
    let dossier = try await desk.submitted(by: both)
    try await desk.operations.writeNote(NoteTests.secret, on: dossier.id, by: desk.instructor)
    #expect(try await desk.operations.desk(of: dossier.id, for: both) == nil)
    await #expect(throws: Refusal.notFound) {
      _ = try await desk.operations.notes(on: dossier.id, .longest, for: both)
    }
  }

  @Test func `an author takes back a note in time, and the journal keeps that it was`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    try await desk.operations.writeNote(NoteTests.secret, on: dossier.id, by: desk.instructor)
    func note() async throws -> InternalNote {
      try #require(try await desk.operations.notes(on: dossier.id, .longest, for: desk.other).notes.items.first)
    }
    let id = try await note().id
    await #expect(throws: Refusal.notAllowed(.writeNote)) {
      try await desk.operations.takeBackNote(id, of: dossier.id, by: desk.other)
    }
    desk.house.clock.advance(seconds: Double(InternalNote.minutesToTakeBack) * 60)
    await #expect(throws: Refusal.tooLateToTakeBack) {
      try await desk.operations.takeBackNote(id, of: dossier.id, by: desk.instructor)
    }
    desk.house.clock.advance(seconds: -1)
    try await desk.operations.takeBackNote(id, of: dossier.id, by: desk.instructor)
    try await desk.operations.takeBackNote(id, of: dossier.id, by: desk.instructor)
    let taken = try await note()
    #expect(taken.body.isEmpty && taken.takenBackAt != nil)
    #expect(try await desk.journal("note.takenBack").count == 1)
    #expect(try await desk.journal("note.written").allSatisfy { !$0.contains("réserve") })
    #expect(try await desk.isJournalIntact())
  }

  @Test func `a note leaves in the export of its author and of nobody else, and in no file or letter`() async throws {
    let desk = try await DeskHouse()
    let dossier = try await desk.submitted()
    let before = try await desk.operations.outbox(.longest, for: .setUp).items.count
    let untouched = try await desk.house.load(dossier.id)
    try await desk.operations.writeNote(NoteTests.secret, on: dossier.id, by: desk.instructor)
    func export(_ principal: Principal) async throws -> String {
      var rows: [JSONValue] = []
      for section in Operations.personalSections {
        rows += try await desk.operations.personalData(section, offset: 0, for: principal).rows
      }
      return JSONValue.array(rows).canonical
    }
    #expect(try await export(desk.instructor).contains(NoteTests.secret))
    for principal in [desk.applicant, desk.other, desk.administrator] {
      #expect(!(try await export(principal)).contains(NoteTests.secret))
    }
    #expect(try await desk.operations.outbox(.longest, for: .setUp).items.count == before)
    let file = try await desk.operations.dossier(dossier.id, for: desk.applicant)
    #expect(!String(describing: file).contains(NoteTests.secret))
    #expect(try await desk.house.load(dossier.id) == untouched)
    // A refused candidacy that is emptied loses its notes too.
    try await desk.house.database.write { try DossierErasure($0).empty(dossier.id) }
    #expect(try await desk.operations.notes(on: dossier.id, .longest, for: desk.other).notes.total == 0)
  }
}

extension Sequence {
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
