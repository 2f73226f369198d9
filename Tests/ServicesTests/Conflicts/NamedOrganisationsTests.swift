import Domain
import Foundation
import TestSupport
import Testing

/// The organisations that a form names, as they bind people and as an expert is told of them.
@Suite struct NamedOrganisationsTests {
  private let answers: Answers = {
    var answers = ExampleProgramme.candidacy
    answers["funders"] = .group([Answers(["organisation": .text("Banque d’Exemple")])])
    answers["companies"] = .group([
      Answers(["name": .text("SARL Boulangerie")]), Answers(["name": .text("la Boulangerie")]),
    ])
    answers["axes"] = .group([
      Answers(["title": .text("Un axe"), "actions": .group([Answers(["owner": .text("Régie de quartier")])])])
    ])
    answers["signatories"] = .group([Answers(["organisation": .text("La Ville d’Exemple")])])
    return answers
  }()

  @Test func `an expert who is asked sees every organisation that may bind, each once, the collective first`() throws {
    let label = try #require(try ExampleProgramme.data().labelProcedure)
    let now = Date(timeIntervalSince1970: 0)
    let dossier = Dossier(
      id: ID(UUID()), reference: "FI-2026-AAAA", wave: ID(UUID()), procedure: label.key, owner: Principal.replay.actor,
      title: "Pays",
      state: .inReview, answers: answers, version: 1, createdAt: now, updatedAt: now, submittedAt: now)
    let wave = Wave(
      id: dossier.wave, slug: Slug(naming: "x"), name: LocalisedText(fr: "x", en: "x"),
      call: LocalisedText(fr: "x", en: "x"), procedure: label.key, opensAt: now, closesAt: now,
      decisionPromisedBy: nil, decidedOn: nil, publishedOn: nil, ceremonyOn: nil, stated: nil, note: nil,
      isExample: true)
    let assignment = ReviewAssignment(
      id: ID(UUID()), dossier: dossier.id, person: ID(UUID()), askedBy: nil, askedAt: now, dueOn: Day(now))
    let asked = AskedReview(assignment, of: dossier, wave, label, binding: label.conflicts)
    #expect(
      asked.organisations == [
        "Association Exemple", "Ville d’Exemple", "Banque d’Exemple", "SARL Boulangerie", "Régie de quartier",
      ])
  }
}
