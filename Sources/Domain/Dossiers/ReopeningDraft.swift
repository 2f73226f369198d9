package import Foundation

/// The reopening of a draft as somebody typed it.
package struct ReopeningDraft: Hashable, Sendable {
  package var reference: String
  package var day: String
  /// Of Europe/Paris; the end of the day where nothing was typed.
  package var hour: String
  package var reason: String

  package init(reference: String = "", day: String = "", hour: String = "", reason: String = "") {
    self.reference = reference
    self.day = day
    self.hour = hour
    self.reason = reason
  }

  /// - Throws: `Refusal.invalid` with what does not fit, at `reference`, `day`, `hour` and `reason`.
  package func checked(at moment: Date) throws(Refusal) -> (reference: String, until: Date) {
    var findings: [Finding] = []
    func need(_ field: String, _ text: String) {
      if text.trimmed.isEmpty { findings.append(Finding(field: field, problem: .missing)) }
    }
    need("reference", reference)
    need("day", day)
    let last = Day(day)
    if last == nil, !day.trimmed.isEmpty { findings.append(Finding(field: "day", problem: .notADay)) }
    let until = hour.trimmed.isEmpty ? last?.end : last?.at(hour: hour)
    if last != nil, until == nil { findings.append(Finding(field: "hour", problem: .notAnHour)) }
    if let until, until <= moment { findings.append(Finding(field: "day", problem: .dayPast)) }
    need("reason", reason)
    if reason.count > 2000 {
      findings.append(Finding(field: "reason", problem: .tooLong(length: reason.count, maximum: 2000)))
    }
    guard findings.isEmpty, let until else { throw .invalid(findings) }
    return (reference.trimmed.uppercased(), until)
  }
}
