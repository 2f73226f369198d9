/// What a backup holds: the last line of its file.
package struct BackupSummary: Hashable, Sendable, Codable {
  /// Rows of each table.
  package let counts: [String: Int]
  /// Number and hash of the last entry of the journal; nil for a journal without one.
  package let journal: String?
  /// SHA-256, in hexadecimal, of all lines between the first and this one.
  package let digest: String

  package init(counts: [String: Int], journal: String?, digest: String) {
    self.counts = counts
    self.journal = journal
    self.digest = digest
  }

  package var rows: Int { counts.values.reduce(0, +) }
}

/// Why a file cannot be restored, or a place not be restored into.
package enum BackupFault: Error, Hashable, Sendable, CustomStringConvertible {
  case notABackup
  case otherSchema(found: Int, known: Int)
  /// The file was cut off or altered: nothing of it was written.
  case damaged(line: Int)
  /// The place holds rows already.
  case notEmpty(table: String)
  /// What was written is not what the file says: all of it was taken back.
  case different(table: String)

  package var description: String {
    switch self {
    case .notABackup: "this is not a backup of this program"
    case .otherSchema(let found, let known):
      """
      the backup is of migration \(found), this program is at \(known): restore it with the program that made it, \
      then upgrade
      """
    case .damaged(let line): "the backup is damaged at line \(line): take another copy of it; nothing was written"
    case .notEmpty(let table): "there is something in the table \(table) already: restore into an empty place"
    case .different(let table): "the table \(table) would not be what the backup holds; nothing was kept"
    }
  }
}

/// Something that is not as it must be in a database.
package enum IntegrityProblem: Hashable, Sendable, CustomStringConvertible {
  /// The engine itself finds its file damaged.
  case engine(String)
  case reference(table: String)
  case journal(entry: Int)
  case file(digest: String)

  package var description: String {
    switch self {
    case .engine(let text): "the file of the database is damaged: \(text)"
    case .reference(let table): "a row of the table \(table) names another one that is not there"
    case .journal(let entry): "entry \(entry) of the journal does not fit: it, or what stood before it, was altered"
    case .file(let digest): "the attached file \(digest) is not what was stored"
    }
  }
}
