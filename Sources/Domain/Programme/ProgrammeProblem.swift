/// Something wrong in the files of a programme: where, what, and what would be right.
package struct ProgrammeProblem: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let message: String
  package let remedy: String

  package init(file: String, line: Int, message: String, remedy: String) {
    self.file = file
    self.line = line
    self.message = message
    self.remedy = remedy
  }

  /// `waves/2018-10.yaml:12: theme "T99" is unknown; give one of T01, T02 …`
  package var description: String { "\(file):\(line): \(message); \(remedy)" }
}

/// A programme as its folder describes it.
package struct ProgrammeData: Sendable {
  package let programme: Programme
  package let procedures: [Procedure]
  package let waves: [WaveRecord]
  package let calls: [CallRecord]
  package let privacy: PrivacyData
  /// The grid of the label; nil in a programme that scores nothing.
  package let rubric: Rubric?

  package init(
    programme: Programme, procedures: [Procedure], waves: [WaveRecord], calls: [CallRecord] = [], privacy: PrivacyData,
    rubric: Rubric? = nil
  ) {
    self.programme = programme
    self.procedures = procedures
    self.waves = waves
    self.calls = calls
    self.privacy = privacy
    self.rubric = rubric
  }

  package func procedure(_ key: ProcedureKey) -> Procedure? {
    procedures.first { $0.id == key.id && $0.version == key.version }
  }

  /// The last version of a procedure that is not about the past: the one that its next call is to use.
  package func currentProcedure(_ id: String) -> Procedure? { procedures.filter { $0.id == id }.latest }

  /// The last version of each procedure, in the order of their ids.
  package var currentProcedures: [Procedure] { Set(procedures.map(\.id)).sorted().compactMap(currentProcedure) }

  /// The procedure of the label.
  package var labelProcedure: Procedure? { currentProcedures.first { $0.effect == .grantLabel } }
}
