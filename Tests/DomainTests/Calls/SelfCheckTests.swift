import Domain
import Testing

@Suite struct SelfCheckTests {
  private static func question(_ id: String, _ weight: SelfCheckQuestion.Weight) -> SelfCheckQuestion {
    let text = LocalisedText(fr: "x", en: "x")
    return SelfCheckQuestion(id: id, question: text, options: [], right: ["yes"], advice: text, weight: weight)
  }

  private let questions = [question("must", .blocking), question("better", .advice)]

  @Test(arguments: [
    (["must": "yes", "better": "yes"], SelfCheck.Outcome.ready), (["must": "yes", "better": "no"], .almost),
    (["must": "no", "better": "yes"], .notYet), (["must": "no"], .notYet), (["must": "yes"], .unfinished),
    (["must": "perhaps", "better": "yes"], .unfinished), ([:], .unfinished), (["other": "no"], .unfinished),
  ]) func `what is necessary decides, then what is unanswered, then advice`(
    given: [String: String], outcome: SelfCheck.Outcome
  ) {
    #expect(SelfCheck(questions, given: given).outcome == outcome)
  }
}
