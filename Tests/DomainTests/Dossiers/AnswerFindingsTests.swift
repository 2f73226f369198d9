import Domain
import TestSupport
import Testing

@Suite struct AnswerFindingsTests {
  private let procedure = ExampleProgramme.procedure
  private let gazetteer = ExampleGeography.gazetteer

  private func findings(_ answers: Answers) -> [Finding] {
    procedure.findings(in: answers) { gazetteer.name(of: $0) != nil }
  }

  private func changed(_ field: String, _ answer: Answer?) -> Answers {
    var answers = ExampleProgramme.candidacy
    answers[field] = answer
    return answers
  }

  private func challenges() -> [Answers] { ExampleProgramme.candidacy.group("challenges") }

  @Test func `a whole candidacy has no finding`() {
    #expect(findings(ExampleProgramme.candidacy) == [])
  }

  @Test func `an empty candidacy tells every gap at once, in the order of the form`() {
    #expect(
      findings(Answers()) == [
        Finding(field: "name", problem: .missing), Finding(field: "presentation", problem: .missing),
        Finding(field: "organisations", problem: .tooFew(found: 0, required: 2)),
        Finding(field: "challenges", problem: .tooFew(found: 0, required: 3)),
        Finding(field: "perimeter", problem: .missing),
      ])
  }

  @Test func `a third challenge that is missing is told at the challenges`() {
    let two = changed("challenges", .group(Array(challenges().prefix(2))))
    #expect(findings(two) == [Finding(field: "challenges", problem: .tooFew(found: 2, required: 3))])
  }

  @Test func `a blank item counts for nothing and keeps its place`() {
    var items = challenges()
    items.insert(Answers(), at: 1)
    items[3]["title"] = .text("  ")
    #expect(
      findings(changed("challenges", .group(items)))
        == [Finding(field: "challenges.3.title", problem: .missing)])
  }

  @Test func `an objective inside a challenge is told with both numbers`() {
    var items = challenges()
    items[1]["objectives"] = .group([Answers(["statement": .text("x"), "target": .text("beaucoup")])])
    #expect(
      findings(changed("challenges", .group(items))) == [
        Finding(field: "challenges.1.objectives.0.target", problem: .notANumber),
        Finding(field: "challenges.1.objectives.0.targetDay", problem: .missing),
      ])
  }

  @Test(
    arguments: [
      ("epci:200000001", nil), ("commune:90003", nil),
      ("commune:00000", Finding.Problem.unknownPlace("commune:00000")),
      ("90001", .malformedPlace("90001")), ("canton:1", .malformedPlace("canton:1")),
    ] as [(String, Finding.Problem?)])
  func `a code of a perimeter must be an official one`(code: String, problem: Finding.Problem?) {
    #expect(
      findings(changed("perimeter", .list([code])))
        == (problem.map { [Finding(field: "perimeter", problem: $0)] } ?? []))
  }

  @Test(
    arguments: [
      ("1 234,5", nil), ("-3", Finding.Problem.tooSmall(minimum: "0")), ("1e9", .notANumber),
      ("١٢", .notANumber),
      ("12,", .notANumber), ("0x10", .notANumber), ("1\u{202f}000", nil),
    ] as [(String, Finding.Problem?)])
  func `a number is read as people write it, and as nothing else`(text: String, problem: Finding.Problem?) {
    var items = challenges()
    var objective = items[0].group("objectives")[0]
    objective["target"] = .text(text)
    items[0]["objectives"] = .group([objective])
    let found = findings(changed("challenges", .group(items)))
    #expect(
      found == (problem.map { [Finding(field: "challenges.0.objectives.0.target", problem: $0)] } ?? []))
  }

  @Test func `a text may be as long as its limit and no longer`() {
    #expect(findings(changed("name", .text(String(repeating: "é", count: 120)))) == [])
    #expect(
      findings(changed("name", .text(String(repeating: "é", count: 121))))
        == [Finding(field: "name", problem: .tooLong(length: 121, maximum: 120))])
  }

  @Test func `a field that the procedure does not have is refused`() {
    #expect(findings(changed("budget", .text("1"))) == [Finding(field: "budget", problem: .unknownField)])
  }

  @Test func `answers survive their stored form`() throws {
    let stored = ExampleProgramme.candidacy.json.canonical
    #expect(Answers(try JSONValue(parsing: stored)) == ExampleProgramme.candidacy)
  }
}
