import Domain
import TestSupport
import Testing

@Suite struct CandidacyTests {
  @Test func `challenges are numbered after the territory and keep the identity of their item`() throws {
    var answers = ExampleProgramme.candidacy
    var items = answers.group("challenges")
    items[1].item = "an-identity"
    answers["challenges"] = .group(items)

    let profile = Candidacy(answers, slug: try #require(Slug("pays-d-exemple"))).profile

    #expect(profile.challenges.map(\.slug) == ["pays-d-exemple-1", "pays-d-exemple-2", "pays-d-exemple-3"])
    #expect(profile.challenges[1].id == "an-identity")
    #expect(profile.challenges[0].objectives[0].target == "1 234,5")
    #expect(profile.challenges[0].objectives[0].targetDay == Day(year: 2028, month: 12, day: 31))
  }

  @Test func `a member without a part is a member`() throws {
    let answers = Answers(["organisations": .group([Answers(["name": .text("A")])])])
    let members = Candidacy(answers, slug: try #require(Slug("x"))).profile.collective.members
    #expect(members == [CollectiveMember(name: "A", part: .member, kind: nil, note: nil)])
  }
}
