import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Reminders, expressions of interest, questions and figures of a call.
@Suite struct CallTests {
  private func letters(_ house: TestHouse, _ kind: String) async throws -> [OutboxMessage] {
    try await house.operations.outbox(.longest, for: .setUp).items.filter { $0.kind == kind }
  }

  @Test func `several programs at once write one reminder, and only for drafts begun before it was due`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    let draft = try await house.draft(Answers(["name": .text("Pays à finir")]), in: wave, by: applicant)
    let sent = try await house.draft(in: wave, by: try await house.person(.applicant, "sacha"))
    _ = try await house.operations.submitDossier(sent.id, version: sent.version, by: try await owner(sent, house))
    #expect(try await house.operations.sendReminders(site: "https://exemple.example") == 0)

    house.clock.set(wave.closesAt.addingTimeInterval(-14 * 86_400))
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<6 { group.addTask { try await house.operations.sendReminders(site: "https://exemple.example") } }
      return try await group.reduce(0, +)
    }
    #expect(total == 1)
    let mail = try #require(try await letters(house, "reminder").first)
    #expect(mail.subject.contains("14\u{a0}jours") || mail.subject.contains("14 jours"))
    #expect(
      mail.body.contains("https://exemple.example/dossiers/\(draft.id)/sections/perimeter?verifier=1#field-perimeter"))

    // Begun after the moment of the reminder: it is not told that fourteen days are left.
    _ = try await house.draft(in: wave, by: try await house.person(.applicant, "alix"))
    #expect(try await house.operations.sendReminders(site: "https://exemple.example") == 0)
    house.clock.set(wave.closesAt.addingTimeInterval(-86_400))
    #expect(try await house.operations.sendReminders(site: "https://exemple.example") == 2)
    house.clock.set(wave.closesAt)
    #expect(try await house.operations.sendReminders(site: "https://exemple.example") == 0)
  }

  @Test func `those who write a draft are reminded as its owner is, those who only read it are not`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let lead = try await house.person(.applicant)
    let draft = try await house.draft(Answers(["name": .text("Pays")]), in: wave, by: lead)
    for (name, part) in [("sacha", DossierMember.Part.writer), ("alix", .reader)] {
      let member = try await house.person(.applicant, name)
      try await house.join(draft.id, ledBy: lead, member, "\(name)-applicant", as: part)
    }
    house.clock.set(wave.closesAt.addingTimeInterval(-3 * 86_400))
    #expect(try await house.operations.sendReminders(site: "https://exemple.example") == 1)
    let told = try await letters(house, "reminder").map(\.recipient).sorted()
    #expect(told == ["camille-applicant@exemple.example", "sacha-applicant@exemple.example"])
    #expect(try await house.operations.sendReminders(site: "https://exemple.example") == 0)
  }

  private func owner(_ dossier: Dossier, _ house: TestHouse) async throws -> Principal {
    guard case .person(let id) = dossier.owner else { throw Refusal.notFound }
    return Principal(person: id, roles: [.applicant])
  }

  private var withInterest: Procedure {
    let plain = ExampleProgramme.procedure
    return Procedure(
      id: plain.id, version: "interest", name: plain.name, effect: plain.effect, isHistorical: false,
      requiresSignatory: true, receipt: plain.receipt, sections: plain.sections, interest: ["name", "perimeter"])
  }

  @Test func `an expression of interest shows what it said, and nothing that was written since`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave(procedure: withInterest)
    let (applicant, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let draft = try await house.draft(
      Answers(["name": .text("Pays"), "presentation": .text("Secret")]), in: wave, by: applicant)
    await #expect(throws: Refusal.invalid([Finding(field: "perimeter", problem: .missing)])) {
      try await house.operations.sendInterest(draft.id, version: draft.version, by: applicant)
    }
    var answers = draft.answers
    answers["perimeter"] = .list(["epci:200000001"])
    let saved = try await house.operations.saveAnswers(answers, of: draft.id, version: draft.version, by: applicant)
    try await house.operations.sendInterest(draft.id, version: saved.version, by: applicant)
    answers["name"] = .text("Autre")
    _ = try await house.operations.saveAnswers(answers, of: draft.id, version: saved.version, by: applicant)

    #expect(try await house.operations.interests(.longest, for: instructor).items.map(\.title) == ["Pays"])
    let read = try await house.operations.interest(of: draft.id, for: instructor)
    #expect(Set(read.answers.values.keys) == ["name", "perimeter"] && read.answers.text("name") == "Pays")
    await #expect(throws: Refusal.notFound) { try await house.operations.dossier(draft.id, for: instructor) }
    await #expect(throws: Refusal.notAllowed(.readQueue)) {
      try await house.operations.interests(.longest, for: applicant)
    }
    #expect(try await house.load(draft.id).state == .draft)
  }

  @Test func `a question is public with its answer only, and never says who asked`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let (applicant, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    try await house.operations.askQuestion(
      "  Je suis Camille : une région peut-elle candidater ? ", about: wave.slug, by: applicant)
    #expect(try await house.operations.answeredQuestions(of: wave.slug, .longest).questions.items.isEmpty)
    let pending = try #require(try await house.operations.pendingQuestions(.longest, for: instructor).items.first)
    let before = house.operations.publishedVersion.current
    let answer = CallQuestion.Answer(
      question: "Une région peut-elle candidater ?", questionEn: " ", text: "Oui.", textEn: nil,
      at: house.clock.world.now())
    await #expect(throws: Refusal.notFound) {
      try await house.operations.answerQuestion(pending.question.id, answer, by: applicant)
    }
    try await house.operations.answerQuestion(pending.question.id, answer, by: instructor)
    #expect(house.operations.publishedVersion.current > before)
    let shown = try await house.operations.answeredQuestions(of: wave.slug, .longest).questions.items
    #expect(
      shown.map { $0.answer?.question } == ["Une région peut-elle candidater ?"]
        && shown.first?.answer?.questionEn == nil)
    #expect(try await house.operations.pendingQuestions(.longest, for: instructor).items.isEmpty)
    #expect(try await letters(house, "questionAnswered").first?.body.contains("Oui.") == true)

    try await house.operations.eraseAccount(try #require(applicant.person), by: applicant)
    let kept = try await house.database.read { try CallQuestionRecords($0).find(pending.question.id) }
    #expect(kept?.asker == nil && kept?.question.question == "Une région peut-elle candidater ?")
  }

  @Test func `of one person's questions so many wait at once`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant)
    for number in 0..<CallQuestion.perPerson {
      try await house.operations.askQuestion("Question \(number)", about: wave.slug, by: applicant)
    }
    let most = CallQuestion.perPerson
    await #expect(
      throws: Refusal.invalid([Finding(field: "question", problem: .tooMany(found: most + 1, maximum: most))])
    ) {
      try await house.operations.askQuestion("Encore une", about: wave.slug, by: applicant)
    }
  }

  @Test func `the figures of a call count states, days of Paris, régions, actors and what drafts lack`() async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let (applicant, instructor) = (try await house.person(.applicant), try await house.person(.instructor))
    let plain = ExampleProgramme.candidacy
    _ = try await house.draft(Answers(["name": .text("Vide")]), in: wave, by: applicant)
    _ = try await house.draft(plain, in: wave, by: applicant)
    // 23:30 of the 23rd in Paris, then half an hour after midnight.
    for seconds in [11.5 * 3600, 3600] {
      house.clock.advance(seconds: seconds)
      let draft = try await house.draft(plain, in: wave, by: applicant)
      _ = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    }
    let (_, figures) = try await house.operations.statistics(of: wave.slug, for: instructor)
    #expect(figures.states == [.draft: 2, .submitted: 2])
    #expect(figures.days.map(\.day.description) == ["2026-11-23", "2026-11-24"])
    #expect(figures.completeDrafts == 1 && figures.incompleteDrafts == 1)
    #expect(figures.regions == ["27": 2] && figures.actorKinds.isEmpty && !figures.isPartial)
    await #expect(throws: Refusal.notFound) {
      try await house.operations.statistics(of: wave.slug, for: applicant)
    }
    // What was submitted stays counted, whatever becomes of it.
    let queue = try await house.operations.queue(QueueFilter(), for: instructor, .longest).items
    let withdrawn = try await house.load(try #require(queue.first).id)
    try await house.operations.moveDossier(
      withdrawn.id, version: withdrawn.version, by: .withdrawDossier, reasons: nil, principal: applicant)
    let later = try await house.operations.statistics(of: wave.slug, for: instructor).statistics
    #expect(later.states[.withdrawn] == 1 && later.submitted == 2 && later.started == 4)
  }
}
