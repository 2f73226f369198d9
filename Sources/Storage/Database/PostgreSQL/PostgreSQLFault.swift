/// What PostgreSQL refused, or a connection that was lost.
package enum PostgreSQLFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// A statement failed, with the code of the standard: https://www.postgresql.org/docs/15/errcodes-appendix.html
  case refused(state: String, message: String)
  /// The connection is gone, or did not answer in time.
  case lost(reason: String)

  package var description: String {
    switch self {
    case .refused(let state, let message): "PostgreSQL refused (\(state)): \(message)"
    case .lost(let reason): "the connection to PostgreSQL is lost: \(reason)"
    }
  }

  /// Whether the same transaction may well succeed when it is done again.
  var isCollision: Bool {
    guard case .refused(let state, _) = self else { return false }
    return state == "40001" || state == "40P01"
  }

  /// The connection cannot be used any more.
  var endsConnection: Bool {
    switch self {
    case .lost: true
    case .refused(let state, _): state.hasPrefix("57P") || state.hasPrefix("08") || state == "25P03"
    }
  }

  /// What the whole program understands of it; nil for a statement that is simply wrong.
  var storageFault: StorageFault? {
    switch self {
    case .lost(let reason): return .unreachable(reason: reason)
    case .refused(let state, let message):
      if state == "53100" { return .noRoom }
      let isPassing =
        endsConnection || isCollision || state.hasPrefix("53") || state.hasPrefix("28") || state == "55P03"
        || state == "57014" || state == "25006" || state.hasPrefix("58")
      return isPassing ? .unreachable(reason: "\(state) \(message)") : nil
    }
  }
}
