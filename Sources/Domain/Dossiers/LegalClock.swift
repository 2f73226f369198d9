package import Foundation

/// The time that the law gives the service to decide (domain, R4 to R6), read from what happened to a dossier.
///
/// It runs from the day of a complete dossier. While papers without which the examination cannot go on are missing it
/// stands still, and it begins anew on the day they came (CRPA L114-5). Papers that are not indispensable do not stop it
/// (CRPA L114-5-1), and a decision that silence has made is not unmade by asking later.
package enum LegalClock: Hashable, Sendable {
  case running(from: Day, silenceOn: Day)
  case standing(since: Day)

  /// - Parameters:
  ///   - submittedAt: the last submission of the whole dossier.
  ///   - requests: all requests for complements, in their order.
  package init(_ rule: SilenceRule, submittedAt: Date, requests: [ComplementRequest]) {
    var start = Day(submittedAt)
    for request in requests where request.stopsClock && request.askedAt >= submittedAt {
      guard Day(request.askedAt) <= rule.implicitDecision(completeOn: start) else { break }
      guard let answeredAt = request.answeredAt else {
        self = .standing(since: Day(request.askedAt))
        return
      }
      start = Day(answeredAt)
    }
    self = .running(from: start, silenceOn: rule.implicitDecision(completeOn: start))
  }

  /// Of an appeal to the administration: two months from the day on which it came.
  package init(appealedOn day: Day) { self = .running(from: day, silenceOn: AppealClock.silence(appealedOn: day)) }

  /// The day at whose end silence becomes a decision; nil while the clock stands still.
  package var silenceOn: Day? {
    switch self {
    case .running(_, let day): day
    case .standing: nil
    }
  }

  /// Whether that day has ended.
  package func isOverdue(on today: Day) -> Bool { silenceOn.map { $0 < today } ?? false }

  /// Where a dossier stands among those that wait, as a text that sorts: the day on which silence decides, then those
  /// of which the clock stands still, then those that wait for nothing.
  package static func order(of clock: LegalClock?) -> String {
    switch clock {
    case .running(_, let silenceOn)?: "\(silenceOn)"
    case .standing(let since)?: "standing \(since)"
    case nil: "without"
    }
  }
}

extension DossierState {
  /// Whether the applicant waits for an answer, so that the clock of silence matters.
  package var awaitsAnswer: Bool {
    switch self {
    case .submitted, .incomplete, .admissible, .inReview, .deliberated, .decided: true
    case .draft, .inadmissible, .notified, .published, .withdrawn, .lapsed, .appealed: false
    }
  }
}
