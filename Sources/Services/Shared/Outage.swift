import Storage

/// Something that the program stands on is not there for the moment: nothing is wrong with the request, nothing of
/// it was done, and it can be sent again later.
package enum Outage: Error, Hashable, Sendable {
  /// The disk takes nothing more.
  case noRoom
  /// The database does not answer.
  case unreachable
  /// The scanner of uploaded files does not answer: nothing is taken in unscanned.
  case scanner

  /// Nil for an error that is no outage.
  package init?(_ error: any Error) {
    switch error {
    case let outage as Outage: self = outage
    case StorageFault.noRoom: self = .noRoom
    case StorageFault.unreachable: self = .unreachable
    default: return nil
    }
  }

  /// Whether all writing is at stake, rather than one kind of request.
  package var stopsWriting: Bool {
    switch self {
    case .noRoom, .unreachable: true
    case .scanner: false
    }
  }
}
