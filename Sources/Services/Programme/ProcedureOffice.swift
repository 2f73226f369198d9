package import Domain
import Foundation
import Storage

extension Operations {
  /// The versions of all procedures, in use and in the files, which are read anew.
  package func procedureOffice(for principal: Principal) async throws -> ProcedureOffice {
    try principal.require(.publishProcedure, on: .any)
    let (procedures, problems) = filedProcedures()
    return try await database.read { transaction in
      try office(procedures, problems, in: transaction)
    }
  }

  /// What the files say at this moment; those of the start where nobody told where they lie.
  func filedProcedures() -> (procedures: [Procedure], problems: [ProgrammeProblem]) {
    guard let files else { return (programme.procedures, []) }
    switch files.read(knows: knows) {
    case .valid(let data): return (data.procedures, [])
    case .invalid(let problems): return ([], problems)
    }
  }

  func office(
    _ filed: [Procedure], _ problems: [ProgrammeProblem], in transaction: any Transaction
  ) throws -> ProcedureOffice {
    let waves = try WaveRecords(transaction).list(.longest).items
    let frozen = try ProcedureRecords(transaction).all()
    let inUse = try frozen.map { procedure, moment in
      let file = filed.first { $0.key == procedure.key }
      return ProcedureOffice.Version(
        procedure: procedure, digest: try ProcedureRecords.digest(of: procedure), frozenAt: moment,
        isInFiles: file != nil, isFileAltered: file.map { $0 != procedure } ?? false,
        calls: waves.filter { $0.procedure == procedure.key })
    }
    let known = Set(frozen.map(\.procedure.key))
    let fresh = try filed.filter { !known.contains($0.key) }.map { procedure in
      ProcedureOffice.Version(
        procedure: procedure, digest: try ProcedureRecords.digest(of: procedure), frozenAt: nil, isInFiles: true,
        isFileAltered: false, calls: [])
    }
    return ProcedureOffice(versions: inUse + fresh, problems: problems)
  }
}
