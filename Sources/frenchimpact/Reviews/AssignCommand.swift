import ArgumentParser
import Domain
import Foundation

/// `frenchimpact assign INSTANCE.json --objective total|fair`
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Assigns experts to dossiers, with the largest affinity: docs/assignment.md.",
    discussion: """
      Reads {"papers":[ids],"reviewers":[{"id","capacity"}],"demand":k,"affinity":[[paper,reviewer,score]…],
      "conflicts":[[paper,reviewer]…],"locked":[[paper,reviewer]…]} and prints the assignment as JSON.
      "colleges", "region" and "alternates" may stand there too.
      A pair without affinity counts 0 and may be assigned; a conflict never is. Exit status: 0 assigned;
      1 the demand cannot be met, and why; 2 the file is wrong.
      """)

  @Argument(help: "The file, or - for standard input.")
  var instance: String
  @Option(help: "total: the largest sum; fair: first the largest smallest affinity, then the sum.")
  var objective: Objective = .total

  enum Objective: String, ExpressibleByArgument, CaseIterable { case total, fair }

  func run() throws {
    let data: Data
    do {
      data = try instance == "-" ? FileHandle.standardInput.readToEnd() ?? Data() : contents()
    } catch {
      throw CommandFailure.unusable("\(instance) cannot be read: \(error.localizedDescription)")
    }
    let file: AssignmentFile
    do throws(AssignmentFile.Problem) {
      file = try data.withUnsafeBytes { bytes in
        Result { () throws(AssignmentFile.Problem) in try AssignmentFile(reading: bytes.bindMemory(to: UInt8.self)) }
      }.get()
    } catch {
      throw CommandFailure.unusable("\(instance): \(error.message)")
    }
    if let decimals = file.roundedTo {
      FileHandle.standardError.write(
        Data("affinities are rounded to \(decimals) decimals, so that sums are exact\n".utf8))
    }
    let objective: AssignmentProblem.Objective = objective == .total ? .total : .fair
    if file.origins.areAsked {
      let assignment = file.problem.solved(objective, keepingTo: file.origins.constraints)
      print(file.json(assignment))
      guard assignment.gaps.isEmpty else {
        throw CommandFailure.negative(assignment.gaps.map(file.reason).joined(separator: "\n"))
      }
      return
    }
    switch file.problem.solved(objective) {
    case .assigned(let assignment): print(file.json(assignment))
    case .impossible(let shortages):
      print(file.json(shortages))
      throw CommandFailure.negative(shortages.map(file.reason).joined(separator: "\n"))
    }
  }

  /// A file of a hundred megabytes is read where it lies; a pipe cannot be.
  private func contents() throws -> Data {
    let (file, manager) = (URL(filePath: instance), FileManager.default)
    if try manager.attributesOfItem(atPath: instance)[.type] as? FileAttributeType == .typeRegular {
      return try Data(contentsOf: file, options: .alwaysMapped)
    }
    return try FileHandle(forReadingFrom: file).readToEnd() ?? Data()
  }
}
