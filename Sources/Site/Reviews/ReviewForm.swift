import Domain

/// The grid as a form: gates, lines by criterion, the whole.
struct ReviewForm: Sendable {
  let gates: [Gate]
  let criteria: [Criterion]
  let confidences: [FieldItem.Option]
  let confidenceError: [String]
  let opinion: Text
  let questions: Text
  let reason: [Text]

  struct Gate: Sendable {
    let gateField: String
    let gateTitle: String
    let gateError: [String]
    let gateChoices: [FieldItem.Option]
  }

  struct Criterion: Sendable {
    let criterionTitle: String
    let sections: [LinkItem]
    let hasSections: Bool
    let lines: [Line]
  }

  struct Line: Sendable {
    let scoreField: String
    let lineTitle: String
    let weight: String
    let scoreError: [String]
    let choices: [Choice]
    let comment: Text
    let proof: Text
  }

  /// A score, with what it looks like on this line.
  struct Choice: Sendable {
    let scoreName: String
    let choiceID: String
    let value: String
    let short: String
    let anchor: String
    let isSelected: Bool
  }

  struct Text: Sendable {
    let field: String
    let label: String
    let help: [String]
    let text: String
    let error: [String]
    /// The ids of its help and its error.
    let describedBy: [String]

    init(field: String, label: String, help: [String], text: String, error: [String]) {
      self.field = field
      self.label = label
      self.help = help
      self.text = text
      self.error = error
      let ids = (help.isEmpty ? [] : ["\(field)-help"]) + (error.isEmpty ? [] : ["\(field)-error"])
      describedBy = ids.isEmpty ? [] : [ids.joined(separator: " ")]
    }
  }

  /// - Parameter findings: what is told at the fields.
  init(_ file: ReviewFile, _ sheet: ReviewSheet, findings: [Finding], in wording: Wording) {
    let (words, language) = (wording.catalogue, wording.language)
    func errors(_ field: ReviewSheet.Field) -> [String] {
      findings.filter { $0.field == field.name }.map(wording.finding)
    }
    func text(_ field: ReviewSheet.Field, _ label: String, help: String?) -> Text {
      Text(
        field: field.name, label: label, help: help.map { [$0] } ?? [], text: sheet[field], error: errors(field))
    }
    gates = file.rubric.gates.map { gate in
      let field = ReviewSheet.Field.gate(gate.id)
      return Gate(
        gateField: field.name, gateTitle: gate.title[language], gateError: errors(field),
        gateChoices: ["yes", "no"].map { value in
          FieldItem.Option(
            fieldName: field.name, optionID: "\(field.name)-\(value)", value: value, label: words(value),
            isSelected: sheet[field] == value)
        })
    }
    criteria = file.rubric.criteria.map { criterion in
      let told = file.sections(of: criterion.id).map { section in
        LinkItem(href: "#" + ReadingSection.anchor(section.id), label: section.title[language])
      }
      return Criterion(
        criterionTitle: criterion.title[language], sections: told, hasSections: !told.isEmpty,
        lines: criterion.lines.map { line in
          let field = ReviewSheet.Field.score(line.id)
          return Line(
            scoreField: field.name, lineTitle: "\(line.id) \(line.title[language])",
            weight: words("lineWeight", "\(line.weight)"), scoreError: errors(field),
            choices: ReviewForm.choices(line, file.rubric, sheet, wording),
            comment: text(.comment(line.id), words("review_comment"), help: nil),
            proof: text(.proof(line.id), words("review_proof"), help: words("proofHelp")))
        })
    }
    confidences = ReviewSheet.Confidence.allCases.map { confidence in
      FieldItem.Option(
        fieldName: ReviewSheet.Field.confidence.name, optionID: "confidence-\(confidence.rawValue)",
        value: confidence.rawValue, label: words("confidence_\(confidence.rawValue)"),
        isSelected: sheet.confidence == confidence)
    }
    confidenceError = errors(.confidence)
    opinion = text(.opinion, words("review_opinion"), help: words("opinionHelp"))
    questions = text(.questions, words("review_questions"), help: words("questionsHelp"))
    reason = file.isIn ? [text(.reason, words("review_reason"), help: words("amendmentHelp"))] : []
  }

  private static func choices(
    _ line: Rubric.Line, _ rubric: Rubric, _ sheet: ReviewSheet, _ wording: Wording
  ) -> [Choice] {
    let given = sheet.judgement(of: line.id)
    let name = ReviewSheet.Field.score(line.id).name
    let all = Score.allCases.map { Judgement.score($0) } + [.cannotJudge]
    return all.map { judgement in
      let anchor = judgement.score.flatMap { rubric.anchor(of: line.id, at: $0)?[wording.language] }
      return Choice(
        scoreName: name, choiceID: "\(name)-\(judgement.text)", value: judgement.text,
        short: wording.score(judgement), anchor: anchor ?? wording.catalogue("cannotJudge"),
        isSelected: given == judgement)
    }
  }
}
