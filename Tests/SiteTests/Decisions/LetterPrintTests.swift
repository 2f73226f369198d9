import Domain
import Foundation
import Site
import Testing

/// The letters that are printed say all that a decision must: its outcome, why, who answers for it, how to challenge it.
@Suite struct LetterPrintTests {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers

  private func letters() throws -> SiteLetters {
    let settings = try Language.allCases.map { try PageExample.Setting($0) }
    let wordings = Dictionary(settings.map { ($0.wording.language, $0.wording) }) { first, _ in first }
    return SiteLetters(renderer: settings[0].renderer) { wordings[$0] }
  }

  private func told(_ outcome: Decision.Outcome) -> ToldDecision {
    let decision = Decision(
      outcome: outcome, reasons: "Un motif \u{1F680} d’exemple", conditions: "Une\n\n \nDeux",
      signatory: .init(name: "Noa Exemple", function: "Directrice"), decidedAt: V.moment, notifiedAt: V.moment,
      publishedAt: nil, criteria: ["c1": "Motif du critère"], standing: [V.both("Terme")])
    return ToldDecision(
      dossier: D.file(.notified).dossier, wave: V.wave(), procedure: D.procedure, decision: decision,
      usesScores: true, addressee: ["Association d’Exemple", "Camille Exemple"])
  }

  @Test(arguments: Language.allCases, [Decision.Outcome.labelledWithConditions, .rejected, .inadmissible])
  func `the letter of a decision names whom it is for, and numbers its conditions as its page does`(
    language: Language, outcome: Decision.Outcome
  ) throws {
    let wording = try PageExample.Setting(language).wording
    let html = try letters().decisionLetter(told(outcome), in: language)
    for text in [
      "Association d’Exemple", "Camille Exemple", "Noa Exemple, Directrice", "Motif du critère", "Terme", "FI-0001",
      wording.outcome(outcome, of: D.procedure), wording.catalogue("algorithmMention"), "Recours &lt;",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(html.contains("<li>Une</li><li>Deux</li>"))
    // A picture that the font of the printer lacks stands there by its name.
    #expect(html.contains("Un motif [rocket] d’exemple"))
  }

  @Test(arguments: Language.allCases) func `the letter of a measure about a label repeats what it rests on`(
    language: Language
  ) throws {
    let file = try #require(LabelExamples.file([.noticeGiven(LabelExamples.notice)]))
    func paper(_ content: LabelContent, _ signatory: Decision.Signatory?) throws -> String {
      try letters().labelPaper(
        LabelPaper(
          facts: file.facts, act: LabelExamples.act,
          event: LabelEvent(
            number: 3, day: V.day(4), recordedAt: V.moment, author: nil, content: content, signatory: signatory),
          notice: LabelNotice(
            measure: .withdrawal, ground: .conditionFailed(condition: "report"), facts: "Des faits",
            answerBy: V.day(5)), terms: D.procedure.receipt, addressee: ["Association d’Exemple"]), in: language)
    }
    let wording = try PageExample.Setting(language).wording
    let measure = try paper(
      .withdrawn(reasons: "Un motif", wasAnswered: true), .init(name: "Noa Exemple", function: "Directrice"))
    for text in [
      "Un motif", "Des faits", "Noa Exemple, Directrice", "Association d’Exemple",
      wording.catalogue("labelEvent_withdraw"), wording.catalogue("appealRoutes"),
    ] { #expect(measure.contains(text), "\(text)") }
    let notice = try paper(.noticeGiven(LabelExamples.notice), nil)
    #expect(notice.contains(wording.day(V.day(5))) && !notice.contains(wording.catalogue("appealRoutes")))
  }
}
