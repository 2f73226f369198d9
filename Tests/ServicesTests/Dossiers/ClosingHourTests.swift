import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The hour of arrival at the server decides.
@Suite struct ClosingHourTests {
  /// A database that is busy: by the time a transaction has its turn, the clock has moved on.
  private struct BusyDatabase: Database {
    let database: any Database
    let wait: @Sendable () -> Void

    var engine: Engine { database.engine }
    func read<Value: Sendable>(
      _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
      wait()
      return try await database.read(body)
    }
    func write<Value: Sendable>(
      _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
      wait()
      return try await database.write(body)
    }
    func runScript(_ script: String, in transaction: any Transaction) throws {
      try database.runScript(script, in: transaction)
    }
    func alone<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
      try await database.alone(body)
    }
    func close() throws { try database.close() }
  }

  private struct Case {
    let house: TestHouse
    let wave: Wave
    let applicant: Principal
    let draft: Dossier
    let busy: Operations

    init() async throws {
      house = try await TestHouse()
      wave = try await house.openWave()
      applicant = try await house.person(.applicant)
      draft = try await house.draft(in: wave, by: applicant)
      let (clock, closesAt) = (house.clock, wave.closesAt)
      busy = house.operations.with(
        database: BusyDatabase(database: house.database) { clock.set(closesAt.addingTimeInterval(3)) })
    }
  }

  @Test func `a submission that arrived in time stands, though the clock passes the closing hour on its way`()
    async throws
  {
    let made = try await Case()
    let arrival = made.wave.closesAt.addingTimeInterval(-1)
    made.house.clock.set(arrival)
    let submitted = try await made.busy.submitDossier(made.draft.id, version: made.draft.version, by: made.applicant)
    #expect(made.house.clock.world.now() > made.wave.closesAt)
    #expect(submitted.state == .submitted)
    #expect(submitted.submittedAt == arrival)
  }

  @Test func `one that arrives at the closing hour itself is too late`() async throws {
    let made = try await Case()
    made.house.clock.set(made.wave.closesAt)
    await #expect(throws: Refusal.waveNotOpen) {
      try await made.busy.submitDossier(made.draft.id, version: made.draft.version, by: made.applicant)
    }
    #expect(try await made.house.load(made.draft.id).state == .draft)
  }

  @Test func `what was typed and sent in time is saved, though the clock passes the closing hour on its way`()
    async throws
  {
    let made = try await Case()
    made.house.clock.set(made.wave.closesAt.addingTimeInterval(-1))
    var answers = made.draft.answers
    answers["name"] = .text("Au dernier moment")
    let saved = try await made.busy.saveAnswers(
      answers, of: made.draft.id, version: made.draft.version, by: made.applicant)
    #expect(saved.title == "Au dernier moment")
  }

  @Test func `a file that came in time is attached, however long it is looked at`() async throws {
    let made = try await Case()
    let place = FileManager.default.temporaryDirectory.appending(path: "closing-\(UUID().uuidString).txt")
    try Data("Une lettre.".utf8).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    made.house.clock.set(made.wave.closesAt.addingTimeInterval(-1))
    let file = IncomingFile(name: "lettre.txt", place: place)
    _ = try await made.busy.attachFile(file, to: made.draft.id, scanner: nil, by: made.applicant)
    await #expect(throws: Refusal.waveNotOpen) {
      try await made.busy.attachFile(file, to: made.draft.id, scanner: nil, by: made.applicant)
    }
  }
}
