import Domain
import Foundation
import TestSupport
import Testing

@Suite struct RetentionRuleTests {
  private func rule(_ kind: RetentionRule.Kind, _ duration: RetentionRule.Duration) -> RetentionRule {
    let text = LocalisedText(fr: "x", en: "x")
    return RetentionRule(kind: kind, title: text, explanation: text, duration: duration, basis: .choice)
  }

  @Test func `months are counted by the calendar, days by the clock`() throws {
    let now = TestWorld.noon(2028, 3, 31)
    #expect(rule(.messages, .months(1)).limit(at: now) == Day("2028-02-29")?.start)
    #expect(rule(.messages, .months(25)).limit(at: now) == Day("2026-02-28")?.start)
    #expect(rule(.signIn, .days(1)).limit(at: now) == now.addingTimeInterval(-86_400))
  }

  @Test(arguments: RetentionRule.Kind.allCases)
  func `what the program does not remove has no limit, whatever its duration`(kind: RetentionRule.Kind) {
    let limit = rule(kind, .days(1)).limit(at: TestWorld.noon(2026, 1, 1))
    #expect((limit != nil) == kind.isApplied)
  }

  @Test(arguments: DossierState.allCases)
  func `a dossier that the service must still act on is under examination`(state: DossierState) {
    let next = state.possibleEvents.map(\.permission)
    let awaitsService = next.contains {
      [.examineDossier, .deliberateDossier, .decideDossier, .notifyDecision].contains($0)
    }
    // A draft can lapse, which nobody needs to be told of; what was told is decided anew only at the end of a deepening.
    let isSettled = [.draft, .notified, .published].contains(state)
    #expect(state.isUnderExamination == (awaitsService && !isSettled))
  }
}
