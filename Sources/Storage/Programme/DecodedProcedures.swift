import Domain
import Foundation
import Synchronization

/// Procedures that were read out of their documents lately. A frozen document never changes and is long, and every save
/// of a field asks for it; what is kept is known by the document itself, so that no two databases can be confused.
enum DecodedProcedures {
  private static let most = 32
  private static let kept = Mutex<[String: Procedure]>([:])

  /// - Throws: where the document is none of a procedure.
  static func procedure(in document: String) throws -> Procedure {
    if let known = kept.withLock({ $0[document] }) { return known }
    let procedure = try JSONDecoder().decode(Procedure.self, from: Data(document.utf8))
    kept.withLock { kept in
      if kept.count >= most { kept.removeAll() }
      kept[document] = procedure
    }
    return procedure
  }
}
