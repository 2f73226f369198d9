/// How what a jury proposes falls upon the country: shown after scoring, no part of it.
package struct WaveBalance: Hashable, Sendable {
  /// A dossier of the agenda, and what is proposed for it so far.
  package struct Entry: Hashable, Sendable {
    /// Codes of régions. A perimeter that lies in two counts in both.
    package let regions: Set<String>
    /// Ids of themes of its challenges, each once.
    package let themes: Set<String>
    package let size: Size?
    package let kind: Procedure.Outcome.Kind?

    package init(_ answers: Answers, kind: Procedure.Outcome.Kind?, in gazetteer: Gazetteer) {
      let profile = Candidacy(answers, slug: Slug(naming: "x")).profile
      let perimeter = Perimeter(codes: profile.perimeter, year: Gazetteer.year)
      regions = perimeter.regions(in: gazetteer)
      themes = Set(profile.challenges.map(\.theme).filter { !$0.isEmpty })
      size = Size(population: perimeter.population(in: gazetteer))
      self.kind = kind
    }

    package init(regions: Set<String>, themes: Set<String>, size: Size?, kind: Procedure.Outcome.Kind?) {
      self.regions = regions
      self.themes = themes
      self.size = size
      self.kind = kind
    }
  }

  /// Classes of population, which stand in for rural and urban: the reference geography has no density.
  package enum Size: String, CaseIterable, Hashable, Sendable {
    case under20
    case under50
    case under100
    case under250
    case over250

    /// Nil where nobody is known to live there.
    package init?(population: Int) {
      switch population {
      case ..<1: return nil
      case ..<20_000: self = .under20
      case ..<50_000: self = .under50
      case ..<100_000: self = .under100
      case ..<250_000: self = .under250
      default: self = .over250
      }
    }
  }

  package struct Row: Hashable, Sendable {
    package let key: String
    package let dossiers: Int
    /// Of these, how many a favourable outcome is proposed for.
    package let favourable: Int
    package let concluded: Int
  }

  package let regions: [Row]
  package let themes: [Row]
  package let sizes: [Row]

  package init(_ entries: [Entry]) {
    func rows(_ keys: (Entry) -> Set<String>) -> [Row] {
      let all = Set(entries.flatMap(keys)).sorted()
      return all.map { key in
        let own = entries.filter { keys($0).contains(key) }
        return Row(
          key: key, dossiers: own.count, favourable: own.count { $0.kind?.isFavourable ?? false },
          concluded: own.count { $0.kind != nil })
      }
    }
    regions = rows(\.regions)
    themes = rows(\.themes)
    let sized = rows { $0.size.map { [$0.rawValue] } ?? [] }
    sizes = Size.allCases.compactMap { size in sized.first { $0.key == size.rawValue } }
  }
}
