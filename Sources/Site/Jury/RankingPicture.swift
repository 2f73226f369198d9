import Domain

/// A ranking with its uncertainty, ready to be printed as SVG: every value is text or a whole number in units of the view
/// box. What it shows is also said: the table beside it holds the same numbers.
struct RankingPicture: Sendable {
  let viewBox: String
  let title: String
  let description: String
  let ticks: [Tick]
  let thresholds: [Tick]
  let rows: [Row]
  /// Where the ranking is truly cut.
  let cuts: [Cut]

  struct Tick: Sendable {
    let x: Int
    let top: Int
    let bottom: Int
    let labelY: Int
    let label: String
  }

  struct Row: Sendable {
    let name: String
    let nameY: Int
    let reviewers: [Bar]
    let interval: [Bar]
    let dots: [Dot]
  }

  struct Bar: Sendable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
  }

  struct Dot: Sendable {
    let x: Int
    let y: Int
  }

  struct Cut: Sendable {
    let y: Int
    let from: Int
    let to: Int
  }

  private static let left = 330
  private static let width = 960
  private static let right = 940
  private static let top = 34
  private static let step = 30

  /// - Parameter names: by the code of the dossier.
  init(_ uncertainty: RankingUncertainty, names: [String: String], rubric: Rubric, in wording: Wording) {
    let words = wording.catalogue
    let entries = uncertainty.entries
    let bottom = RankingPicture.top + entries.count * RankingPicture.step
    viewBox = "0 0 \(RankingPicture.width) \(bottom + 10)"
    title = words("juryPictureTitle")
    description = words("juryPictureText", words.count("dossierCount", entries.count), "\((entries.last?.group ?? 1))")
    ticks = stride(from: 0, through: 100, by: 20).map { value in
      Tick(
        x: RankingPicture.x(Double(value)), top: RankingPicture.top - 6, bottom: bottom,
        labelY: RankingPicture.top - 12, label: "\(value)")
    }
    thresholds = rubric.bands.map(\.rule.total).filter { $0 > 0 }.map { total in
      Tick(
        x: RankingPicture.x(Double(total)), top: RankingPicture.top - 6, bottom: bottom,
        labelY: RankingPicture.top - 12, label: "\(total)")
    }
    rows = entries.enumerated().map { place, entry in
      let y = RankingPicture.top + place * RankingPicture.step
      let name = names[entry.result.code] ?? entry.result.code
      let rank = entry.rank.map { "\($0). " } ?? ""
      let text = rank + name
      return Row(
        name: text.count > 36 ? String(text.prefix(35)) + "…" : text, nameY: y + 20,
        reviewers: entry.reviewers.map { [RankingPicture.bar($0, y: y + 11, height: 8)] } ?? [],
        interval: entry.interval.map { [RankingPicture.bar($0, y: y + 13, height: 4)] } ?? [],
        dots: entry.result.counted.map {
          [Dot(x: RankingPicture.x(Double($0.numerator) / Double($0.denominator)), y: y + 15)]
        } ?? [])
    }
    cuts = zip(entries, entries.dropFirst()).enumerated().compactMap { place, pair in
      guard pair.0.group != pair.1.group else { return nil }
      return Cut(
        y: RankingPicture.top + (place + 1) * RankingPicture.step, from: 10, to: RankingPicture.right)
    }
  }

  private static func x(_ value: Double) -> Int {
    let share = min(max(value, 0), 100) / 100
    return left + Int((share * Double(right - left)).rounded())
  }

  private static func bar(_ bounds: RankingUncertainty.Bounds, y: Int, height: Int) -> Bar {
    Bar(x: x(bounds.low), y: y, width: max(2, x(bounds.high) - x(bounds.low)), height: height)
  }
}
