/// What a candidate is told of the scores after the publication: where the file stands, and what the next level expects.
package struct DossierFeedback: Hashable, Sendable {
  /// The figure that counts, out of 100; nil where some line could be judged by nobody.
  package let total: Fraction?
  package let band: LocalisedText?
  package let criteria: [Mark]
  package let gaps: [Gap]

  package struct Mark: Hashable, Sendable {
    package let title: LocalisedText
    /// The share of what could be had, 0 to 1.
    package let mark: Fraction

    package init(title: LocalisedText, mark: Fraction) {
      self.title = title
      self.mark = mark
    }
  }

  package struct Gap: Hashable, Sendable {
    package let title: LocalisedText
    /// What the level above looks like.
    package let expected: LocalisedText

    package init(title: LocalisedText, expected: LocalisedText) {
      self.title = title
      self.expected = expected
    }
  }

  package init(total: Fraction?, band: LocalisedText?, criteria: [Mark], gaps: [Gap]) {
    self.total = total
    self.band = band
    self.criteria = criteria
    self.gaps = gaps
  }

  /// Nil where nobody scored the dossier.
  package init?(_ reviews: DossierReviews) {
    guard !reviews.sheets.isEmpty else { return nil }
    let (rubric, result) = (reviews.rubric, reviews.result)
    self.init(
      total: result.counted, band: rubric.bands.first { $0.rule.id == result.band?.id }?.title,
      criteria: result.criteria.compactMap { mark in
        rubric.criteria.first { $0.id == mark.id }.map { Mark(title: $0.title, mark: mark.mark) }
      },
      gaps: result.gaps.compactMap { gap in
        guard let line = rubric.lines.first(where: { $0.id == gap.line }),
          let expected = rubric.anchor(of: gap.line, at: gap.target)
        else { return nil }
        return Gap(title: line.title, expected: expected)
      })
  }
}

extension DossierReviews {
  /// The scores and the words of the reviewers on a criterion, to begin its reasons with: the language of decisions is
  /// French. Nil where nobody wrote or scored anything on it.
  package func start(of criterion: Rubric.Criterion) -> String? {
    let parts = criterion.lines.compactMap { line -> String? in
      let scores = result.lines.first { $0.id == line.id }?.scores.map { "\($0.rawValue)" } ?? []
      let words = sheets.map { $0.sheet[.comment(line.id)].trimmed }.filter { !$0.isEmpty }
      guard !scores.isEmpty || !words.isEmpty else { return nil }
      let head =
        "\(line.id) \(line.title.fr)\u{a0}: " + (scores.isEmpty ? "–" : scores.joined(separator: ", ")) + " sur 4"
      return ([head] + words.map { "– \($0)" }).joined(separator: "\n")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }
}
