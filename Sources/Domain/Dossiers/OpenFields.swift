package import Foundation

/// Which fields of a dossier may be changed at a moment: the one rule that forms, saving and submitting ask.
package enum OpenFields: Hashable, Sendable {
  case all
  /// The fields that the service asked for, and those that depend on them.
  case only(Set<String>)
  case none

  /// - Parameter field: the id of a field of the form, or the path of something within it.
  package func allows(_ field: String) -> Bool {
    switch self {
    case .all: true
    case .only(let fields): fields.contains(String(field.prefix { $0 != "." }))
    case .none: false
    }
  }

  package var isEmpty: Bool {
    switch self {
    case .all: false
    case .only(let fields): fields.isEmpty
    case .none: true
    }
  }
}

extension Dossier {
  /// Which of its fields may be changed: a draft while its wave is open or as long as it was reopened; what was asked
  /// for in a dossier that is to be completed; nothing else. The hour of closing itself is too late.
  ///
  /// - Parameters:
  ///   - procedure: asked for only where fields depend on others.
  ///   - request: the request for complements that is awaited. One from before fields could be named opens all.
  package func openFields(
    in wave: Wave, of procedure: @autoclosure () throws -> Procedure, request: ComplementRequest?,
    reopening: Reopening?,
    at moment: Date
  ) rethrows -> OpenFields {
    switch state {
    case .draft:
      let isReopened = reopening.map { moment < $0.until } ?? false
      return wave.phase(at: moment) == .open || isReopened ? .all : .none
    case .incomplete:
      guard let request else { return .all }
      return .only(try procedure().fields(dependingOn: request.fields))
    case .submitted, .admissible, .inadmissible, .inReview, .deliberated, .decided, .notified, .published, .withdrawn,
      .lapsed, .appealed:
      return .none
    }
  }
}

extension Procedure {
  /// These fields, and those that are asked only because of an answer to one of them.
  package func fields(dependingOn names: Set<String>) -> Set<String> {
    var open = names
    // A field depends on one before it, so that one pass reaches all.
    for field in fields {
      if let condition = field.condition, open.contains(condition.field) { open.insert(field.id) }
    }
    return open
  }
}

extension Answers {
  /// The fields of the form that are not as they were.
  package func changedFields(since before: Answers) -> Set<String> {
    Set(values.keys).union(before.values.keys).filter { self[$0] != before[$0] }
  }
}

extension [Finding] {
  /// What keeps a dossier from being sent: all of it for a draft; what was accepted when it was submitted is not asked
  /// again with complements, but what was signed and changes must be signed anew.
  package func obstacles(to state: DossierState, _ open: OpenFields) -> [Finding] {
    guard case .only = open, state == .incomplete else { return self }
    return filter { open.allows($0.field) || $0.problem.isSignature }
  }
}
