package import Foundation

/// A wave that is to be simulated: how big it is, what it is drawn from, and its calendar.
///
/// All of it is example data. Everything follows from these values and the programme: the same plan makes the same wave.
package struct SimulationPlan: Hashable, Sendable {
  package let slug: Slug
  package let candidacies: Int
  package let experts: Int
  package let seed: UInt64
  /// The day of the publication; all other days are counted back from it.
  package let publishedOn: Day

  /// - Throws: `Fault` for numbers out of bounds.
  package init(slug: Slug, candidacies: Int, experts: Int, seed: UInt64, publishedOn: Day) throws(Fault) {
    guard Limits.candidacies.contains(candidacies) else { throw .candidacies(Limits.candidacies) }
    guard Limits.experts.contains(experts) else { throw .experts(Limits.experts) }
    self.slug = slug
    self.candidacies = candidacies
    self.experts = experts
    self.seed = seed
    self.publishedOn = publishedOn
  }

  package enum Limits {
    package static let candidacies = 4...400
    package static let experts = 6...200
    /// The years of the form begin with it: an earlier wave could not be written.
    package static let firstYear = 2024
  }

  package enum Fault: Error, Hashable, Sendable {
    case candidacies(ClosedRange<Int>)
    case experts(ClosedRange<Int>)
  }

  // MARK: Calendar

  package var closesOn: Day { publishedOn.adding(days: -55) }
  package var opensOn: Day { closesOn.adding(days: -45) }
  /// The day of the first look at what came in.
  package var examinedOn: Day { closesOn.adding(days: 3) }
  package var complementsDueOn: Day { closesOn.adding(days: 12) }
  package var expertsInvitedOn: Day { closesOn.adding(days: 14) }
  package var assignedOn: Day { closesOn.adding(days: 15) }
  package var reviewsFrom: Day { closesOn.adding(days: 18) }
  package var reviewsUntil: Day { closesOn.adding(days: 28) }
  package var reconciledOn: Day { closesOn.adding(days: 29) }
  package var juryOn: Day { closesOn.adding(days: 32) }
  /// Later than the answers that are awaited before an unfavourable decision.
  package var decidedOn: Day { closesOn.adding(days: 50) }
  package var hourSetOn: Day { closesOn.adding(days: 52) }
  /// The hour of the publication, in Europe/Paris.
  package var publishedAt: Date { publishedOn.at(hour: "10:00") ?? publishedOn.start }

  /// How many experts read each dossier, and how many more stand by.
  package static let reviewersPerDossier = 3

  package func generator(for purpose: String) -> SeededGenerator { SeededGenerator(seed: seed, for: purpose) }
}
