package import Foundation

/// The sheets that counted when a dossier was deliberated: what was decided follows from them, whatever is declared later.
package struct ReviewFreeze: Hashable, Sendable {
  package let at: Date
  /// The number of the version that counted, by reviewer.
  package let sheets: [ID<Person>: Int]

  package init(at: Date, sheets: [ID<Person>: Int]) {
    self.at = at
    self.sheets = sheets
  }
}

extension DossierState {
  /// Whether the reviews of a dossier in this state are closed by its deliberation.
  package var isDeliberated: Bool {
    switch self {
    case .deliberated, .decided, .notified, .published, .appealed: true
    case .draft, .submitted, .incomplete, .admissible, .inadmissible, .inReview, .withdrawn, .lapsed: false
    }
  }
}
