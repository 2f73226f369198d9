package import Foundation

/// Something that the service looks at before it finds a dossier admissible, as its procedure says.
package struct AdmissibilityItem: Hashable, Codable, Sendable {
  package let id: String
  package let title: LocalisedText
  package let help: LocalisedText?

  package init(id: String, title: LocalisedText, help: LocalisedText?) {
    self.id = id
    self.title = title
    self.help = help
  }
}

/// What the service found of one item.
package struct AdmissibilityAnswer: Hashable, Sendable {
  package enum Verdict: String, CaseIterable, Sendable {
    case yes
    case no
    case notApplicable
  }

  package let verdict: Verdict
  /// Empty where there is none.
  package let remark: String
  /// Nil once their account was erased.
  package let author: Person?
  package let answeredAt: Date

  package init(verdict: Verdict, remark: String, author: Person?, answeredAt: Date) {
    self.verdict = verdict
    self.remark = remark
    self.author = author
    self.answeredAt = answeredAt
  }
}

/// The checklist of a dossier. It blocks nothing: what is open or not met is shown to whoever finds a dossier admissible.
package struct AdmissibilityChecklist: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package let item: AdmissibilityItem
    package let answer: AdmissibilityAnswer?
  }

  package let lines: [Line]

  package init(_ items: [AdmissibilityItem], answers: [String: AdmissibilityAnswer]) {
    lines = items.map { Line(item: $0, answer: answers[$0.id]) }
  }

  /// By item.
  package var answers: [String: AdmissibilityAnswer] {
    Dictionary(lines.compactMap { line in line.answer.map { (line.item.id, $0) } }) { first, _ in first }
  }
  package var answered: Int { lines.count { $0.answer != nil } }
  package var unanswered: [AdmissibilityItem] { lines.filter { $0.answer == nil }.map(\.item) }
  package var notMet: [AdmissibilityItem] { lines.filter { $0.answer?.verdict == .no }.map(\.item) }
}

/// What somebody ticked, item by item, as it was typed.
package struct AdmissibilityDraft: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Nil where nothing is ticked: what was answered before is taken back.
    package let verdict: AdmissibilityAnswer.Verdict?
    package let remark: String

    package init(verdict: AdmissibilityAnswer.Verdict?, remark: String) {
      self.verdict = verdict
      self.remark = remark.replacing("\r\n", with: "\n")
    }

    /// What stands there; nothing ticked where there is no answer.
    package init(_ answer: AdmissibilityAnswer?) {
      self.init(verdict: answer?.verdict, remark: answer?.remark ?? "")
    }

    /// Whether the same is said, however it is spaced.
    package func says(_ other: Entry) -> Bool { verdict == other.verdict && remark.trimmed == other.remark.trimmed }
  }

  package let entries: [String: Entry]
  /// What stood in the form when it was drawn: what is as it was there is not touched, whoever changed it since.
  package let before: [String: Entry]

  package init(_ entries: [String: Entry], before: [String: Entry] = [:]) {
    self.entries = entries
    self.before = before
  }

  /// The items that were changed in the form.
  package func changed(of items: [AdmissibilityItem]) -> [AdmissibilityItem] {
    items.filter { item in
      guard let entry = entries[item.id] else { return false }
      return before[item.id].map { !entry.says($0) } ?? true
    }
  }

  /// Changed items that somebody else changed since, to something else.
  package func overtaken(of items: [AdmissibilityItem], by now: [String: AdmissibilityAnswer]) -> [AdmissibilityItem] {
    changed(of: items).filter { item in
      guard let drawn = before[item.id], let entry = entries[item.id] else { return false }
      let present = Entry(now[item.id])
      return !present.says(drawn) && !present.says(entry)
    }
  }

  package static let longestRemark = 1000

  /// A remark needs its verdict, and "no" needs a remark: a reason that can be read later.
  package func findings(for items: [AdmissibilityItem]) -> [Finding] {
    changed(of: items).flatMap { item -> [Finding] in
      guard let entry = entries[item.id] else { return [] }
      let remark = entry.remark.trimmed
      if remark.count > AdmissibilityDraft.longestRemark {
        return [
          Finding(
            field: "remark-\(item.id)",
            problem: .tooLong(length: remark.count, maximum: AdmissibilityDraft.longestRemark))
        ]
      }
      if entry.verdict == nil, !remark.isEmpty { return [Finding(field: "verdict-\(item.id)", problem: .missing)] }
      if entry.verdict == .no, remark.isEmpty { return [Finding(field: "remark-\(item.id)", problem: .missing)] }
      return []
    }
  }
}
