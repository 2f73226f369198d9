import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct PrivacyFilesTests {
  /// What is told of the programme when a file of it is changed.
  private func problems(in file: String, replacing old: String, with new: String) throws -> [ProgrammeProblem] {
    let copy = FileManager.default.temporaryDirectory.appending(path: "privacy-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: ExampleProgramme.folder, to: copy)
    let url = copy.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    let changed = text.replacingOccurrences(of: old, with: new, range: text.range(of: old))
    try #require(changed != text)
    try changed.write(to: url, atomically: true, encoding: .utf8)
    switch ProgrammeFiles(folder: copy).read(knows: { _ in true }) {
    case .valid: return []
    case .invalid(let problems): return problems
    }
  }

  @Test(arguments: [
    ("days: 1\n", "days: 0\n", "0 days"), ("days: 1\n", "weeks: 1\n", "weeks"),
    ("days: 1\n", "days: 1\n    months: 2\n", "one duration"), ("kind: signIn", "kind: cookies", "cookies"),
    ("kind: signIn", "kind: messages", "two rules for messages"), ("    basis: choice", "    basis: habit", "habit"),
    ("    basis: choice", "    basis: law", "law"),
    ("    basis: choice", "    basis: choice\n    law: { fr: a, en: b }", "no law"),
    ("days: 1\n", "kept: { fr: a, en: b }\n", "can be applied"),
  ])
  func `a slip in a rule of retention is told with its line`(old: String, new: String, words: String) throws {
    let found = try problems(in: "retention.yaml", replacing: old, with: new)
    let slip = try #require(found.first { $0.message.contains(words) })
    #expect(slip.file == "retention.yaml")
    #expect(slip.line > 3)
  }

  @Test func `a kind of things without a rule is told`() throws {
    let found = try problems(in: "retention.yaml", replacing: "kind: journal", with: "kind: messages")
    #expect(found.contains { $0.message == "there is no rule for journal" })
  }

  @Test(arguments: [
    ("retention: [signIn, inactiveAccounts]", "retention: [forever]", "forever"),
    ("id: messages", "id: accounts", "twice"), ("toComplete: true", "toComplete: perhaps", "perhaps"),
  ])
  func `a slip in the register is told with its line`(old: String, new: String, words: String) throws {
    let found = try problems(in: "processing.yaml", replacing: old, with: new)
    let slip = try #require(found.first { $0.message.contains(words) })
    #expect(slip.file == "processing.yaml")
    #expect(slip.line > 3)
  }

  @Test func `every rule that the program applies stands under a processing of the register`() throws {
    let privacy = try ExampleProgramme.data().privacy
    let named = Set(privacy.register.processings.flatMap(\.retention))
    #expect(named == Set(RetentionRule.Kind.allCases))
    #expect(privacy.register.controller.isToComplete)
    #expect(privacy.register.processings.allSatisfy { !$0.isBasisConfirmed })
    #expect(privacy.retention.allSatisfy { $0.basis == .choice })
  }

  @Test func `the French of both files keeps to French typography`() throws {
    for name in ["retention.yaml", "processing.yaml"] {
      let text = try String(contentsOf: ExampleProgramme.folder.appending(path: name), encoding: .utf8)
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        #expect(line.firstMatch(of: /\w [;?!»]|« |\w : \w|\w'\w/) == nil, "\(name): \(line)")
      }
    }
  }
}
