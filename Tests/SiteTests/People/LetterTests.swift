import Domain
import Foundation
import Site
import Testing

/// Letters are plain text: nothing is escaped, and nothing is left out that the law asks for.
@Suite struct LetterTests {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers

  private func write(_ letter: Letter, _ language: Language) throws -> LetterText {
    let settings = try Language.allCases.map { try PageExample.Setting($0) }
    let wordings = Dictionary(settings.map { ($0.wording.language, $0.wording) }) { first, _ in first }
    return try SiteLetters(renderer: settings[0].renderer) { wordings[$0] }.write(letter, in: language)
  }

  private var dossier: Dossier { D.file(.submitted).dossier }
  private var terms: ReceiptTerms { D.procedure.receipt }

  private func letters() throws -> [Letter] {
    let email = try #require(EmailAddress("nom@exemple.example"))
    let person = Person(id: V.identity(9), email: email, name: V.hostile, language: .french)
    return [
      .signIn(link: "https://exemple.example/a?b=1&c=2", minutes: 15),
      .receipt(dossier, V.wave(), terms, submittedAt: V.moment, silenceOn: Day(V.moment)),
      .receipt(dossier, V.wave(), terms, submittedAt: V.moment, silenceOn: nil),
      .complements(dossier, V.wave(), D.procedure, D.request),
      .complements(
        dossier, V.wave(), D.procedure,
        ComplementRequest(
          number: 2, askedAt: V.moment, dueOn: Day(V.moment),
          items: [.init(field: "line", reason: V.hostile, isIndispensable: false)])),
      .reopened(dossier, V.wave(), Reopening(at: V.moment, until: V.moment, reason: V.hostile)),
      .reminder(dossier, V.wave(), D.procedure, [], days: 1, site: "https://exemple.example"),
      .reminder(
        dossier, V.wave(), D.procedure,
        (0..<30).map { _ in Finding(field: "line", problem: .missing) }, days: 14, site: "https://exemple.example"),
      .questionAnswered(V.wave(), question: V.hostile, answer: V.hostile),
      .step(dossier, V.wave(), .findAdmissible, reasons: nil),
      .step(dossier, V.wave(), .findInadmissible, reasons: V.hostile, appeal: terms.appeal),
      .step(dossier, V.wave(), .askForComplements, reasons: V.hostile),
      .decision(dossier, V.wave(), D.decision, D.procedure),
      .projectedDecision(
        dossier, V.wave(), D.procedure,
        DecisionReply(
          id: V.identity(70), content: DecisionDraft(outcome: "rejected"), askedAt: V.moment, dueOn: Day(V.moment)),
        link: "https://exemple.example/a?b=1"),
      .decisionToApprove(dossier, V.wave(), by: V.hostile, link: "https://exemple.example/a?b=1"),
      .exchange(dossier, V.wave(), text: V.hostile, from: .service, link: "https://exemple.example/a"),
      .exchange(dossier, V.wave(), text: V.hostile, from: .applicant, link: nil),
      .roleGranted(.instructor, V.wave(), until: Day(V.moment)), .roleWithdrawn(.jury, nil),
      .organisationInvitation(name: V.hostile, .manager, link: "https://exemple.example/a?b=1", days: 14),
      .joinRequest(name: V.hostile, by: person, link: "https://exemple.example/a"),
      .membershipChanged(name: V.hostile, .member), .membershipChanged(name: V.hostile, nil),
      .dossierInvitation(dossier, by: V.hostile, .writer, link: "https://exemple.example/a?b=1", days: 21),
      .dossierJoined(dossier, by: V.hostile), .dossierLeft(dossier, person: V.hostile),
      .dossierHandedOver(dossier, by: V.hostile),
      .dossierComment(dossier, by: V.hostile, body: V.hostile, link: "https://exemple.example/a"),
      .dossiersGiven(
        [
          GivenDossier(V.identity(5), reference: "FI-0001", title: V.hostile, link: "https://exemple.example/a?b=1"),
          GivenDossier(V.identity(6), reference: "FI-0002", title: V.hostile, link: "https://exemple.example/b"),
        ], by: V.hostile),
      .label(LabelExamples.letter(.event(.noticeGiven(LabelExamples.notice)))),
      .label(LabelExamples.letter(.event(.withdrawn(reasons: V.hostile, wasAnswered: true)), appeal: V.both("R"))),
      .label(LabelExamples.measure),
      .label(LabelExamples.letter(.event(.answered(text: V.hostile)), isToService: true)),
      .label(LabelExamples.letter(.event(.hearingAsked), isToService: true)),
      .label(LabelExamples.letter(.event(.renewalRequested(reasons: V.hostile)), isToService: true)),
      .label(
        LabelExamples.letter(.event(.changeRequested(.lead(V.identity(9)), reasons: V.hostile)), isToService: true)),
      .label(LabelExamples.letter(.event(.relinquished(reasons: V.hostile)), isToService: true)),
      .label(LabelExamples.letter(.event(.reportFiled(due: V.day(3), dossier: V.identity(5))), isToService: true)),
      .label(LabelExamples.letter(.milestone(.reportReminder(V.day(3))))),
      .label(LabelExamples.letter(.milestone(.reportLate(V.day(3))))),
      .label(LabelExamples.letter(.milestone(.renewalOpens(V.day(3))))),
      .label(LabelExamples.letter(.milestone(.ended(V.day(3))))),
      .jury(JuryExamples.letter(.seated, place: "")),
      .jury(JuryExamples.letter(.moved, place: V.hostile)),
      .jury(JuryExamples.letter(.cancelled(reason: V.hostile), place: V.hostile)),
      .review(
        ReviewLetter(
          .asked, reference: "FI-0001", wave: V.wave(), dueOn: Day(V.moment), link: "https://exemple.example/a")),
      .review(
        ReviewLetter(
          .withdrawn, reference: "FI-0001", wave: V.wave(), dueOn: Day(V.moment), link: "https://exemple.example/a")),
      .review(
        ReviewLetter(
          .moved, reference: "FI-0001", wave: V.wave(), dueOn: Day(V.moment), link: "https://exemple.example/a")),
      .review(ReviewLetter(.freed, reference: "FI-0001", wave: V.wave(), dueOn: Day(V.moment), link: "")),
      .review(
        ReviewLetter(
          .reminder(days: 3), reference: "FI-0001", wave: V.wave(), dueOn: Day(V.moment),
          link: "https://exemple.example/a")),
      .review(
        ReviewLetter(
          .reminder(days: 0), reference: "FI-0001", wave: V.wave(), dueOn: Day(V.moment),
          link: "https://exemple.example/a")),
      .digest([LetterText(subject: V.hostile, body: V.hostile + "\n")]),
    ]
  }

  @Test(arguments: Language.allCases) func `a letter is text as it was written, with a subject of one line`(
    language: Language
  ) throws {
    for letter in try letters() {
      let text = try write(letter, language)
      #expect(!text.subject.isEmpty && !text.subject.contains(where: \.isNewline), "\(letter.kind)")
      #expect(text.body.hasSuffix("\n") && text.body.count > 80, "\(letter.kind)")
      for escaped in ["&lt;", "&#39;", "&quot;", "{{page"] { #expect(!text.body.contains(escaped), "\(letter.kind)") }
      switch letter {
      case .signIn, .roleGranted, .roleWithdrawn, .digest, .organisationInvitation, .joinRequest, .membershipChanged,
        .questionAnswered, .dossierInvitation, .dossiersGiven, .review, .jury,
        .label:
        continue
      case .receipt, .step, .complements, .reopened, .reminder, .decision, .projectedDecision, .exchange,
        .decisionToApprove,
        .dossierJoined, .dossierLeft,
        .dossierHandedOver, .dossierComment:
        break
      }
      #expect(text.body.contains(V.hostile) && text.subject.contains("FI-0001"), "\(letter.kind)")
    }
  }

  @Test(arguments: Language.allCases) func `the link to sign in comes whole, on a line of its own`(
    language: Language
  ) throws {
    let lines = try write(letters()[0], language).body.split(separator: "\n")
    #expect(lines.contains("https://exemple.example/a?b=1&c=2"))
  }

  @Test(arguments: Language.allCases) func `the receipt says all that the law asks for`(language: Language) throws {
    let silence = terms.silence.implicitDecision(completeOn: Day(V.moment))
    let receipt = Letter.receipt(dossier, V.wave(), terms, submittedAt: V.moment, silenceOn: silence)
    let body = try write(receipt, language).body
    let wording = try PageExample.Setting(language).wording

    // CRPA R112-5: the day of receipt, the service and how to reach it, what silence means and when, the appeal.
    let told = [
      wording.moment(V.moment), terms.service.name[language], wording.day(silence),
      wording.catalogue("silence_rejection"), terms.silence.basis[language], terms.appeal[language], dossier.reference,
      dossier.title,
    ]
    for text in told { #expect(body.contains(text), "\(text)") }
    #expect(body.split(separator: "\n").count { $0 == V.hostile } == 3)
  }

  @Test(arguments: Language.allCases) func `a decision comes with its reasons, its author and the ways of appeal`(
    language: Language
  ) throws {
    let body = try write(.decision(dossier, V.wave(), D.decision, D.procedure), language).body
    let wording = try PageExample.Setting(language).wording
    let outcome = wording.outcome(.labelledWithConditions, of: D.procedure)
    for text in [outcome, terms.appeal[language], "\(V.hostile), \(V.hostile)"] {
      #expect(body.contains(text), "\(text)")
    }
  }

  @Test(arguments: Language.allCases) func `whatever belongs to an example says so in its subject`(
    language: Language
  ) throws {
    let example = try PageExample.Setting(language).wording.catalogue("exampleTag")
    for letter in try letters().filter({
      ["receipt", "step", "complements", "reopened", "reminder", "decision"].contains($0.kind)
    }) {
      #expect(try write(letter, language).subject.contains("(\(example))"))
    }
    let real = try write(.step(dossier, V.wave(full: false), .findAdmissible, reasons: nil), language)
    #expect(!real.subject.contains(example))
  }

  @Test func `a hostile title cannot put a line into the subject`() throws {
    let text = try write(.receipt(dossier, V.wave(), terms, submittedAt: V.moment, silenceOn: nil), .french)
    #expect(!text.subject.contains("script"))
  }
}
