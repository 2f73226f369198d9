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
    // Whoever comes to pledge for a company signs up as anybody does, and may file its pledge.
    if let company = Demonstration.person(for: .company) {
      try await grantRole(.applicant, to: company.email, name: company.name, isTold: false, by: .setUp)
    }
    for procedure in programme.currentProcedures { try await openExample(of: procedure.id) }
  }

  /// Opens an example wave of a procedure that no call is open for, so that every form can be tried.
  private func openExample(of procedure: String) async throws {
    let now = world.now()
    let today = Day(now)
    let id = world.newIdentity(of: Wave.self)
    try await database.write { transaction in
      guard let procedure = try currentProcedure(procedure, in: transaction) else { return }
      let isLabel = procedure.effect == .grantLabel
      let slug = Slug(naming: isLabel ? "exemple \(today)" : "exemple \(procedure.id) \(today)")
      let waves = try WaveRecords(transaction).list(.longest).items
      let isOpen = waves.contains {
        $0.procedure.id == procedure.id && $0.phase(at: now) == .open && ($0.isExample || !isLabel)
      }
      guard !isOpen, !waves.contains(where: { $0.slug == slug }) else { return }
      let wave = Wave(
        id: id, slug: slug,
        name: isLabel
          ? LocalisedText(fr: "Vague d’exemple", en: "Example wave")
          : LocalisedText(fr: "Appel d’exemple", en: "Example call"),
        call: isLabel
          ? LocalisedText(fr: "Appel aux territoires (exemple)", en: "Call for territories (example)")
          : procedure.name,
        procedure: procedure.key, opensAt: today.start, closesAt: today.adding(days: 60).end,
        decisionPromisedBy: today.adding(days: 120), decidedOn: nil, publishedOn: nil, ceremonyOn: nil, stated: nil,
        note: LocalisedText(
          fr: "Cet appel est un exemple : il sert à essayer la plateforme, et rien n’y a de valeur.",
          en: "This call is an example: it is there to try the platform, and nothing in it has any effect."),
        isExample: true)
      try open(wave, with: procedure, by: .setUp, in: transaction)
    }
    try await refreshPublishedVersion()
  }
}
