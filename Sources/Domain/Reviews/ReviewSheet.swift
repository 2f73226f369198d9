/// What a reviewer writes of a dossier, by the names of the fields of its form. Kept as it was typed, so that nothing is
/// lost, not even what is wrong.
package struct ReviewSheet: Hashable, Sendable {
  package private(set) var fields: [String: String]

  package init(_ fields: [String: String] = [:]) { self.fields = fields.filter { !$0.value.isEmpty } }

  /// How sure a reviewer is of their own sheet.
  package enum Confidence: String, CaseIterable, Sendable {
    case low
    case medium
    case high
  }

  /// The fields of a line and of the whole.
  package enum Field: Hashable, Sendable {
    case score(String)
    case comment(String)
    case proof(String)
    case gate(String)
    case confidence
    case opinion
    case questions
    /// Why a submitted sheet is amended.
    case reason

    package var name: String {
      switch self {
      case .score(let line): "score-\(line)"
      case .comment(let line): "comment-\(line)"
      case .proof(let line): "proof-\(line)"
      case .gate(let gate): "gate-\(gate)"
      case .confidence: "confidence"
      case .opinion: "opinion"
      case .questions: "questions"
      case .reason: "reason"
      }
    }

    /// How many characters it takes; nil where there is a choice.
    package var longest: Int? {
      switch self {
      case .score, .gate, .confidence: nil
      case .proof: 300
      case .comment: 3000
      case .reason: 1000
      case .opinion, .questions: 5000
      }
    }
  }

  package subscript(_ field: Field) -> String { fields[field.name] ?? "" }

  package mutating func set(_ name: String, to value: String) { fields[name] = value.isEmpty ? nil : value }

  package func judgement(of line: String) -> Judgement? { Judgement(self[.score(line)]) }
  package var confidence: Confidence? { Confidence(rawValue: self[.confidence]) }

  /// Nil where it was not answered.
  package func gate(_ id: String) -> Bool? {
    switch self[.gate(id)] {
    case "yes": true
    case "no": false
    default: nil
    }
  }

  /// The judgements alone, as results are computed from them.
  package func scores(by reviewer: String, under rubric: Rubric) -> ScoreSheet {
    let judgements = rubric.lines.compactMap { line in judgement(of: line.id).map { (line.id, $0) } }
    return ScoreSheet(reviewer: reviewer, judgements: Dictionary(judgements) { first, _ in first })
  }

  /// How many lines have a judgement.
  package func judged(under rubric: Rubric) -> Int { rubric.lines.count { judgement(of: $0.id) != nil } }

  /// The same sheet without a sentence: what stays when the words of a dossier go.
  package func withoutWords(under rubric: Rubric) -> ReviewSheet {
    let kept = Set(
      rubric.lines.map { Field.score($0.id).name } + rubric.gates.map { Field.gate($0.id).name }
        + [Field.confidence.name])
    return ReviewSheet(fields.filter { kept.contains($0.key) })
  }
}

extension Judgement {
  /// As a form and the database write it.
  package init?(_ text: String) {
    if text == "cannotJudge" {
      self = .cannotJudge
    } else if let score = Int(text).flatMap(Score.init(rawValue:)) {
      self = .score(score)
    } else {
      return nil
    }
  }

  package var text: String {
    switch self {
    case .score(let score): "\(score.rawValue)"
    case .cannotJudge: "cannotJudge"
    }
  }
}

extension Rubric {
  /// The fields of a sheet, in the order of its form.
  package var fields: [ReviewSheet.Field] {
    gates.map { .gate($0.id) } + lines.flatMap { [.score($0.id), .comment($0.id), .proof($0.id)] }
      + [.confidence, .opinion, .questions, .reason]
  }
}

extension ReviewSheet {
  /// What keeps a sheet from being submitted: a judgement and a sentence for each line, what proves the lowest and the
  /// highest score, each gate, a general opinion.
  ///
  /// - Parameter isAmendment: it takes the place of one that was submitted, and says why.
  package func findings(under rubric: Rubric, isAmendment: Bool) -> [Finding] {
    rubric.fields.compactMap { field in
      if let maximum = field.longest, self[field].count > maximum {
        return Finding(field: field.name, problem: .tooLong(length: self[field].count, maximum: maximum))
      }
      return problem(field, isAmendment: isAmendment).map { Finding(field: field.name, problem: $0) }
    }
  }

  private func problem(_ field: Field, isAmendment: Bool) -> Finding.Problem? {
    switch field {
    case .score(let line): return judgement(of: line) == nil ? .missing : nil
    case .gate(let id): return gate(id) == nil ? .missing : nil
    case .confidence: return confidence == nil ? .missing : nil
    case .comment, .opinion: return ReviewSheet.sentence(self[field])
    case .reason: return isAmendment ? ReviewSheet.sentence(self[field]) : nil
    case .proof(let line):
      let isExtreme = [.absent, .exemplary].contains(judgement(of: line)?.score)
      return isExtreme && self[field].trimmed.isEmpty ? .missing : nil
    case .questions: return nil
    }
  }

  /// Whether words justify anything is for people to judge; that there are some is not.
  private static func sentence(_ text: String) -> Finding.Problem? {
    if text.trimmed.isEmpty { return .missing }
    return text.split(whereSeparator: \.isWhitespace).count < 3 ? .notASentence : nil
  }
}
