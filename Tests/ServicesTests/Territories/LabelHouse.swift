import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// A published label with those who hold it and two of the service.
struct LabelHouse {
  let house: TestHouse
  let lead: Principal
  /// A member of the collective.
  let member: Principal
  let first: Principal
  let second: Principal
  let dossier: Dossier
  let territory: ID<Territory>

  var operations: Operations { house.operations }
  static let site = "https://exemple.example"

  init(_ outcome: Decision.Outcome = .labelled) async throws {
    house = try await TestHouse()
    let wave = try await house.openWave()
    lead = try await house.person(.applicant)
    first = try await house.person(.instructor, "alix")
    second = try await house.person(.instructor, "sacha")
    member = try await house.person(.applicant, "ines")
    var draft = try await house.draft(in: wave, by: lead)
    try await house.join(draft.id, ledBy: lead, member, "ines-applicant", as: .writer)
    draft = try await house.load(draft.id)
    dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: lead)
    try await house.examine(dossier.id, by: first)
    try await house.decideAndPublish(dossier.id, outcome, by: first)
    territory = try #require(try await house.operations.label(of: dossier.id, for: lead))
  }

  func file(_ reader: Principal? = nil) async throws -> LabelFile {
    try await operations.label(territory, for: reader ?? first)
  }

  static let signatory = Decision.Signatory(name: "Noa Exemple", function: "Directrice")

  func take(
    _ action: LabelAction, signedBy signatory: Decision.Signatory? = LabelHouse.signatory, by principal: Principal,
    version: Int? = nil
  ) async throws {
    let current = try await file(principal).version
    try await operations.takeLabelStep(
      action, signatory: signatory, of: territory, version: version ?? current, site: LabelHouse.site, by: principal)
  }

  func pass(days: Int) { house.clock.advance(seconds: Double(days) * 86_400) }

  var today: Day { Day(house.clock.world.now()) }

  func notice(_ measure: LabelNotice.Measure = .withdrawal) -> LabelAction {
    .giveNotice(NoticeDraft(measure: measure.rawValue, ground: "report", facts: "Aucun bilan."))
  }

  /// The subjects of the letters to somebody, in their order.
  func letters(to principal: Principal) async throws -> [String] {
    guard let person = principal.person else { return [] }
    return try await house.database.read { transaction in
      try transaction.rows("SELECT subject FROM outbox WHERE person_id = \(person) AND kind = 'label' ORDER BY id")
        .map { try $0.text("subject") }
    }
  }

  func register(_ day: Day, knownAt moment: Date? = nil) async throws -> [RegisterEntry] {
    try await operations.register(on: day, knownAt: moment, .longest).items
  }
}
