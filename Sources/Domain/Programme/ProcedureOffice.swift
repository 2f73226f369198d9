package import Foundation

/// The versions of the procedures as administrators see them: those that dossiers were begun with, and those of the
/// programme's files.
package struct ProcedureOffice: Sendable {
  package let versions: [Version]
  /// What keeps the files from being used; they are read anew each time.
  package let problems: [ProgrammeProblem]

  package init(versions: [Version], problems: [ProgrammeProblem]) {
    self.versions = versions.sorted { left, right in
      left.procedure.id == right.procedure.id
        ? ProcedureKey.isVersion(right.procedure.version, before: left.procedure.version)
        : left.procedure.id < right.procedure.id
    }
    self.problems = problems
  }

  package struct Version: Sendable {
    package let procedure: Procedure
    /// The digest of its content, by which a form tells what its reader saw.
    package let digest: String
    /// Since when it is in use and cannot be changed; nil while it stands in the files alone.
    package let frozenAt: Date?
    package let isInFiles: Bool
    /// Whether the file of a frozen version says something else than what was frozen.
    package let isFileAltered: Bool
    /// The calls that use it.
    package let calls: [Wave]

    package init(
      procedure: Procedure, digest: String, frozenAt: Date?, isInFiles: Bool, isFileAltered: Bool, calls: [Wave]
    ) {
      self.procedure = procedure
      self.digest = digest
      self.frozenAt = frozenAt
      self.isInFiles = isInFiles
      self.isFileAltered = isFileAltered
      self.calls = calls
    }
  }

  package func version(_ key: ProcedureKey) -> Version? { versions.first { $0.procedure.key == key } }

  /// The version before one, for a comparison.
  package func version(before key: ProcedureKey) -> Version? {
    versions.first { $0.procedure.id == key.id && ProcedureKey.isVersion($0.procedure.version, before: key.version) }
  }

  /// The standing calls that would go over to a version: dossiers begun in them keep theirs.
  package func moving(to key: ProcedureKey) -> [Wave] {
    versions.filter { $0.procedure.id == key.id && $0.procedure.version != key.version }.flatMap(\.calls)
      .filter(\.isPermanent)
  }

  /// Whether a version can be put into use: it is that of the files, sound, the last of its procedure, and something
  /// would change.
  package func canPublish(_ key: ProcedureKey) -> Bool {
    guard problems.isEmpty, let version = version(key), version.isInFiles, !version.isFileAltered,
      !version.procedure.isHistorical
    else { return false }
    let isLast = !versions.contains {
      $0.procedure.id == key.id && !$0.procedure.isHistorical
        && ProcedureKey.isVersion(key.version, before: $0.procedure.version)
    }
    return isLast && (version.frozenAt == nil || !moving(to: key).isEmpty)
  }
}
