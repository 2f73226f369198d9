import Domain
import Foundation
import Storage

/// The call opens, as an administrator opens one.
struct OpenCallStep: SimulationStep {
  let name = "call opened"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    try await stage.at(stage.plan.opensOn.start).openWave(stage.wave, with: stage.procedure, by: .setUp)
    return [.init("wave", 1)]
  }
}

/// Everybody has an account and a role, and the organisations are registered. Those of the service, the experts and the
/// jury hold theirs in this wave alone, and not for ever.
struct GatherPeopleStep: SimulationStep {
  let name = "people and organisations"

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let (plan, cast, wave) = (stage.plan, stage.cast, stage.wave.id)
    let (moment, until) = (plan.opensOn.start, plan.publishedOn.adding(months: 12))
    func grant(_ role: Role, _ people: [SimulatedPerson]) async throws {
      for person in people {
        try await stage.grant(role, to: person, in: .wave(wave), until: until, at: moment)
      }
    }
    try await grant(.instructor, cast.instructors)
    try await grant(.jury, cast.jury)
    try await grant(.expert, cast.experts.map(\.person))
    var organisations = 0
    for candidacy in cast.candidacies {
      for organisation in candidacy.organisations where !organisation.signsOnPaper {
        try await stage.grant(.applicant, to: organisation.person, in: .everywhere, until: nil, at: moment)
        var entry = OrganisationEntry()
        entry.name = organisation.name
        entry.form = organisation.form.rawValue
        entry.kinds = [organisation.kind.rawValue]
        entry.municipality = candidacy.place.municipality.code
        _ = try await stage.at(moment).registerOrganisation(
          entry, by: try await stage.principal(organisation.person, at: moment))
        organisations += 1
      }
    }
    return [.init("people", stage.people.count), .init("organisations", organisations)]
  }
}
