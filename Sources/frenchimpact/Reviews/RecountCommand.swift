import ArgumentParser
import Domain
import Foundation

extension WaveCommand {
  /// `frenchimpact wave recount FILE`: needs the file alone, neither database nor programme.
  struct Recount: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Recomputes the ranking of a wave from its published scores: docs/wave-scores.md describes the file.",
      discussion: "Exit 0: it agrees with what was published. 1: each difference is listed. 2: the file is unusable.")

    @Argument(help: "The file, or - for standard input.")
    var file: String

    func run() throws {
      let reading = try read()
      let ranking = reading.wave.ranking
      print(Recount.table(ranking, reading.wave))
      var differences = reading.wave.differences.map(\.line)
      if !reading.isIntact {
        differences.append(
          "digest: stated \(reading.statedDigest), recounted \(reading.digest): something was changed since")
      }
      guard differences.isEmpty else {
        throw CommandFailure.negative(
          differences.joined(separator: "\n") + "\n\(differences.count) difference(s) in \(file)")
      }
      let ranked = ranking.entries.count { $0.rank != nil }
      print(
        "agrees: \(ranking.entries.count) dossiers, \(ranked) ranked, rubric \(reading.wave.rule.version), "
          + "digest \(reading.digest)")
    }

    private func read() throws -> WaveScoresReader.Reading {
      let text: String
      do {
        let data =
          file == "-"
          ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: file))
        text = String(decoding: data, as: UTF8.self)
      } catch {
        throw CommandFailure.unusable("\(file) cannot be read: \(error.localizedDescription)")
      }
      let answer: WaveScoresReader.Answer
      do {
        answer = try WaveScoresReader.read(parsing: text)
      } catch {
        let before = text.utf8.prefix(error.offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
        throw CommandFailure.unusable(
          "\(file):\(line):\(column): this is no JSON, or a number has a fraction; mend it at that place")
      }
      switch answer {
      case .valid(let reading): return reading
      case .invalid(let problems):
        throw CommandFailure.unusable(
          problems.map(\.description).joined(separator: "\n") + "\n\(problems.count) problem(s) in \(file)")
      }
    }

    /// Rank, dossier, total to its last digit, band, and why there is none.
    private static func table(_ ranking: Ranking, _ wave: WaveScores) -> String {
      func row(_ cells: [String]) -> String {
        zip(cells, [6, 9, 9, 0]).map { cell, width in
          cell + String(repeating: " ", count: max(0, width - cell.count))
        }.joined()
      }
      let rows = ranking.entries.map { entry in
        let result = entry.result
        let note =
          !result.isComplete
          ? "incomplete: nobody could judge \(result.unjudged.joined(separator: ", "))"
          : result.failedGates.isEmpty
            ? result.band?.id ?? "-" : "fails \(result.failedGates.joined(separator: ", "))"
        return row([
          entry.rank.map(String.init) ?? "-", result.code, result.counted?.text(decimals: 3) ?? "-", note,
        ])
      }
      let alpha = Agreement.alpha(of: wave.dossiers.map(\.sheets), under: wave.rule)
      let agreement = alpha.map { String(format: "%.3f", $0) } ?? "not defined"
      return ([row(["rank", "dossier", "total", "band"])] + rows).joined(separator: "\n")
        + "\nagreement of the reviewers (Krippendorff's alpha, ordinal): \(agreement)"
    }
  }
}

extension RecountDifference {
  fileprivate var line: String {
    "\(dossier): \(part.rawValue) published \(published ?? "none"), recounted \(recounted ?? "none")"
  }
}
