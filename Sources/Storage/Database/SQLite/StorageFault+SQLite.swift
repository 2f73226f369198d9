import GRDB

extension StorageFault {
  /// What of SQLite's errors is an outage: nothing is wrong with what was asked, and asking again later helps.
  /// Nil for any other error, which is a fault of ours.
  init?(outage error: DatabaseError) {
    switch error.resultCode.primaryResultCode {
    // A full disk shows as FULL where SQLite knows of it, and as IOERR where the system says so in the middle of
    // a write; READONLY is a disk that the system took out of use after errors of its own.
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY: self = .noRoom
    // A closed connection is misused; BUSY comes after ten seconds of waiting for another program.
    case .SQLITE_CANTOPEN, .SQLITE_MISUSE, .SQLITE_BUSY:
      self = .unreachable(reason: error.message ?? error.resultCode.description)
    default: return nil
    }
  }
}
