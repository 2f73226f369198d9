package import Domain

/// The letter of a decision as a document of its own, to be printed.
struct DecisionLetterPrint: PageModel {
  static let template = "Decisions/letter"

  let language: String
  let title: String
  let reference: String
  let call: String
  let isExample: Bool
  let service: [String]
  let addressee: [String]
  let on: String
  let outcome: String
  let criteria: [DecisionReading]
  let reasons: [String]
  let conditions: [String]
  let hasConditions: Bool
  let deepening: [String]
  let standing: [String]
  let hasStanding: Bool
  let signatory: [String]
  let appeal: String
  let scores: Bool

  init(_ told: ToldDecision, in wording: Wording) {
    let (words, decision) = (wording.catalogue, told.decision)
    language = wording.language.rawValue
    title = told.dossier.title
    reference = told.dossier.reference
    call = "\(told.wave.call[wording.language]), \(told.wave.name[wording.language])"
    isExample = told.wave.isExample
    let terms = told.procedure.receipt
    service = terms.letterhead(in: wording)
    addressee = told.addressee
    on = wording.day(Day(decision.notifiedAt ?? decision.decidedAt))
    outcome = wording.outcome(decision.outcome, of: told.procedure)
    criteria = decision.criteria.sorted { $0.key < $1.key }.map { DecisionReading(wording.criterion($0.key), $0.value) }
    reasons = decision.reasons.split(whereSeparator: \.isNewline).map(String.init)
    conditions = decision.conditions?.statedLines ?? []
    hasConditions = !conditions.isEmpty
    deepening =
      told.deepening.map { [words("deepeningInLetter", $0.coach, wording.day($0.dueOn))] } ?? []
    standing = decision.standing.map { $0[wording.language] }
    hasStanding = !standing.isEmpty
    signatory = decision.signatory.map { ["\($0.name), \($0.function)"] } ?? []
    appeal = terms.appeal[wording.language]
    scores = told.usesScores
  }
}

extension SiteLetters {
  package func decisionLetter(_ told: ToldDecision, in language: Language) throws -> String {
    guard let wording = wording(language) else { throw RenderFault.noTemplate(DecisionLetterPrint.template) }
    return try renderer.standalone(DecisionLetterPrint(told, in: wording), wording.catalogue.strings).printable
  }
}
