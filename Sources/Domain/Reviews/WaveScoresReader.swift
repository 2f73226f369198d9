/// Reads the scores of a wave. It takes nothing that it does not know: the file is published, and what has no place in it
/// must not be in it.
package enum WaveScoresReader {
  /// What a file says, and whether its digest is that of what it says.
  package struct Reading: Sendable {
    package let wave: WaveScores
    package let statedDigest: String
    package let digest: String

    package var isIntact: Bool { statedDigest == digest }
  }

  package enum Answer: Sendable {
    case valid(Reading)
    case invalid([DocumentProblem])
  }

  /// - Throws: `Malformed` for a text that is no JSON.
  package static func read(parsing text: String) throws(JSONValue.Malformed) -> Answer {
    let json = try JSONValue(parsing: text)
    let answer = read(json)
    // Whatever is valid has neither white space nor escapes within its texts. Where more is written than was read, a
    // member stands twice: the first of the two would be published unseen.
    let written = text.utf8.count { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
    guard case .valid = answer, written != json.canonical.utf8.count else { return answer }
    return .invalid([
      DocumentProblem(
        pointer: "", message: "a member stands twice, or something is spelt in a roundabout way",
        remedy: "write each member once, without escapes")
    ])
  }

  static func read(_ json: JSONValue) -> Answer {
    let problems = JSONPlace.Problems()
    let members = JSONPlace(value: json, pointer: "", problems: problems)
      .members(["format", "version", "rule", "dossiers", "digest"])
    members["format"]?.expect(WaveScoresFormat.name, "these are no scores of a wave")
    if let version = members["version"], version.value != .integer(WaveScoresFormat.version) {
      version.report("another version of the format", "write \(WaveScoresFormat.version)")
    }
    let stated = members["digest"]?.text ?? ""
    if let digest = members["digest"], !isDigest(stated) {
      digest.report("this is no SHA-256", "write its 64 hexadecimal digits in lower case")
    }
    guard problems.all.isEmpty, let rule = members["rule"].flatMap(rule) else { return .invalid(problems.all) }
    var codes: Set<String> = []
    let dossiers = (members["dossiers"]?.items ?? []).map { dossier($0, rule, &codes) }
    guard problems.all.isEmpty, case .object(let content) = json else { return .invalid(problems.all) }
    return .valid(
      Reading(
        wave: WaveScores(rule: rule, dossiers: dossiers), statedDigest: stated,
        digest: WaveScoresFormat.digest(of: content)))
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.allSatisfy { "0123456789abcdef".contains($0) }
  }

  private static func dossier(
    _ place: JSONPlace, _ rule: ScoringRule, _ codes: inout Set<String>
  ) -> WaveScores.Entry {
    let members = place.members(["code", "gates", "reviews", "published"])
    let gates = members["gates"]?.members(rule.gates).mapValues(\.flag) ?? [:]
    let code = members["code"].map { opaque($0, &codes) } ?? ""
    var reviewers: Set<String> = []
    let sheets = (members["reviews"]?.items ?? []).map { sheet($0, rule, &reviewers) }
    return WaveScores.Entry(
      sheets: DossierSheets(code: code, gates: gates, sheets: sheets),
      published: members["published"].map { outcome($0, rule) } ?? .init(total: nil, rank: nil, band: nil))
  }

  /// A code that stands once.
  private static func opaque(_ place: JSONPlace, _ seen: inout Set<String>) -> String {
    let text = place.text
    if !OpaqueCode.isOne(text) {
      place.report(
        "\(JSONValue.string(text).canonical) is no opaque code", "write a capital letter and digits, D017")
    } else if !seen.insert(text).inserted {
      place.report("\(text) stands twice", "give each its own code")
    }
    return text
  }

  private static func sheet(_ place: JSONPlace, _ rule: ScoringRule, _ seen: inout Set<String>) -> ScoreSheet {
    let members = place.members(["reviewer", "scores"])
    let reviewer = members["reviewer"].map { opaque($0, &seen) } ?? ""
    let scores = members["scores"]?.members(rule.lines.map(\.id)) ?? [:]
    return ScoreSheet(reviewer: reviewer, judgements: scores.mapValues(judgement))
  }

  private static func judgement(_ place: JSONPlace) -> Judgement {
    if place.value == .null { return .cannotJudge }
    guard case .integer(let number) = place.value, let score = Int(exactly: number).flatMap(Score.init) else {
      place.report("this is no score", "write 0, 1, 2, 3, 4, or null for \"cannot judge\"")
      return .cannotJudge
    }
    return .score(score)
  }

  private static func outcome(_ place: JSONPlace, _ rule: ScoringRule) -> WaveScores.Outcome {
    let members = place.members(["total", "rank", "band"])
    let total = members["total"]?.optional.map { total -> Fraction in
      let parts = total.members(["numerator", "denominator"])
      let denominator = parts["denominator"]?.number ?? 1
      if denominator == 0 { total.report("nothing is divided by 0", "write \(DossierResult.mostHalfPoints)") }
      return Fraction(parts["numerator"]?.number ?? 0, max(1, denominator))
    }
    let band = members["band"]?.optional
    if let band, !rule.bands.contains(where: { $0.id == band.text }) {
      band.report("there is no such band", "write one of \(rule.bands.map(\.id).joined(separator: ", ")), or null")
    }
    return WaveScores.Outcome(total: total, rank: members["rank"]?.optional?.number, band: band?.text)
  }
}
