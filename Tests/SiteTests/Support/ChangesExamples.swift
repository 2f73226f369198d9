import Domain
import Foundation
import Site
import TestSupport

/// The history of what was written, and what was typed into a dossier that was closed meanwhile.
extension PrivateExamples {
  func changes() throws -> [PageExample] {
    let link = Link.answerHistory(ExampleValues.identity(5))
    guard let email = EmailAddress("nom@exemple.example") else { return [] }
    let author = Person(id: ExampleValues.identity(9), email: email, name: ExampleValues.hostile, language: .french)
    let changes = [
      AnswerChange(path: "line", before: .string(ExampleValues.hostile), after: .string("neuf")),
      AnswerChange(
        path: "pages", before: .string("un\ndeux\n\(ExampleValues.hostile)"),
        after: .string("un\ntrois\n\(ExampleValues.hostile)")),
      AnswerChange(path: "entries", before: nil, after: .array([.string("a"), .string(ExampleValues.hostile)])),
      AnswerChange(path: "items/#", before: .array([.string("item-1")]), after: .array([.string("item-2")])),
      AnswerChange(path: "items/item-1/title", before: .string("x"), after: nil),
      AnswerChange(path: "items/gone/title", before: nil, after: .string("y")),
      AnswerChange(path: "unknown", before: nil, after: .string("y")),
    ]
    func page(_ saves: [AnswerSave], _ refusal: Refusal? = nil, of field: String? = nil, total: Int)
      -> AnswerHistoryPage
    {
      AnswerHistoryPage(
        ExampleDossiers.file(.draft), Page(items: saves, total: total, request: .longest), of: field, csrf: "token",
        refusal: refusal, in: wording)
    }
    let saves = [
      AnswerSave(version: 7, author: author, at: ExampleValues.moment, changes: changes, changeCount: 300),
      AnswerSave(version: 6, author: nil, at: ExampleValues.moment, changes: [], changeCount: 0),
    ]
    let typed = [
      (name: "line", value: ExampleValues.hostile), (name: "items.0.title", value: "x"), (name: "csrf", value: "t"),
    ]
    let section = ExampleDossiers.section
    return [
      try example(
        "closed meanwhile",
        SessionExpiredPage(members: typed, of: ExampleDossiers.file(.submitted), section: section, in: wording),
        .dossier(ExampleValues.identity(5))),
      try example("changes", page(saves, total: 250), link),
      try example(
        "no changes",
        page([], .changedMeanwhile, of: ExampleDossiers.file(.draft).procedure.fields.first?.id, total: 0), link),
    ]
  }

  /// Two dossiers side by side, and two versions of one.
  func comparisons() throws -> [PageExample] {
    let file = ExampleDossiers.file(.submitted)
    let link = Link.comparison(file.dossier.id)
    func side(_ dossier: Dossier, _ answers: Answers, _ submission: Int?, isBare: Bool = false) -> ComparedDossier {
      ComparedDossier(
        dossier: dossier.showing(answers), procedure: file.procedure, submission: submission,
        submissions: isBare ? [] : file.submissions)
    }
    func page(
      _ left: ComparedDossier, _ right: ComparedDossier, isOnlyDifferent: Bool = false, refusal: Refusal? = nil
    ) -> ComparisonPage {
      ComparisonPage(
        DossierComparison(left, right), reference: ExampleValues.hostile, isOnlyDifferent: isOnlyDifferent,
        isFiledByReader: isOnlyDifferent, refusal: refusal, in: wording)
    }
    let older = side(file.dossier, ExampleDossiers.faulty, 1)
    let newer = side(file.dossier, ExampleDossiers.chosen, 2)
    let other = side(ExampleDossiers.file(.submitted, ExampleDossiers.long).dossier, ExampleDossiers.long, nil)
    let alone = side(file.dossier, ExampleDossiers.chosen, nil, isBare: true)
    let unknown = Refusal.invalid([Finding(field: "avec", problem: .noSuchDossier)])
    return [
      try example("comparison", page(older, newer), link),
      try example("comparison of what differs", page(older, other, isOnlyDifferent: true), link),
      try example("comparison with nothing else", page(alone, alone), link),
      try example("comparison with an unknown dossier", page(newer, newer, refusal: unknown), link),
    ]
  }
}
