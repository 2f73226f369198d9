package import Domain
import Foundation
import Storage

/// The demonstration: one example person for each role, and an example wave that is open today.
package enum Demonstration {
  /// The addresses lie in a domain that no mail reaches (RFC 2606).
  package static let people: [ExamplePerson] = Role.allCases.compactMap { role in
    EmailAddress("\(role.rawValue)@exemple.example").map { email in
      ExamplePerson(email: email, name: name(of: role), role: role)
    }
  }

  package static func person(for role: Role) -> ExamplePerson? { people.first { $0.role == role } }

  private static func name(of role: Role) -> String {
    switch role {
    case .applicant: "Camille Exemple"
    case .instructor: "Dominique Exemple"
    case .expert: "Claude Exemple"
    case .jury: "Alix Exemple"
    case .animator: "Sacha Exemple"
    case .deskAgent: "Morgan Exemple"
    case .correspondent: "Maxime Exemple"
    case .fundManager: "Andréa Exemple"
    case .company: "Charlie Exemple"
    case .evaluator: "Lou Exemple"
    case .administrator: "Noa Exemple"
    }
  }
}

extension Operations {
  /// Adds what the demonstration needs, where it is missing: started twice, it adds nothing.
  package func prepareDemonstration() async throws {
    for person in Demonstration.people {
      try await grantRole(person.role, to: person.email, name: person.name, isTold: false, by: .setUp)
    }
    let now = world.now()
    let waves = try await database.read { try WaveRecords($0).list(.longest).items }
    guard !waves.contains(where: { $0.isExample && $0.phase(at: now) == .open }),
      let procedure = programme.currentProcedure
    else { return }
    let today = Day(now)
    let slug = Slug(naming: "exemple \(today)")
    guard !waves.contains(where: { $0.slug == slug }) else { return }
    let wave = Wave(
      id: world.newIdentity(), slug: slug,
      name: LocalisedText(fr: "Vague d’exemple", en: "Example wave"),
      call: LocalisedText(fr: "Appel aux territoires (exemple)", en: "Call for territories (example)"),
      procedure: ProcedureKey(id: procedure.id, version: procedure.version), opensAt: today.start,
      closesAt: today.adding(days: 60).end, decisionPromisedBy: today.adding(days: 120), decidedOn: nil,
      publishedOn: nil, ceremonyOn: nil, stated: nil,
      note: LocalisedText(
        fr: "Cette vague est un exemple : elle sert à essayer la plateforme, et rien n’y a de valeur.",
        en: "This wave is an example: it is there to try the platform, and nothing in it has any effect."),
      isExample: true)
    try await openWave(wave, with: procedure, by: .setUp)
  }
}
