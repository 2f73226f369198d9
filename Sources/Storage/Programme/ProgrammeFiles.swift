package import Domain
package import Foundation
import Yams

/// Reads a folder that describes a programme: `programme.yaml`, `themes.yaml`, `procedures/*.yaml`,
/// `waves/*.yaml`, `calls/*.yaml`, `retention.yaml`, `processing.yaml`, and `rubric.yaml` where dossiers are scored.
package struct ProgrammeFiles: Sendable {
  private let folder: URL

  package init(folder: URL) { self.folder = folder }

  /// What the folder says, or everything that is wrong with it.
  package enum Reading: Sendable {
    case valid(ProgrammeData)
    case invalid([ProgrammeProblem])
  }

  /// - Parameter knows: whether an official place code exists.
  package func read(knows: @escaping (PlaceCode) -> Bool) -> Reading {
    let problems = ProblemList()
    let themes = source("themes.yaml", problems).map { ProgrammeReader.themes($0) } ?? []
    let programme = source("programme.yaml", problems).map { ProgrammeReader.programme($0, themes: themes) }
    let vocabulary = Vocabulary(
      themes: themes.map { Field.Option(id: $0.id, label: $0.name) },
      actorKinds: programme?.actorKinds ?? [])
    let procedures = sources(in: "procedures", problems).map {
      ProcedureReader(vocabulary: vocabulary).procedure($0)
    }
    checkVersions(procedures, problems)
    let waves = sources(in: "waves", problems).map { source in
      WaveReader(procedures: procedures.map(\.procedure), knows: knows).wave(source)
    }
    let calls = sources(in: "calls", problems).map { source in
      CallReader(
        procedures: procedures.map(\.procedure), waves: waves.compactMap { $0?.slug },
        knowsAll: names(in: "procedures").count == procedures.count
      ).call(source)
    }
    let retention = source("retention.yaml", problems).map { RetentionReader.rules($0) } ?? []
    let register = source("processing.yaml", problems).map { RegisterReader.register($0) }
    let rubric =
      has("rubric.yaml")
      ? source("rubric.yaml", problems).flatMap { RubricReader.rubric($0, of: programme) } : nil
    guard problems.all.isEmpty, let programme, let register else { return .invalid(problems.all) }
    return .valid(
      ProgrammeData(
        programme: programme, procedures: procedures.map(\.procedure), waves: waves.compactMap { $0 },
        calls: calls.compactMap { $0 },
        privacy: PrivacyData(register: register, retention: retention), rubric: rubric))
  }

  private func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  private func checkVersions(
    _ procedures: [(procedure: Procedure, source: YAMLSource)], _ problems: ProblemList
  ) {
    var seen: Set<ProcedureKey> = []
    for (procedure, source) in procedures
    where !seen.insert(ProcedureKey(id: procedure.id, version: procedure.version)).inserted {
      source.at("version").report(
        "procedure \(procedure.id) has version \(procedure.version) twice",
        "give one of the two files another version")
    }
  }

  private func sources(in subfolder: String, _ problems: ProblemList) -> [YAMLSource] {
    names(in: subfolder).compactMap { source("\(subfolder)/\($0)", problems) }
  }

  private func names(in subfolder: String) -> [String] {
    let path = folder.appending(path: subfolder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
  }

  private func source(_ name: String, _ problems: ProblemList) -> YAMLSource? {
    let file = folder.appending(path: name)
    func fail(_ line: Int, _ message: String, _ remedy: String) -> YAMLSource? {
      problems.add(ProgrammeProblem(file: name, line: line, message: message, remedy: remedy))
      return nil
    }
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      return fail(1, "the file is missing or is not UTF-8 text", "put it into \(folder.path)")
    }
    do {
      guard let node = try Yams.compose(yaml: text) else { return fail(1, "the file is empty", "write it") }
      return YAMLSource(node: node, file: name, problems: problems)
    } catch let error as YamlError {
      return fail(error.line, "this is not YAML: \(error.reason)", "mend the syntax at that line")
    } catch {
      return fail(1, "this is not YAML: \(error)", "mend the syntax")
    }
  }
}

extension YamlError {
  fileprivate var line: Int {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 1
    }
  }

  /// What is wrong in one line: the place is told beside it.
  fileprivate var reason: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    case .duplicatedKeysInMapping(let keys, _):
      "\(keys.map { "\"\($0)\"" }.joined(separator: ", ")) stands twice in one mapping"
    default: "\(self)"
    }
  }
}
