import Domain
import Foundation
import Storage
import Synchronization

/// What the steps of a simulation know: the plan, who takes part, and the operations in a world whose identities follow
/// from the seed.
struct SimulationStage: Sendable {
  let plan: SimulationPlan
  let cast: SimulatedCast
  let procedure: Procedure
  private let operations: Operations
  private(set) var wave: Wave
  /// By their addresses.
  private(set) var people: [String: ID<Person>] = [:]
  /// By the numbers of their candidacies.
  private(set) var dossiers: [Int: ID<Dossier>] = [:]
  /// The experts who accepted, by the numbers of candidacies.
  var assignments: [Int: [SimulatedExpert]] = [:]
  /// What the deliberation came to, by the numbers of candidacies.
  var proposals: [Int: Decision.Outcome] = [:]

  init(_ operations: Operations, _ plan: SimulationPlan, _ procedure: Procedure) {
    self.plan = plan
    self.procedure = procedure
    cast = SimulatedCast(plan, themes: operations.programme.programme.themes, gazetteer: operations.gazetteer)
    let seeded = SimulationStage.seeded(operations, plan)
    self.operations = seeded
    wave = Wave(
      id: seeded.at(plan.opensOn.start).world.newIdentity(), slug: plan.slug,
      name: LocalisedText(fr: "Vague simulée \(plan.seed) (exemple)", en: "Simulated wave \(plan.seed) (example)"),
      call: LocalisedText(fr: "Appel aux territoires (exemple)", en: "Call for territories (example)"),
      procedure: procedure.key, opensAt: plan.opensOn.start, closesAt: plan.closesOn.end,
      decisionPromisedBy: plan.publishedOn, decidedOn: nil, publishedOn: nil, ceremonyOn: nil, stated: nil,
      note: LocalisedText(
        fr: "Cette vague est simulée : collectifs, personnes et textes sont inventés, et rien n’y a de valeur.",
        en: "This wave is simulated: collectives, people and texts are invented, and nothing in it has any effect."),
      isExample: true)
  }

  /// The same operations with identities that follow from the seed. Secrets stay those of the world: nobody who knows the
  /// seed knows a link.
  private static func seeded(_ operations: Operations, _ plan: SimulationPlan) -> Operations {
    let state = SeededIdentities(plan.generator(for: "identities \(plan.slug)"))
    var world = operations.world
    world.newID = { state.next(at: plan.opensOn.start) }
    return Operations(
      database: operations.database, world: world, gazetteer: operations.gazetteer, programme: operations.programme,
      files: operations.files, letters: operations.letters, publishedVersion: operations.publishedVersion,
      locator: operations.locator)
  }

  /// The operations at a moment of the plan.
  func at(_ moment: Date) -> Operations { operations.at(moment) }

  func at(_ day: Day, hour: String) -> Operations { at(day.at(hour: hour) ?? day.start) }

  // MARK: People

  /// Gives somebody of the cast a role, without a letter.
  mutating func grant(
    _ role: Role, to person: SimulatedPerson, in scope: Mandate.Scope, until: Day?, at moment: Date
  ) async throws {
    guard let email = EmailAddress(person.address) else { throw Refusal.notFound }
    people[person.address] = try await at(moment).grantRole(
      role, in: scope, until: until, to: email, name: person.name, isTold: false, by: .setUp)
  }

  /// Somebody of the cast with the roles that they hold at a moment.
  func principal(_ person: SimulatedPerson, at moment: Date) async throws -> Principal {
    guard let id = people[person.address] else { throw Refusal.notFound }
    return Principal(
      person: id, held: try await operations.database.read { try MandateRecords($0).held(by: id, at: moment) })
  }

  // MARK: Dossiers

  mutating func keep(_ dossier: ID<Dossier>, of candidacy: SimulatedCandidacy) { dossiers[candidacy.number] = dossier }

  func dossier(of candidacy: SimulatedCandidacy) async throws -> Dossier {
    guard let id = dossiers[candidacy.number] else { throw Refusal.notFound }
    return try await operations.database.read { try DossierRecords($0).find(id) }
  }

  /// The candidacies whose dossiers are in a state now.
  func candidacies(_ state: DossierState) async throws -> [SimulatedCandidacy] {
    var found: [SimulatedCandidacy] = []
    for candidacy in cast.candidacies where dossiers[candidacy.number] != nil {
      if try await dossier(of: candidacy).state == state { found.append(candidacy) }
    }
    return found
  }

  /// The instructor who has a candidacy in hand.
  func instructor(of candidacy: SimulatedCandidacy) -> SimulatedPerson {
    cast.instructors[candidacy.number % cast.instructors.count]
  }

  /// Takes the dossier of a candidacy along a plain step.
  func move(
    _ candidacy: SimulatedCandidacy, by event: DossierEvent, reasons: String? = nil, as person: SimulatedPerson,
    at moment: Date
  ) async throws {
    let dossier = try await dossier(of: candidacy)
    try await at(moment).moveDossier(
      dossier.id, version: dossier.version, by: event, reasons: reasons,
      principal: try await principal(person, at: moment))
  }
}

/// Identities of version 7 that follow from a seed, one after the other.
private final class SeededIdentities: Sendable {
  private let generator: Mutex<SeededGenerator>

  init(_ generator: SeededGenerator) { self.generator = Mutex(generator) }

  func next(at moment: Date) -> UUID {
    generator.withLock { generator in timeOrderedUUID(at: moment, random: &generator) }
  }
}
