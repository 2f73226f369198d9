import Domain
import Foundation
import Testing

/// How what is proposed falls upon the country.
@Suite struct WaveBalanceTests {
  private func entries(_ seed: Int) -> [WaveBalance.Entry] {
    var random = SeededRandom(seed)
    func some(_ all: [String]) -> Set<String> { Set(all.filter { _ in random.below(3) == 0 }) }
    return (0..<random.below(40)).map { _ in
      let (regions, themes) = (some(["11", "27", "84", "93"]), some(["T01", "T02", "T03"]))
      let sizes = WaveBalance.Size.allCases
      return WaveBalance.Entry(
        regions: regions, themes: themes, size: random.below(5) == 0 ? nil : sizes[random.below(sizes.count)],
        kind: random.below(3) == 0 ? nil : Procedure.Outcome.Kind.allCases[random.below(4)])
    }
  }

  @Test(arguments: 0..<20) func `counts add up by region, by size and by theme`(seed: Int) {
    let entries = entries(seed)
    let balance = WaveBalance(entries)
    func check(_ rows: [WaveBalance.Row], _ keys: (WaveBalance.Entry) -> Set<String>) {
      #expect(Set(rows.map(\.key)) == Set(entries.flatMap(keys)) && Set(rows.map(\.key)).count == rows.count)
      // A perimeter in two régions counts in both.
      #expect(rows.reduce(0) { $0 + $1.dossiers } == entries.reduce(0) { $0 + keys($1).count })
      for row in rows {
        let own = entries.filter { keys($0).contains(row.key) }
        #expect(row.dossiers == own.count && row.favourable <= row.concluded && row.concluded <= row.dossiers)
        #expect(row.concluded == own.filter { $0.kind != nil }.count)
        #expect(row.favourable == own.filter { $0.kind == .favourable || $0.kind == .conditional }.count)
      }
    }
    check(balance.regions, \.regions)
    check(balance.themes, \.themes)
    check(balance.sizes) { $0.size.map { [$0.rawValue] } ?? [] }
    let order = WaveBalance.Size.allCases.map(\.rawValue)
    #expect(balance.sizes.map(\.key) == order.filter { size in balance.sizes.contains { $0.key == size } })
  }

  @Test func `the class of a perimeter is that of its people, and nobody is in no class`() {
    let bounds: [(Int, WaveBalance.Size?)] = [
      (0, nil), (1, .under20), (19_999, .under20), (20_000, .under50), (49_999, .under50), (50_000, .under100),
      (99_999, .under100), (100_000, .under250), (249_999, .under250), (250_000, .over250), (9_000_000, .over250),
    ]
    for (people, size) in bounds { #expect(WaveBalance.Size(population: people) == size, "\(people)") }
  }
}
