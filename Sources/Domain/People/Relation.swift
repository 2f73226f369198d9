/// How a person stands to the thing that an operation touches.
package enum Relation: String, CaseIterable, Sendable {
  /// There is no one thing yet, or it belongs to nobody in particular.
  case any
  case own
  /// One writes it with others, or comments on it, or only reads it, as its lead has said.
  case writing
  case commenting
  case reading
  case other
  /// One was asked to review it as an expert, and accepted. Whoever does examines it in no other way.
  case reviewing
  /// Somebody else's draft: until it is submitted it is nobody's but its author's.
  case unsubmitted
  /// One sits with a vote in the session of a jury; of a dossier: one that is on its agenda.
  case seated
  /// One presides over the session.
  case presiding
  /// One is its secretary.
  case recording
  /// An interest of the person's own is at stake. It beats every grant.
  case conflicted
}

/// One line of the table: this role, standing so to the thing.
package struct Grant: Hashable, Sendable {
  package let role: Role
  package let relation: Relation

  package init(_ role: Role, _ relation: Relation) {
    self.role = role
    self.relation = relation
  }
}
