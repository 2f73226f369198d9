/// A candidacy of a simulated wave: what it is about, how good it is, and what becomes of it before it is examined.
package struct SimulatedCandidacy: Hashable, Sendable {
  package let number: Int
  package let name: String
  package let place: SimulatedPlaces.Place
  /// The ids of the themes of its challenges, the main one first.
  package let themes: [Theme]
  package let organisations: [Organisation]
  /// How good it is, criterion by criterion: 0 for the middle, in deviations.
  package let quality: Double
  package let qualities: [Double]
  package let fate: Fate
  /// Days from the opening to its first line, and from the closing back to its submission.
  package let startsAfter: Int
  package let submitsBefore: Int

  /// What becomes of it before the examination.
  package enum Fate: String, CaseIterable, Sendable {
    case examined
    /// Complements are asked for and come in.
    case completed
    case inadmissible
    case withdrawn
    /// A draft that was never submitted.
    case unfinished

    package var isExamined: Bool {
      switch self {
      case .examined, .completed: true
      case .inadmissible, .withdrawn, .unfinished: false
      }
    }
  }

  /// An organisation of the collective.
  package struct Organisation: Hashable, Sendable {
    package let name: String
    /// `lead`, `member` or `partner`.
    package let role: String
    package let kind: ActorKind
    package let form: LegalForm
    package let person: SimulatedPerson
    /// Whether its person has no account, so that the lead records a signature on paper.
    package let signsOnPaper: Bool

    package var signs: Bool { role != "partner" }
  }

  init(
    _ number: Int, _ fate: Fate, _ plan: SimulationPlan, themes: [Theme], places: SimulatedPlaces,
    _ generator: inout SeededGenerator
  ) {
    self.number = number
    self.fate = fate
    name = SimulatedCandidacy.name(number)
    place = places.draw(&generator)
    self.themes = Array(generator.shuffled(themes).prefix(3 + generator.index(below: 3)))
    let quality = generator.normal()
    self.quality = quality
    qualities = (0..<5).map { _ in quality + generator.normal() * 0.5 }
    startsAfter = 1 + generator.index(below: 25)
    // Most come at the end, as everywhere.
    submitsBefore = min(14, Int((generator.fraction() * generator.fraction() * 15)))
    let count = 3 + generator.index(below: 3)
    organisations = (0..<count).map { place in
      let kinds = SimulatedCandidacy.kinds
      let chosen = fate == .inadmissible ? kinds[0] : kinds[(number + place) % kinds.count]
      return Organisation(
        name: chosen.word + " de " + SimulatedCandidacy.name(number) + " (exemple \(place + 1))",
        role: place == 0 ? "lead" : place < 3 ? "member" : "partner", kind: chosen.kind, form: chosen.form,
        person: SimulatedPerson(plan, "collectif-\(number + 1)", place), signsOnPaper: place == 2 && number % 3 == 0)
    }
  }

  /// What becomes of each, in an order drawn by lot. At least one of each where there are a dozen.
  static func fates(_ plan: SimulationPlan) -> [Fate] {
    let count = plan.candidacies
    let few = max(1, count / 25)
    let fates =
      Array(repeating: Fate.unfinished, count: few) + Array(repeating: .withdrawn, count: few)
      + Array(repeating: .inadmissible, count: max(1, count / 16))
      + Array(repeating: .completed, count: max(1, count / 8))
    let rest = Array(repeating: Fate.examined, count: max(0, count - fates.count))
    var generator = plan.generator(for: "fates")
    return generator.shuffled(Array((fates + rest).prefix(count)))
  }

  /// `Val d’Exemple-Bleu`: visibly no place that there is.
  static func name(_ number: Int) -> String {
    let (stem, colour) = (stems[number % stems.count], colours[number / stems.count % colours.count])
    let round = number / (stems.count * colours.count)
    return "\(stem) d’Exemple-\(colour)" + (round == 0 ? "" : " \(round + 1)")
  }

  private static let stems = [
    "Val", "Pays", "Rives", "Monts", "Plaine", "Côte", "Bocage", "Plateau", "Forêts", "Sources",
  ]
  private static let colours = ["Bleu", "Vert", "Rouge", "Blanc", "Doré", "Gris", "Violet", "Orangé"]

  private static let kinds: [(word: String, kind: ActorKind, form: LegalForm)] = [
    ("Association", .association, .association), ("Intercommunalité", .publicAuthority, .publicBody),
    ("Coopérative", .socialEnterprise, .cooperative), ("Incubateur", .incubator, .association),
    ("Laboratoire", .university, .publicBody), ("Collectif d’habitants", .residentsCollective, .informal),
    ("Fonds local", .other, .foundation),
  ]
}
