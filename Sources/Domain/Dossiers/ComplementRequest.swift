package import Foundation

/// What the service asks an applicant to complete: named fields, until a day. Nothing lapses by itself when the day passes.
package struct ComplementRequest: Hashable, Sendable {
  /// From 1, among the requests of a dossier.
  package let number: Int
  package let askedAt: Date
  package let dueOn: Day
  package let items: [Item]
  /// Nil while it is awaited.
  package let answeredAt: Date?

  package init(number: Int, askedAt: Date, dueOn: Day, items: [Item], answeredAt: Date? = nil) {
    self.number = number
    self.askedAt = askedAt
    self.dueOn = dueOn
    self.items = items
    self.answeredAt = answeredAt
  }

  /// One field that is asked for.
  package struct Item: Hashable, Codable, Sendable {
    package let field: String
    package let reason: String
    /// Whether the examination cannot go on without it: only then does the legal clock stand still (CRPA L114-5-1).
    package let isIndispensable: Bool

    package init(field: String, reason: String, isIndispensable: Bool) {
      self.field = field
      self.reason = reason
      self.isIndispensable = isIndispensable
    }
  }

  package var fields: Set<String> { Set(items.map(\.field)) }
  package var stopsClock: Bool { items.contains(where: \.isIndispensable) }

  /// Whether it is still awaited after its day.
  package func isLate(at moment: Date) -> Bool { answeredAt == nil && moment >= dueOn.end }
}

/// A draft that the service lets be written and submitted after its wave closed.
package struct Reopening: Hashable, Sendable {
  package let at: Date
  package let until: Date
  package let reason: String

  package init(at: Date, until: Date, reason: String) {
    self.at = at
    self.until = until
    self.reason = reason
  }
}
