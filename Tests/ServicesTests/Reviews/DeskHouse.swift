import Domain
import Foundation
import Services
import Storage
import TestSupport

extension TestHouse {
  /// Takes a role away.
  func withdraw(_ role: Role, from person: ID<Person>) async throws {
    let mandates = try await database.read { try MandateRecords($0).list(of: person) }
    for mandate in mandates where mandate.role == role {
      try await operations.withdrawRole(mandate: mandate.number, of: person, by: .setUp)
    }
  }
}

/// A house with an instructor, another one, an administrator and dossiers that were submitted.
struct DeskHouse {
  let house: TestHouse
  let wave: Wave
  let applicant: Principal
  let instructor: Principal
  let other: Principal
  let administrator: Principal

  init(procedure: Procedure = ExampleProgramme.procedure) async throws {
    house = try await TestHouse()
    wave = try await house.openWave(procedure: procedure)
    applicant = try await house.person(.applicant, "zoé")
    instructor = try await house.person(.instructor, "alix")
    other = try await house.person(.instructor, "sacha")
    administrator = try await house.person(.administrator, "dominique")
  }

  var operations: Operations { house.operations }

  func submitted(_ name: String = "Pays d’Exemple", by principal: Principal? = nil) async throws -> Dossier {
    let principal = principal ?? applicant
    var answers = ExampleProgramme.candidacy
    answers["name"] = .text(name)
    let draft = try await house.draft(answers, in: wave, by: principal)
    return try await operations.submitDossier(draft.id, version: draft.version, by: principal)
  }

  @discardableResult
  func give(
    _ dossiers: [Dossier], heldBy holder: Principal? = nil, to person: Principal?, by principal: Principal
  ) async throws -> GivingReport {
    try await operations.giveDossiers(
      dossiers.map { DossierToGive($0.id, heldBy: holder?.person) }, to: person?.person, by: principal
    ) { "https://exemple.example/instruction/\($0)" }
  }

  func letters(_ kind: String = "dossiersGiven") async throws -> [OutboxMessage] {
    try await operations.outbox(.longest, for: .setUp).items.filter { $0.kind == kind }
  }

  func journal(_ action: String) async throws -> [String] {
    try await house.database.read { transaction in
      try transaction.rows("SELECT change FROM journal WHERE action = \(action) ORDER BY number").map {
        try $0.text("change")
      }
    }
  }

  func isJournalIntact() async throws -> Bool {
    if case .intact = try await verifyJournal(of: house.database) { true } else { false }
  }
}
