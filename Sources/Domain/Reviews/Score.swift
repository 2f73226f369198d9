/// What a reviewer gives to one line. There are no halves: a reviewer who hesitates writes it into the comment.
package enum Score: Int, CaseIterable, Hashable, Codable, CodingKeyRepresentable, Sendable {
  case absent = 0
  case intention = 1
  case begun = 2
  case solid = 3
  case exemplary = 4
}

/// What a reviewer says of one line.
package enum Judgement: Hashable, Sendable {
  case score(Score)
  /// The file does not let this reviewer judge; it weighs nothing.
  case cannotJudge

  package var score: Score? {
    switch self {
    case .score(let score): score
    case .cannotJudge: nil
    }
  }
}

/// The judgements of one reviewer on one dossier, by the id of the line. A line that is missing was not looked at yet.
package struct ScoreSheet: Hashable, Sendable {
  package let reviewer: String
  package let judgements: [String: Judgement]

  package init(reviewer: String, judgements: [String: Judgement]) {
    self.reviewer = reviewer
    self.judgements = judgements
  }
}

/// Everything that a dossier is scored from: the answers at the gates and the sheets of its reviewers.
package struct DossierSheets: Hashable, Sendable {
  /// The name under which the dossier is compared; where it is published, an opaque one.
  package let code: String
  /// By the id of the gate. A gate without an answer has not been passed.
  package let gates: [String: Bool]
  package let sheets: [ScoreSheet]

  package init(code: String, gates: [String: Bool], sheets: [ScoreSheet]) {
    self.code = code
    self.gates = gates
    self.sheets = sheets
  }
}
