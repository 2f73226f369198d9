package import Foundation

/// A request for complements as somebody typed it.
package struct ComplementDraft: Hashable, Sendable {
  /// The fields that were ticked, in the order of the form.
  package var fields: [String]
  /// Reasons of single fields; where there is none, the one for all holds.
  package var fieldReasons: [String: String]
  package var indispensable: Set<String>
  package var reason: String
  package var due: String

  package init(
    fields: [String] = [], fieldReasons: [String: String] = [:], indispensable: Set<String> = [], reason: String = "",
    due: String = ""
  ) {
    self.fields = fields
    self.fieldReasons = fieldReasons
    self.indispensable = indispensable
    self.reason = reason
    self.due = due
  }

  /// The last day lies at most so many months away, ours: while it is awaited the legal clock may stand still.
  package static let longestMonths = 3
  private static let longest = 5000

  /// The reason for all, nil where there is none.
  package var commonReason: String? { reason.trimmed.isEmpty ? nil : reason.trimmed }

  /// - Throws: `Refusal.invalid` with what does not fit, at `fields`, `reasons` and `due`.
  package func checked(
    against procedure: Procedure, at moment: Date
  ) throws(Refusal) -> (items: [ComplementRequest.Item], due: Day) {
    var findings: [Finding] = []
    let known = Set(procedure.fields.map(\.id))
    if fields.isEmpty { findings.append(Finding(field: "fields", problem: .missing)) }
    for field in fields where !known.contains(field) {
      findings.append(Finding(field: "fields", problem: .unknownOption(field)))
    }
    let items = fields.map { field in
      let own = fieldReasons[field]?.trimmed ?? ""
      return ComplementRequest.Item(
        field: field, reason: own.isEmpty ? reason.trimmed : own, isIndispensable: indispensable.contains(field))
    }
    if fields.isEmpty ? reason.trimmed.isEmpty : items.contains(where: \.reason.isEmpty) {
      findings.append(Finding(field: "reasons", problem: .missing))
    }
    for text in items.map(\.reason) + [reason] where text.count > ComplementDraft.longest {
      findings.append(
        Finding(field: "reasons", problem: .tooLong(length: text.count, maximum: ComplementDraft.longest)))
      break
    }
    let day = Day(due)
    if due.trimmed.isEmpty {
      findings.append(Finding(field: "due", problem: .missing))
    } else if let day {
      let months = ComplementDraft.longestMonths
      if day.end <= moment {
        findings.append(Finding(field: "due", problem: .dayPast))
      } else if day > Day(moment).adding(months: months) {
        findings.append(Finding(field: "due", problem: .dayTooFar(months: months)))
      }
    } else {
      findings.append(Finding(field: "due", problem: .notADay))
    }
    guard findings.isEmpty, let day else { throw .invalid(findings) }
    return (items, day)
  }
}
