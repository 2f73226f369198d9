import ArgumentParser
import Domain
import Foundation
import Services

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Example data, made by the operations that people use.",
    subcommands: [SimulatedWave.self])

  /// `frenchimpact simulate wave`: a whole wave from its opening to its publication, as example data.
  struct SimulatedWave: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "wave",
      abstract: "Simulates a wave from its opening to its publication; everything in it is marked as an example.")

    @Option(help: "How many candidacies are begun, 4 to 400.")
    var candidacies = 50
    @Option(help: "How many experts take part, 6 to 200.")
    var experts = 20
    @Option(help: "What everything is drawn from: the same seed makes the same wave.")
    var seed: UInt64 = 7
    @Option(help: "The name of the wave in addresses. (default: exemple-simule-SEED)")
    var name: String?
    @Option(help: "The day of the publication, 2026-11-20; the others are counted back from it. (default: yesterday)")
    var publishedOn: String?
    @Flag(name: .customLong("yes"), help: "Go on although the database has candidacies that are no examples.")
    var besidesReal = false
    @OptionGroup var files: FileOptions

    func run() async throws {
      let plan = try plan()
      let operations = try await Wiring.operations(files)
      let clock = ContinuousClock()
      let start = clock.now
      do {
        _ = try await operations.simulateWave(plan, besidesReal: besidesReal) { line in
          let counts = line.counts.map { "\($0.number) \($0.what)" }.joined(separator: ", ")
          print("\(Self.seconds(clock.now - start)) s  \(line.step): \(counts)")
          fflush(nil)
        }
      } catch let fault as SimulationFault {
        throw CommandFailure.unusable(fault.explanation)
      } catch let refusal as Refusal {
        throw CommandFailure.unusable(
          "the simulation of \(plan.slug) stopped: \(refusal). What it made stays; another needs another --name")
      }
      print("wave \(plan.slug) in \(Self.seconds(clock.now - start)) s, seed \(plan.seed)")
    }

    private func plan() throws -> SimulationPlan {
      let day = publishedOn.map { Day($0) } ?? Day(Wiring.world.now()).adding(days: -1)
      guard let day else { throw CommandFailure.unusable("--published-on is no day; write it as 2026-11-20") }
      let last = Day(Wiring.world.now()).adding(days: -1)
      guard day <= last, day.year >= SimulationPlan.Limits.firstYear else {
        throw CommandFailure.unusable(
          "--published-on takes a day that is past, from \(SimulationPlan.Limits.firstYear) on to \(last)")
      }
      let slug = Slug(name ?? "exemple-simule-\(seed)")
      guard let slug else {
        throw CommandFailure.unusable("--name takes small letters, digits and hyphens, as in exemple-simule-7")
      }
      do {
        return try SimulationPlan(
          slug: slug, candidacies: candidacies, experts: experts, seed: seed, publishedOn: day)
      } catch .candidacies(let range) {
        throw CommandFailure.unusable("--candidacies takes \(range.lowerBound) to \(range.upperBound)")
      } catch .experts(let range) {
        throw CommandFailure.unusable("--experts takes \(range.lowerBound) to \(range.upperBound)")
      }
    }

    private static func seconds(_ duration: Duration) -> String {
      String(
        format: "%5.1f",
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1_000_000_000_000_000_000)
    }
  }
}

extension SimulationFault {
  /// What is the matter, and what to do.
  fileprivate var explanation: String {
    switch self {
    case .alreadyThere(let slug):
      "there is a wave \(slug) already; a simulation adds nothing to it: give another --name"
    case .realCandidacies(let count):
      "the database has \(count) dossier(s) of people in calls that are no examples; use another --data, or add --yes to "
        + "put a simulated wave beside them"
    case .noProcedure: "the programme has no form for a label that is open to new calls"
    }
  }
}
