package import Domain
package import Foundation
package import Services
package import Site
package import Storage
import Synchronization

/// The whole program on a database of its own, at a fixed time.
package final class TestHouse: Sendable {
  package let clock: TestWorld
  package let operations: Operations
  package let database: any Database
  package let renderer: Renderer
  private let place: TestDatabase

  package init(
    clock: TestWorld = TestWorld(), gazetteer: Gazetteer = ExampleGeography.gazetteer,
    programme folder: URL = ExampleProgramme.folder
  ) async throws {
    self.clock = clock
    place = try await TestDatabase()
    database = place.database
    try await Migrator(database: place.database, now: clock.world.now).run()
    let renderer = try Renderer()
    self.renderer = renderer
    let programme = try ExampleProgramme.data(in: folder)
    let wordings = Dictionary(
      uniqueKeysWithValues: Language.allCases.compactMap { language in
        renderer.catalogue(language).map { catalogue in
          (
            language,
            Wording(
              catalogue: catalogue, programme: programme.programme, placeName: { gazetteer.name(of: $0) })
          )
        }
      })
    operations = Operations(
      database: place.database, world: clock.world, gazetteer: gazetteer, programme: programme,
      files: ProgrammeFiles(folder: folder), letters: SiteLetters(renderer: renderer) { wordings[$0] })
  }

  /// An example wave that is open for a month around the fixed time.
  package func openWave(_ slug: String = "exemple", procedure: Procedure = ExampleProgramme.procedure)
    async throws
    -> Wave
  {
    let now = clock.world.now()
    let wave = Wave(
      id: clock.world.newIdentity(), slug: Slug(naming: slug),
      name: LocalisedText(fr: "Vague d’exemple", en: "Example wave"),
      call: LocalisedText(fr: "Appel d’exemple", en: "Example call"),
      procedure: ProcedureKey(id: procedure.id, version: procedure.version),
      opensAt: now.addingTimeInterval(-86_400), closesAt: now.addingTimeInterval(30 * 86_400),
      decisionPromisedBy: nil, decidedOn: nil, publishedOn: nil, ceremonyOn: nil, stated: nil, note: nil,
      isExample: true)
    try await operations.openWave(wave, with: procedure, by: .setUp)
    return wave
  }

  /// Somebody with a role, and an account.
  package func person(_ role: Role, _ name: String = "camille") async throws -> Principal {
    guard let email = EmailAddress("\(name)-\(role.rawValue)@exemple.example") else { throw Refusal.notFound }
    try await operations.grantRole(role, to: email, name: name, isTold: false, by: .setUp)
    let found = try await database.read { try PersonRecords($0).find(email) }
    guard let person = found else { throw Refusal.notFound }
    return Principal(person: person.id, roles: [role])
  }

  /// A dossier of an applicant with these answers, in an open wave.
  package func draft(
    _ answers: Answers = ExampleProgramme.candidacy, in wave: Wave, by applicant: Principal
  ) async throws -> Dossier {
    let dossier = try await operations.startDossier(in: wave.slug, by: applicant)
    return try await operations.saveAnswers(answers, of: dossier.id, version: 1, by: applicant)
  }

  package func load(_ id: ID<Dossier>) async throws -> Dossier {
    try await database.read { try DossierRecords($0).find(id) }
  }

  /// Takes a submitted dossier along the plain steps to the state "deliberated".
  package func examine(_ id: ID<Dossier>, by instructor: Principal) async throws {
    for event in [DossierEvent.findAdmissible, .openReview, .deliberate] {
      try await operations.moveDossier(
        id, version: try await load(id).version, by: event,
        reasons: event == .deliberate ? "Délibéré hors séance, par écrit." : nil, principal: instructor)
    }
  }

  /// Decides, notifies and publishes a deliberated dossier.
  package func decideAndPublish(
    _ id: ID<Dossier>, _ outcome: Decision.Outcome = .labelled, by instructor: Principal
  ) async throws {
    try await operations.decideDossier(
      id, version: try await load(id).version, outcome: outcome, reasons: "Des motifs d’exemple.",
      signatory: Decision.Signatory(name: "Noa Exemple", function: "Directrice"), by: instructor)
    try await operations.notifyDecision(id, version: try await load(id).version, by: instructor)
    try await operations.publishDecision(id, version: try await load(id).version, by: instructor)
  }

  package func journalCount() async throws -> Int {
    try await database.read { try $0.count("SELECT COUNT(*) AS count FROM journal") }
  }

  /// Sends an invitation to write a dossier.
  /// - Parameter address: before the `@`.
  /// - Returns: the token of its letter.
  package func invite(
    _ address: String, to dossier: ID<Dossier>, ledBy lead: Principal, as part: DossierMember.Part,
    sections: Set<String>? = nil, party: String? = nil
  ) async throws -> String {
    guard let email = EmailAddress("\(address)@exemple.example") else { throw Refusal.notFound }
    let token = Mutex("")
    try await operations.inviteToDossier(
      dossier, email, as: part, sections: sections, party: party, language: .french, by: lead
    ) { given in
      token.withLock { $0 = given }
      return "https://exemple.example/\(given)"
    }
    return token.withLock { $0 }
  }

  /// Gives somebody a part in a dossier, by an invitation that they accept.
  package func join(
    _ dossier: ID<Dossier>, ledBy lead: Principal, _ person: Principal, _ address: String,
    as part: DossierMember.Part, sections: Set<String>? = nil, party: String? = nil
  ) async throws {
    let token = try await invite(address, to: dossier, ledBy: lead, as: part, sections: sections, party: party)
    _ = try await operations.acceptDossierInvitation(token, by: person)
  }
}
