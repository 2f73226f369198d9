import Domain
import Foundation
import TestSupport
import Testing

@Suite struct WaveScoresTests {
  private let rule: ScoringRule

  init() throws { rule = try ReviewExamples.rule() }

  private func text(_ wave: [DossierSheets]) -> String {
    WaveScoresFormat.json(WaveScores(publishing: wave, under: rule)).canonical
  }

  private func read(_ text: String) throws -> WaveScoresReader.Reading? {
    if case .valid(let reading) = try WaveScoresReader.read(parsing: text) { reading } else { nil }
  }

  private func problems(_ text: String) throws -> [String] {
    switch try WaveScoresReader.read(parsing: text) {
    case .valid: []
    case .invalid(let problems): problems.map(\.description)
    }
  }

  @Test(arguments: 0..<25) func `the recount of a published wave agrees`(seed: Int) throws {
    var random = SeededRandom(seed)
    let wave = ReviewExamples.wave(rule, dossiers: 1 + random.below(20), random: &random)
    let reading = try #require(try read(text(random.shuffled(wave))))
    #expect(reading.isIntact)
    #expect(reading.wave.differences == [])
    #expect(reading.wave.rule == rule)
    // Not written out where it fails: a wave is long.
    let isSame = reading.wave == WaveScores(publishing: wave, under: rule)
    #expect(isSame)
  }

  @Test(arguments: [2, 5]) func `a change of any digit is found`(seed: Int) throws {
    var random = SeededRandom(seed)
    let bytes = Array(text(ReviewExamples.wave(rule, dossiers: 1, random: &random)).utf8)
    let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
    #expect(digits.count > 200)
    for index in digits {
      var changed = bytes
      changed[index] = 0x30 + (bytes[index] - 0x30 + UInt8(1 + random.below(9))) % 10
      let text = String(decoding: changed, as: UTF8.self)
      // A leading zero is no JSON; a score of 7 is no score; anything else parts from the digest at least.
      guard let answer = try? WaveScoresReader.read(parsing: text), case .valid(let reading) = answer else { continue }
      #expect(!reading.isIntact, "\(index)")
    }
  }

  @Test(arguments: 0..<3) func `a change of any other byte is found, and stops nothing`(seed: Int) throws {
    var random = SeededRandom(100 + seed)
    let bytes = Array(text(ReviewExamples.wave(rule, dossiers: 2, random: &random)).utf8)
    for _ in 0..<200 {
      var changed = bytes
      for _ in 0...random.below(2) {
        changed[random.below(bytes.count)] = random.below(2) == 0 ? UInt8(random.below(256)) : UInt8(ascii: "\"")
      }
      let text = String(decoding: changed, as: UTF8.self)
      guard changed != bytes, let answer = try? WaveScoresReader.read(parsing: text), case .valid(let reading) = answer
      else { continue }
      #expect(!reading.isIntact, "\(text)")
    }
  }

  @Test func `whoever forges the digest too is found by the recount`() throws {
    let wave = [
      ReviewExamples.dossier(rule, 3, code: "D01"), ReviewExamples.dossier(rule, 2, code: "D02"),
    ]
    let honest = WaveScores(publishing: wave, under: rule)
    func forged(_ outcome: WaveScores.Outcome) throws -> [RecountDifference] {
      let dossiers = [honest.dossiers[0], .init(sheets: honest.dossiers[1].sheets, published: outcome)]
      let reading = try #require(
        try read(WaveScoresFormat.json(WaveScores(rule: rule, dossiers: dossiers)).canonical))
      #expect(reading.isIntact)
      return reading.wave.differences
    }
    let total = Fraction(400, 8)
    #expect(try forged(.init(total: total, rank: 2, band: "deepening")) == [])
    #expect(try forged(.init(total: Fraction(401, 8), rank: 2, band: "deepening")).map(\.part) == [.total])
    // Equal in value, spelt otherwise.
    #expect(try forged(.init(total: Fraction(50, 1), rank: 2, band: "deepening")).map(\.published) == ["50/1"])
    #expect(try forged(.init(total: total, rank: 1, band: "label")).map(\.part) == [.rank, .band])
    #expect(try forged(.init(total: nil, rank: nil, band: nil)).map(\.published) == [nil, nil, nil])
  }

  @Test func `names, days and sentences have no place in the file`() throws {
    let sound = text([ReviewExamples.dossier(rule, 3)])
    #expect(try problems(sound) == [])
    let slips: [(String, String, String)] = [
      (
        #""code":"D01""#, #""code":"Dupont""#,
        "/dossiers/0/code: \"Dupont\" is no opaque code; write a capital letter and digits, D017"
      ),
      (
        #""code":"D01""#, #""code":"D01","name":"Dupont""#,
        "/dossiers/0: \"name\" is no member of this place; remove it"
      ),
      (
        #""code":"D01""#, #""code":"Dupont","code":"D01""#,
        "/: a member stands twice, or something is spelt in a roundabout way; write each member once, without escapes"
      ),
      (
        #""reviewer":"E02""#, #""reviewer":"E01""#,
        "/dossiers/0/reviews/1/reviewer: E01 stands twice; give each its own code"
      ),
      (
        #""rubric":"2019-02""#, #""rubric":"as agreed""#,
        "/rule/rubric: \"as agreed\" is no name; use letters, digits, . and -"
      ),
      (
        #""1.1":3"#, #""1.1":5"#,
        "/dossiers/0/reviews/0/scores/1.1: this is no score; write 0, 1, 2, 3, 4, or null for \"cannot judge\""
      ),
      (#""1.1":3,"#, "", "/dossiers/0/reviews/0/scores: \"1.1\" is missing; add it"),
      (#""weight":8"#, #""weight":9"#, "/rule/criteria: the weights add up to 101; make them add up to 100"),
      (
        #""line":"median""#, #""line":"mean""#,
        "/rule/line: the score of a line is made in another way; write \"median\""
      ),
      (#""version":1"#, #""version":2"#, "/version: another version of the format; write 1"),
      (
        #""band":"label""#, #""band":"winner""#,
        "/dossiers/0/published/band: there is no such band; write one of label, deepening, notRetained, or null"
      ),
      (#""denominator":8"#, #""denominator":0"#, "/dossiers/0/published/total: nothing is divided by 0; write 8"),
    ]
    for (old, new, told) in slips {
      let place = try #require(sound.range(of: old), "\(old)")
      #expect(try problems(sound.replacingCharacters(in: place, with: new)) == [told])
    }
    #expect(try problems("[]").first == "/: an object is expected here; write {\"format\": …}")
  }

  @Test func `a text that is no JSON is told with its place`() {
    #expect(throws: JSONValue.Malformed(offset: 8)) { try WaveScoresReader.read(parsing: #"{"rule":x}"#) }
    #expect(throws: JSONValue.Malformed.self) { try WaveScoresReader.read(parsing: #"{"version":1.5}"#) }
  }

  /// The worked checks of docs/scoring.md, as the file that its readers try the command with.
  @Test func `the example of the documents is what the program writes`() throws {
    let file = ExampleProgramme.root.appending(path: "docs/wave-scores-example.json")
    let none: [String: Int?] = ["5.1": 0, "5.2": 0, "5.3": 0, "5.4": 0]
    let split = [3, 3, 1].enumerated().map { place, score in
      ReviewExamples.sheet(rule, 3, reviewer: "E0\(place + 2)", but: ["1.1": score])
    }
    var gates = ReviewExamples.gates(of: rule)
    gates["pledge"] = false
    let example = text([
      ReviewExamples.dossier(rule, 3, code: "D01"), ReviewExamples.dossier(rule, 2, code: "D02"),
      ReviewExamples.dossier(rule, 3, code: "D03", but: none),
      ReviewExamples.dossier(rule, 3, code: "D04", but: ["2.2": 1]),
      DossierSheets(code: "D05", gates: ReviewExamples.gates(of: rule), sheets: split),
      DossierSheets(code: "D06", gates: gates, sheets: split),
      ReviewExamples.dossier(rule, 3, code: "D07", but: ["4.2": nil]),
    ])
    if ProcessInfo.processInfo.environment["UPDATE_EXAMPLES"] != nil {
      try (example + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == example + "\n",
      "docs/wave-scores-example.json is old; run with UPDATE_EXAMPLES=1")
  }
}
