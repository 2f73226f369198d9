import Domain
import Foundation
import TestSupport
import Testing

private let pressKit = ExampleProgramme.shared.appending(path: "press-kit.txt")

/// Holds every name, title and figure of the first wave against the press kit, where that file is present.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: pressKit.path)))
struct PressKitTests {
  /// Words as they are printed, without the accidents of type: apostrophes, dashes, spaces, emphasis.
  private static func fold(_ text: String) -> String {
    var folded = text.lowercased().replacing("agri-\n\ntourisme", with: "agri-tourisme").replacing(
      "**", with: "")
    for (odd, plain) in [
      ("’", "'"), ("–", "-"), ("\u{a0}", " "), ("\u{202f}", " "), ("- ", "-"), (" -", "-"),
    ] {
      folded = folded.replacing(odd, with: plain)
    }
    return folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let kit = (try? String(contentsOf: pressKit, encoding: .utf8)).map(fold) ?? ""

  private func candidates() throws -> [WaveRecord.Candidate] {
    try #require(try ExampleProgramme.data().waves.first).territories
  }

  @Test func `every name and every challenge title stands in the press kit`() throws {
    for candidate in try candidates() {
      let name = try #require(candidate.answers.text("name"))
      #expect(PressKitTests.kit.contains(PressKitTests.fold(name)), "\(name)")
      for challenge in candidate.answers.group("challenges") {
        let title = try #require(challenge.text("title"))
        #expect(PressKitTests.kit.contains(PressKitTests.fold(title)), "\(candidate.slug): \(title)")
      }
    }
  }

  @Test func `every organisation stands in the press kit`() throws {
    for candidate in try candidates() {
      for organisation in candidate.answers.group("organisations") {
        let name = try #require(organisation.text("name"))
        #expect(PressKitTests.kit.contains(PressKitTests.fold(name)), "\(candidate.slug): \(name)")
      }
    }
  }

  @Test func `every figure stands in the press kit`() throws {
    let digits = PressKitTests.kit.replacing(" ", with: "")
    for candidate in try candidates() {
      for figure in candidate.answers.group("figures") {
        let value = try #require(figure.text("value"))
        let isWord = ["9": "neuf", "3": "3"][value].map { PressKitTests.kit.contains($0) } ?? false
        #expect(digits.contains(value) || isWord, "\(candidate.slug): \(value)")
      }
    }
  }

  @Test func `no run of eight words of ours is the press kit's`() throws {
    let words = PressKitTests.kit.split { !$0.isLetter && !$0.isNumber }
    let runs = Set((0..<(words.count - 7)).map { words[$0..<($0 + 8)].joined(separator: " ") })
    for candidate in try candidates() {
      var texts = [candidate.answers.text("presentation") ?? ""]
      texts += candidate.answers.group("challenges").compactMap { $0.text("summary") }
      for text in texts {
        let own = PressKitTests.fold(text).split { !$0.isLetter && !$0.isNumber }
        guard own.count >= 8 else { continue }
        for start in 0...(own.count - 8) {
          let run = own[start..<(start + 8)].joined(separator: " ")
          #expect(!runs.contains(run), "\(candidate.slug): \(run)")
        }
      }
    }
  }

  @Test func `our data have as many members for each territory as the press kit names`() throws {
    let expected = [
      "aix-marseille-provence": 4, "clermont-ferrand": 19, "est-ensemble": 12, "figeac": 6,
      "le-mans-sarthe": 5,
      "lyon-metropole": 16, "mayotte": 2, "montreuillois": 6, "nantes-metropole": 5, "pays-de-grasse": 4,
      "region-bretagne": 5, "region-normandie": 5, "region-nouvelle-aquitaine": 6, "roissy-pays-de-france": 4,
      "roubaix": 6, "strasbourg-eurometropole": 29, "territoire-ledonien": 0, "territoire-olympique-2024": 10,
      "valence-romans": 3, "vallee-de-la-marne": 5,
    ]
    let found = Dictionary(
      uniqueKeysWithValues: try candidates().map {
        ($0.slug.value, $0.answers.group("organisations").count)
      })
    #expect(found == expected)
  }
}
