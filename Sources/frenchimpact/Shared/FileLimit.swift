import Foundation

/// How many files and connections the system lets this process have open at once.
enum FileLimit {
  /// What the program keeps for itself: the database, its journal, files on their way in and out.
  static let reserve = 128

  /// Raises the limit as far as the process may, and tells it. A server that ran out would take no more connections.
  static func raise() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    var raised = limit
    raised.rlim_cur = min(limit.rlim_max, 65_536)
    if raised.rlim_cur > limit.rlim_cur, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 {
      limit = raised
    }
    return Int(clamping: limit.rlim_cur)
  }
}
