package import Foundation

/// Looks for malicious software in a file before anybody is given it.
package protocol FileScanner: Sendable {
  /// Whether something malicious was found.
  /// - Throws: `Outage.scanner` when there was no verdict: the file is then not taken in.
  func isInfected(_ file: URL) async throws -> Bool
}

/// A file that came in and lies in a temporary place.
package struct IncomingFile: Sendable {
  /// What its sender calls it.
  package let name: String
  package let place: URL

  package init(name: String, place: URL) {
    self.name = name
    self.place = place
  }
}
