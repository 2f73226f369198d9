/// Who takes part in a simulated wave, and what is planted in them: qualities of candidacies, severities of experts. All
/// names are invented and say so; only the codes of places are real.
package struct SimulatedCast: Hashable, Sendable {
  package let candidacies: [SimulatedCandidacy]
  package let experts: [SimulatedExpert]
  package let instructors: [SimulatedPerson]
  package let jury: [SimulatedPerson]

  /// - Parameter themes: the ids of the programme's themes.
  package init(_ plan: SimulationPlan, themes: [Theme], gazetteer: Gazetteer) {
    var generator = plan.generator(for: "candidacies")
    let fates = SimulatedCandidacy.fates(plan)
    let places = SimulatedPlaces(gazetteer)
    let candidacies = (0..<plan.candidacies).map { number in
      SimulatedCandidacy(number, fates[number], plan, themes: themes, places: places, &generator)
    }
    self.candidacies = candidacies
    generator = plan.generator(for: "experts")
    // Every fifth expert belongs to a collective: conflicts arise as they do.
    let examined = candidacies.filter { $0.fate.isExamined }.map(\.number)
    experts = (0..<plan.experts).map { number in
      SimulatedExpert(
        number, plan, themes: themes, places: places,
        collective: number % 5 == 2 ? generator.pick(examined).map { candidacies[$0] } : nil, &generator)
    }
    instructors = (0..<3).map { SimulatedPerson(plan, "instruction", $0) }
    jury = (0..<7).map { SimulatedPerson(plan, "jury", $0) }
  }
}

/// Somebody of a simulated wave. The address lies in a domain that no mail reaches (RFC 2606).
package struct SimulatedPerson: Hashable, Sendable {
  package let name: String
  package let address: String

  package init(_ plan: SimulationPlan, _ part: String, _ number: Int) {
    name = SimulatedPerson.firstNames[number % SimulatedPerson.firstNames.count] + " Exemple-\(part)-\(number + 1)"
    address = "\(plan.slug)-\(part)-\(number + 1)@exemple.example"
  }

  private static let firstNames = [
    "Camille", "Dominique", "Claude", "Alix", "Sacha", "Morgan", "Maxime", "Charlie", "Lou", "Noa", "Andréa", "Eden",
  ]
}

/// An expert, and how they will judge.
package struct SimulatedExpert: Hashable, Sendable {
  package let number: Int
  package let person: SimulatedPerson
  package let region: String
  /// Which of the four colleges: `local`, `practice`, `research`, `funding`.
  package let college: String
  package let themes: [String]
  /// How much higher than others this one scores, in steps of the scale.
  package let leniency: Double
  /// The collective of which the expert is a member, by the number of its candidacy.
  package let collective: Int?
  /// Whether they turn down the first dossier that they are asked for.
  package let declines: Bool

  init(
    _ number: Int, _ plan: SimulationPlan, themes: [Theme], places: SimulatedPlaces, collective: SimulatedCandidacy?,
    _ generator: inout SeededGenerator
  ) {
    self.number = number
    person = SimulatedPerson(plan, "expert", number)
    region = places.draw(&generator).region
    college = SimulatedExpert.colleges[number % SimulatedExpert.colleges.count]
    // Whoever belongs to a collective knows what it is about: they would be asked to review it.
    self.themes =
      collective?.themes.map(\.id)
      ?? Array(generator.shuffled(themes.map(\.id)).prefix(3 + generator.index(below: 3)))
    leniency = generator.normal() * 0.35
    self.collective = collective?.number
    declines = generator.chance(0.15)
  }

  package static let colleges = ["local", "practice", "research", "funding"]
}
