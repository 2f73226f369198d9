import Domain
import Foundation
import Site
import Testing

/// Findings and refusals as sentences, in both languages.
@Suite struct WordsTests {
  private static let problems: [Finding.Problem] = [
    .missing, .tooLong(length: 12, maximum: 7), .tooFew(found: 1, required: 3), .tooMany(found: 9, maximum: 4),
    .notANumber, .notAWholeNumber, .tooSmall(minimum: "0.5"), .tooLarge(maximum: "8"), .notADay, .notAnAmount,
    .unknownOption("o9"), .malformedPlace("x"), .unknownPlace("epci:1"), .unknownField, .notAnAddress,
    .emptyFile, .fileTooLarge(megabytes: 25), .fileKind, .infectedFile, .notYourAddress, .notAWebAddress, .dayPast,
    .roleNotLimited, .notASIREN, .notASIRET, .otherSIREN("123456782"), .numberTaken, .alreadyMember,
    .notAsked, .notReopenable, .notAnHour,
  ]

  private static let refusals: [Refusal] = [
    .signInNeeded, .notAllowed(.decideDossier), .notFound, .changedMeanwhile, .notPossible(.decide, from: .draft),
    .invalid([]), .waveNotOpen, .linkNotValid, .tooManyAttempts(retryAfter: 61), .signatoryMissing,
    .notAnExaminer("Exemple"), .tooLateToTakeBack, .tooManyViews(maximum: 20),
    .decision(.fourEyesNeeded), .decision(.replyAwaited(until: Day(Date(timeIntervalSince1970: 0)))),
    .notAReviewer("Exemple"), .reviewsClosed, .noRubric,
    .dossierUnderExamination(reference: "FI-1"), .leadsLabel("x"), .lastAdministrator, .lastManager,
    .lastManagerOf("Exemple"),
    .invitedAtAnotherAddress, .differentOrganisations,
  ]

  private func wording(_ language: Language) throws -> Wording { try PageExample.Setting(language).wording }

  @Test(arguments: problems, Language.allCases)
  func `a finding is a sentence that names its values`(problem: Finding.Problem, language: Language) throws {
    let text = try wording(language).finding(Finding(field: "f", problem: problem))

    #expect(!text.contains("finding_") && !text.contains("{"))
    for value in problem.values { #expect(text.contains(value)) }
  }

  @Test func `no two findings say the same`() throws {
    let wording = try wording(.french)
    let texts = Set(WordsTests.problems.map { wording.finding(Finding(field: "f", problem: $0)) })
    #expect(texts.count == WordsTests.problems.count)
  }

  @Test(arguments: refusals, Language.allCases)
  func `a refusal is a sentence`(refusal: Refusal, language: Language) throws {
    let text = try wording(language).refusal(refusal)
    #expect(!text.contains("refusal_") && !text.contains("{") && text.hasSuffix("."))
  }

  @Test func `waiting is told in whole minutes, rounded up`() throws {
    let wording = try wording(.english)
    #expect(wording.refusal(.tooManyAttempts(retryAfter: 61)).contains("2 min"))
    #expect(wording.refusal(.tooManyAttempts(retryAfter: 0)).contains("1 min"))
  }

  @Test func `the first of a month is an ordinal in French only`() throws {
    let day = ExampleValues.day(3)
    #expect(try wording(.french).day(day) == "1er\u{a0}mars\u{a0}2026")
    #expect(try wording(.english).day(day) == "1\u{a0}March\u{a0}2026")
  }

  @Test func `a month of the calendar has no day`() throws {
    #expect(try wording(.french).milestone("2018-07") == "juillet\u{a0}2018")
    #expect(try wording(.french).milestone("vers 2018") == "vers 2018")
  }

  @Test func `midnight belongs to the day that it ends`() throws {
    let wording = try wording(.english)
    let day = ExampleValues.day(3)
    #expect(wording.closing(day.start) == wording.catalogue("closing_midnight", "28\u{a0}February\u{a0}2026"))
    #expect(wording.closing(day.start.addingTimeInterval(43_200)).contains("12:00"))
  }

  /// French sets a no-break space before high punctuation and inside quotation marks, and a curly apostrophe.
  @Test func `the French strings keep to French typography`() throws {
    for (key, text) in try Catalogue(.french).strings {
      #expect(text.firstMatch(of: /[ \w][;?!»]|« | :(?!\/\/)|\w'\w|\.\.\./) == nil, "\(key): \(text)")
    }
  }

  @Test func `the French letters keep to it too`() throws {
    for (name, text) in try TemplateFiles.all() where name.hasPrefix("Letters/") && name.hasSuffix("-fr") {
      #expect(text.firstMatch(of: /« | [;?!»:]/) == nil, "\(name)")
    }
  }

  @Test func `the English strings keep to English typography`() throws {
    for (key, text) in try Catalogue(.english).strings where key != "colon" {
      #expect(text.firstMatch(of: /\s[;?!:]|\w'\w|\.\.\.|[«»]/) == nil, "\(key): \(text)")
    }
  }
}
