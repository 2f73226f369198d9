import Domain
import Foundation
import Site

/// The pages of a call: its self-check, questions, figures, and what time does to its dossiers.
struct CallExamples {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers
  private let setting: PageExample.Setting
  private let people: PrivateExamples
  private var wording: Wording { setting.wording }

  init(_ setting: PageExample.Setting) {
    self.setting = setting
    people = PrivateExamples(setting)
  }

  func all() throws -> [PageExample] {
    try selfCheck() + (try questions()) + (try service()) + (try dossiers())
  }

  private func page<Item>(_ items: [Item]) -> Page<Item> { people.page(items) }

  private func selfCheck() throws -> [PageExample] {
    let questions = [
      SelfCheckQuestion(
        id: "must", question: V.both("Q"), options: [], right: ["yes"], advice: V.both("C"), weight: .blocking),
      SelfCheckQuestion(
        id: "better", question: V.both("Q"), options: [.init(id: "o1", label: V.both("O"))], right: ["o1"],
        advice: V.both("C"), weight: .advice),
    ]
    func check(_ name: String, _ given: [String: String], isAsked: Bool = true) throws -> PageExample {
      let model = SelfCheckPage(V.wave(), questions, given: given, isAsked: isAsked, in: wording)
      return try PageExample(name, model, setting.layout(.selfCheck(V.wave().slug)), setting)
    }
    return [
      try check("self-check", [:], isAsked: false), try check("ready", ["must": "yes", "better": "o1"]),
      try check("almost ready", ["must": "yes"]), try check("not ready", ["must": "no", "better": V.hostile]),
    ]
  }

  private func questions() throws -> [PageExample] {
    func question(_ number: Int, en: Bool, answered: Bool = true) -> CallQuestion {
      CallQuestion(
        id: V.identity(number), wave: V.wave().id, askedAt: V.moment, question: V.hostile,
        answer: answered
          ? .init(
            question: V.hostile, questionEn: en ? V.hostile : nil, text: "\(V.hostile)\n\(V.hostile)",
            textEn: en ? V.hostile : nil, at: V.moment) : nil)
    }
    let wave = V.wave()
    let waiting = PendingQuestion(
      question: question(30, en: false, answered: false), wave: V.both("V"), isExample: true)
    let typed = CallQuestion.Answer(
      question: V.hostile, questionEn: V.hostile, text: "", textEn: V.hostile, at: V.moment)
    let missing = Refusal.invalid(
      ["question", "answer", "questionEn", "answerEn"].map { .init(field: $0, problem: .missing) })
    let none = Refusal.invalid([.init(field: "question", problem: .missing)])
    let link = setting.layout(.callQuestions(wave.slug))
    return [
      try PageExample(
        "questions of a call",
        CallQuestionsPage(wave, page([question(30, en: true), question(31, en: false)]), in: wording),
        link, setting),
      try PageExample("no question", CallQuestionsPage(wave, page([]), in: wording), link, setting),
      try people.example(
        "a question", NewQuestionPage(wave, text: V.hostile, csrf: "token", refusal: none, in: wording),
        .newQuestion(wave.slug)),
      try people.example(
        "a question sent", NewQuestionPage(wave, text: "", csrf: "token", isSent: true, in: wording),
        .newQuestion(wave.slug)),
      try people.example(
        "questions to answer",
        PendingQuestionsPage(
          page([waiting]), csrf: "token", draft: .init(id: waiting.question.id, typed), refusal: missing, in: wording),
        .pendingQuestions),
      try people.example(
        "no question to answer", PendingQuestionsPage(page([]), csrf: "token", in: wording), .pendingQuestions),
    ]
  }

  private func service() throws -> [PageExample] {
    let figures = CallStatistics(
      states: [.draft: 2, .submitted: 1200], days: [.init(day: V.day(3), count: 7)], completeDrafts: 1,
      incompleteDrafts: 1, regions: ["27": 3, "53": 4], actorKinds: ["k1": 2, V.hostile: 1], isPartial: true)
    let nothing = CallStatistics(
      states: [:], days: [], completeDrafts: 0, incompleteDrafts: 0, regions: [:], actorKinds: [:], isPartial: false)
    let draft = ReopeningDraft(reference: V.hostile, day: V.hostile, hour: V.hostile, reason: V.hostile)
    let refusal = Refusal.invalid(["reference", "day", "hour", "reason"].map { .init(field: $0, problem: .missing) })
    let listing = InterestListing(
      id: V.identity(5), reference: "FI-0001", title: V.hostile, wave: V.both("V"), isExample: true, sentAt: V.moment)
    let bare = InterestListing(
      id: V.identity(6), reference: "FI-0002", title: nil, wave: V.both("V"), isExample: false, sentAt: V.moment)
    let interest = Interest(
      reference: "FI-0001", wave: V.wave(), procedure: D.procedure, answers: D.chosen, sentAt: V.moment)
    let link = Link.callStatistics(V.wave().slug)
    let done = Reopening(at: V.moment, until: V.moment, reason: V.hostile)
    return [
      try people.example("figures", CallStatisticsPage(V.wave(), figures, in: wording), link),
      try people.example("no figures", CallStatisticsPage(V.wave(), nothing, in: wording), link),
      try people.example(
        "refused reopening", ReopeningPage(draft, csrf: "token", refusal: refusal, in: wording), .reopening),
      try people.example(
        "reopened", ReopeningPage(ReopeningDraft(), csrf: "token", done: (V.hostile, done), in: wording), .reopening),
      try people.example("interests", InterestsPage(page([listing, bare]), in: wording), .interests),
      try people.example("no interest", InterestsPage(page([]), in: wording), .interests),
      try people.example("interest", InterestPage(interest, in: wording), .interestRead(V.identity(5))),
    ]
  }

  private func dossiers() throws -> [PageExample] {
    let link = Link.dossier(V.identity(5))
    let gap = Finding(field: "line", problem: .missing)
    let late = V.wave("close", open: false)
    func dossier(_ timing: DossierTiming, refused: [Finding] = []) -> DossierPage {
      let file = D.file(.draft, timing: timing)
      let closed = DossierFile(
        dossier: file.dossier, wave: late, procedure: file.procedure, submissions: [], history: [], decisions: [],
        findings: file.findings, territory: nil, possibleEvents: [], timing: timing)
      return DossierPage(closed, csrf: "token", refused: refused, in: wording)
    }
    let times: [ID<Dossier>: QueueTime] = [
      D.listing.id: QueueTime(clock: .standing(since: V.day(2)), dueOn: V.day(3), isLate: true)
    ]
    let draft = ComplementDraft(
      fields: ["line"], fieldReasons: ["line": V.hostile], indispensable: ["line"], reason: V.hostile, due: V.hostile)
    let refusal = Refusal.invalid(["fields", "reasons", "due"].map { .init(field: $0, problem: .missing) })
    return [
      try people.example(
        "draft after closing", dossier(DossierTiming(openFields: .none, moment: V.moment), refused: [gap]), link),
      try people.example(
        "reopened draft",
        dossier(
          DossierTiming(
            openFields: .all,
            reopening: Reopening(at: V.moment, until: V.moment.addingTimeInterval(7200), reason: V.hostile),
            interestSentAt: V.moment, moment: V.moment)), link),
      try people.example(
        "section to complete",
        SectionPage(
          D.file(.incomplete, D.chosen), section: D.section, answers: D.chosen, findings: [], csrf: "token", in: wording
        ),
        .section(V.identity(5), D.section.id)),
      try people.example(
        "queue with times",
        QueuePage(
          page([D.listing]), filter: QueueFilter(wave: V.wave().slug), waves: [V.wave()], procedures: [], times: times,
          mayReopen: true, csrf: "token",
          in: wording), .queue),
      try people.example(
        "refused request for complements",
        ExaminationPage(D.file(.submitted), csrf: "token", complements: draft, refusal: refusal, in: wording),
        .examination(V.identity(5))),
    ]
  }
}
