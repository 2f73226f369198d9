/// The sheet of a simulated reviewer: scores from the planted quality, how severe the reviewer is, and chance; words that
/// say that they are examples.
package enum SimulatedSheet {
  /// By the name of a field of the form.
  package static func fields(
    of candidacy: SimulatedCandidacy, under rubric: Rubric, leniency: Double, _ generator: inout SeededGenerator
  ) -> [String: String] {
    var fields: [String: String] = [:]
    func set(_ field: ReviewSheet.Field, _ value: String) { fields[field.name] = value }
    for (place, criterion) in rubric.criteria.enumerated() {
      let quality = candidacy.qualities[place % candidacy.qualities.count]
      for line in criterion.lines {
        let judgement = judgement(quality, leniency, &generator)
        set(.score(line.id), judgement.text)
        set(.comment(line.id), comment(judgement))
        if [.absent, .exemplary].contains(judgement.score) { set(.proof(line.id), "Page d’exemple, ligne d’exemple") }
      }
    }
    // Few have something missing that must be there.
    let missing = candidacy.quality < -1.6 ? rubric.gates.last?.id : nil
    for gate in rubric.gates { set(.gate(gate.id), gate.id == missing ? "no" : "yes") }
    set(.confidence, ReviewSheet.Confidence.allCases[generator.index(below: 3)].rawValue)
    set(.opinion, "Un avis d’exemple sur \(candidacy.name) : ses points forts et ce qui reste à préciser.")
    return fields
  }

  private static func judgement(
    _ quality: Double, _ leniency: Double, _ generator: inout SeededGenerator
  ) -> Judgement {
    if generator.chance(0.015) { return .cannotJudge }
    let value = (2.3 + 0.8 * quality + leniency + 0.55 * generator.normal()).rounded()
    return .score(Score(rawValue: min(4, max(0, Int(value)))) ?? .begun)
  }

  private static func comment(_ judgement: Judgement) -> String {
    switch judgement.score {
    case .absent?: "Rien n’en est dit dans le dossier (exemple)."
    case .intention?: "Une intention, sans moyens ni calendrier (exemple)."
    case .begun?: "Un début, qui reste à étendre (exemple)."
    case .solid?: "Solide, avec des chiffres et des responsables (exemple)."
    case .exemplary?: "D’autres pourraient s’en inspirer (exemple)."
    case nil: "Le dossier ne permet pas d’en juger (exemple)."
    }
  }
}
