import Domain
import TestSupport
import Testing

@Suite struct SimulationPlanTests {
  private func plan(_ candidacies: Int, _ experts: Int = 20) throws -> SimulationPlan {
    let (slug, day) = (try #require(Slug("exemple-simule")), try #require(Day("2026-11-20")))
    return try SimulationPlan(slug: slug, candidacies: candidacies, experts: experts, seed: 7, publishedOn: day)
  }

  /// The first numbers of SplitMix64 for the seed 1234567, as its reference implementation gives them.
  @Test func `the generator is SplitMix64`() {
    var generator = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func `normal numbers have mean 0 and deviation 1`() {
    var generator = SeededGenerator(seed: 7)
    let numbers = (0..<20_000).map { _ in generator.normal() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.05)
  }

  @Test func `numbers out of bounds are refused`() {
    #expect(throws: SimulationPlan.Fault.candidacies(4...400)) { try plan(3) }
    #expect(throws: SimulationPlan.Fault.candidacies(4...400)) { try plan(401) }
    #expect(throws: SimulationPlan.Fault.experts(6...200)) { try plan(50, 5) }
  }

  @Test func `the days of a wave follow one another`() throws {
    let plan = try plan(50)
    let days = [
      plan.opensOn, plan.closesOn, plan.examinedOn, plan.complementsDueOn, plan.expertsInvitedOn, plan.assignedOn,
      plan.reviewsFrom, plan.reviewsUntil, plan.reconciledOn, plan.juryOn, plan.decidedOn, plan.hourSetOn,
      plan.publishedOn,
    ]
    #expect(days == days.sorted() && Set(days).count == days.count)
    #expect(Day(plan.publishedAt) == plan.publishedOn)
  }

  @Test func `candidacies are all different, of every fate, and visibly invented`() throws {
    let themes = try ExampleProgramme.data().programme.themes
    let cast = SimulatedCast(try plan(50), themes: themes, gazetteer: ExampleGeography.gazetteer)
    #expect(Set(cast.candidacies.map(\.name)).count == 50)
    #expect(cast.candidacies.allSatisfy { $0.name.contains("Exemple") })
    let fates = Dictionary(grouping: cast.candidacies, by: \.fate).mapValues(\.count)
    #expect(fates == [.examined: 37, .completed: 6, .inadmissible: 3, .withdrawn: 2, .unfinished: 2])
    #expect(Set(cast.candidacies.map(\.place.region)).count > 1)
    #expect(cast == SimulatedCast(try plan(50), themes: themes, gazetteer: ExampleGeography.gazetteer))
    // Some experts belong to a collective, or no conflict would arise.
    #expect(cast.experts.contains { $0.collective != nil })
  }

  @Test func `the form of a simulated candidacy has no gap, whatever its quality`() throws {
    let data = try ExampleProgramme.data()
    let procedure = try #require(data.currentProcedure("label-candidacy"))
    let cast = SimulatedCast(
      try plan(50), themes: data.programme.themes, gazetteer: ExampleGeography.gazetteer)
    for candidacy in cast.candidacies {
      let answers = SimulatedAnswers(candidacy, year: 2026).whole(procedure)
      let knows: (PlaceCode) -> Bool = { ExampleGeography.gazetteer.name(of: $0) != nil }
      #expect(procedure.findings(in: answers, knows: knows) == [], "\(candidacy.name)")
    }
  }
}
