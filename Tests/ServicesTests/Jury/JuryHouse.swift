import Domain
import Foundation
import Services
import Storage
import TestSupport

/// A house with a jury of so many, its secretary, and dossiers that are reviewed.
struct JuryHouse {
  let house: TestHouse
  let wave: Wave
  let applicant: Principal
  let secretary: Principal
  /// The first one presides.
  let jurors: [Principal]

  init(members: Int = 4, procedure: Procedure = ExampleProgramme.procedure) async throws {
    house = try await TestHouse()
    wave = try await house.openWave(procedure: procedure)
    applicant = try await house.person(.applicant, "zoé")
    secretary = try await house.person(.instructor, "alix")
    var jurors: [Principal] = []
    for number in 0..<members { jurors.append(try await house.person(.jury, "jure\(number)")) }
    self.jurors = jurors
  }

  var operations: Operations { house.operations }

  /// - Parameter title: its name.
  func reviewed(_ title: String = "Pays d’Exemple", by filer: Principal? = nil) async throws -> Dossier {
    var answers = ExampleProgramme.candidacy
    answers["name"] = .text(title)
    let filer = filer ?? applicant
    let draft = try await house.draft(answers, in: wave, by: filer)
    _ = try await operations.submitDossier(draft.id, version: draft.version, by: filer)
    for event in [DossierEvent.findAdmissible, .openReview] {
      try await operations.moveDossier(
        draft.id, version: try await house.load(draft.id).version, by: event, reasons: nil, principal: secretary)
    }
    return try await house.load(draft.id)
  }

  func draft(_ change: (inout JuryDraft) -> Void = { _ in }) -> JuryDraft {
    func text(_ principal: Principal) -> String { principal.person.map { "\($0)" } ?? "" }
    var draft = JuryDraft(
      title: "Séance d’exemple", place: "Salle 1", day: "24/11/2026", hour: "14:00", president: text(jurors[0]),
      members: Set(jurors.dropFirst().map(text)), secretaries: [text(secretary)])
    change(&draft)
    return draft
  }

  /// A session that is open, with everybody there.
  func opened(
    _ dossiers: [Dossier], present: Int? = nil, _ change: (inout JuryDraft) -> Void = { _ in }
  ) async throws -> ID<JurySession> {
    let id = try await operations.planJury(draft(change), in: wave.slug, by: secretary) { "…/\($0)" }
    if !dossiers.isEmpty { try await add(.add(dossiers.map(\.id)), to: id) }
    try await step(.open, id)
    for juror in jurors.prefix(present ?? jurors.count) { try await note(juror, .present, id) }
    return id
  }

  func session(_ id: ID<JurySession>) async throws -> JurySession {
    try await house.database.read { try JuryRecords($0).find(id) }
  }

  func add(_ change: AgendaChange, to id: ID<JurySession>) async throws {
    try await operations.changeAgenda(of: id, version: try await session(id).version, change, by: secretary)
  }

  func step(_ step: JurySession.Step, _ id: ID<JurySession>) async throws {
    try await operations.stepJury(id, version: try await session(id).version, by: step, principal: secretary)
  }

  func note(_ juror: Principal, _ attendance: JuryMember.Attendance, _ id: ID<JurySession>) async throws {
    guard let person = juror.person else { return }
    try await operations.noteAttendance(of: person, attendance, in: id, by: secretary)
  }

  /// Calls an item and opens the vote on it.
  func voting(
    _ place: Int, _ ballot: JuryRule.Ballot = .open, in id: ID<JurySession>
  ) async throws -> JuryItem {
    let item = try await session(id).items[place]
    try await operations.callItem(item.id, in: id, by: secretary)
    try await operations.openVote(on: item.id, round: item.round, ballot: ballot, in: id, by: secretary)
    return try await session(id).items[place]
  }

  @discardableResult
  func vote(
    _ choice: JuryChoice, _ juror: Int, on item: JuryItem, in id: ID<JurySession>, ticket: String? = nil
  ) async throws -> VoteReceipt {
    try await operations.vote(
      choice, ticket: ticket ?? "ticket \(juror) \(item.id)", on: item.id, round: item.round, in: id,
      by: jurors[juror])
  }

  func end(_ item: JuryItem, in id: ID<JurySession>) async throws -> JuryItem {
    _ = try await operations.endVote(on: item.id, round: item.round, in: id, by: secretary)
    let session = try await session(id)
    guard let found = session.item(item.id) else { throw Refusal.notFound }
    return found
  }

  func close(_ item: JuryItem, reason: String = "Un motif.", in id: ID<JurySession>) async throws {
    try await operations.closeItem(item.id, round: item.round, reason: reason, in: id, by: secretary)
  }

  func proposal(_ dossier: Dossier) async throws -> JuryProposal? {
    try await house.database.read { try JuryRecords($0).proposal(for: dossier.id) }
  }
}
