import Foundation

/// How well an expert fits a dossier, in thousandths, with what it is made of. The parts add up to it.
package struct Affinity: Hashable, Sendable {
  /// A word that both texts have, and its part of the points.
  package struct Word: Hashable, Sendable {
    package let word: String
    package let points: Int

    package init(_ word: String, points: Int) {
      self.word = word
      self.points = points
    }
  }

  /// What each part can reach; all of them make 1000.
  package static let themeWeight = 500
  package static let textWeight = 350
  package static let pastWeight = 150
  /// How many common words are told.
  package static let shownWords = 5

  package let themePoints: Int
  /// The themes that the expert declared and the dossier has, in the order of their ids.
  package let sharedThemes: [String]
  /// What the expert's own text and the dossier have in common.
  package let textPoints: Int
  /// The strongest common words, and what the others bring.
  package let words: [Word]
  package let otherWordPoints: Int
  /// What the dossier has in common with the one that is most like it among those that the expert examined before.
  package let pastPoints: Int

  package init(
    themePoints: Int, sharedThemes: [String], textPoints: Int, words: [Word], otherWordPoints: Int, pastPoints: Int
  ) {
    self.themePoints = themePoints
    self.sharedThemes = sharedThemes
    self.textPoints = textPoints
    self.words = words
    self.otherWordPoints = otherWordPoints
    self.pastPoints = pastPoints
  }

  package var points: Int { themePoints + textPoints + pastPoints }
}

/// What is compared of a dossier.
package struct AffinityDossier: Sendable {
  package let themes: Set<String>
  package let text: AffinityText

  package init(themes: Set<String>, text: AffinityText) {
    self.themes = themes
    self.text = text
  }
}

/// What is compared of an expert.
package struct AffinityExpert: Sendable {
  package let themes: Set<String>
  package let text: AffinityText
  /// The dossiers that they examined before.
  package let past: [AffinityText]

  package init(themes: Set<String>, text: AffinityText, past: [AffinityText] = []) {
    self.themes = themes
    self.text = text
    self.past = past
  }
}

/// The affinities of experts and the dossiers of a wave: declared themes, and the likeness of texts.
///
/// Texts are compared by the cosine of their vectors of stems, each weighing (1 + ln count)·(1 + ln((1 + N) ⁄ (1 + n))), N dossiers
/// of which n have it (G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", *Information Processing &
/// Management* 24, 1988). A page about a person and a dossier of thirty have few words in common: points go by the square root of
/// the cosine. Everything is added up in the order of the stems, so that the same texts give the same points at each run.
package struct AffinityModel: Sendable {
  private struct Vector: Sendable {
    /// By place of the stem, ascending.
    let weights: [(stem: Int, weight: Double)]
    let length: Double
  }

  private let names: [String]
  private let stems: [String: Int]
  private let rarity: [Double]
  private let unknownRarity: Double
  private let dossiers: [AffinityDossier]
  private let vectors: [Vector]

  package init(dossiers: [AffinityDossier]) {
    self.dossiers = dossiers
    var frequency: [String: Int] = [:]
    for dossier in dossiers { for stem in dossier.text.counts.keys { frequency[stem, default: 0] += 1 } }
    let sorted = frequency.keys.sorted()
    names = sorted
    stems = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    let count = Double(1 + dossiers.count)
    let rarity = sorted.map { 1 + log(count / Double(1 + frequency[$0, default: 0])) }
    self.rarity = rarity
    unknownRarity = 1 + log(count)
    let (places, unknown) = (stems, unknownRarity)
    vectors = dossiers.map { AffinityModel.vector($0.text, places, rarity, unknown) }
  }

  /// - Returns: by the places of the dossiers that the model was made with.
  package func affinities(of expert: AffinityExpert) -> [Affinity] {
    let own = dense(expert.text)
    let past = expert.past.map(dense)
    return dossiers.indices.map { place in
      let dossier = dossiers[place]
      let shared = expert.themes.intersection(dossier.themes)
      let (cosine, common) = compare(own, place)
      let textPoints = AffinityModel.points(cosine, of: Affinity.textWeight)
      let shares = AffinityModel.shares(textPoints, common, in: self, words: dossier.text.words)
      let closest = past.map { compare($0, place).cosine }.max() ?? 0
      return Affinity(
        themePoints: dossier.themes.isEmpty ? 0 : Affinity.themeWeight * shared.count / dossier.themes.count,
        sharedThemes: shared.sorted(), textPoints: textPoints, words: shares,
        otherWordPoints: textPoints - shares.reduce(0) { $0 + $1.points },
        pastPoints: AffinityModel.points(closest, of: Affinity.pastWeight))
    }
  }

  private struct Dense {
    let weights: [Double]
    let length: Double
  }

  private static func vector(
    _ text: AffinityText, _ stems: [String: Int], _ rarity: [Double], _ unknown: Double
  ) -> Vector {
    var (weights, squares): ([(stem: Int, weight: Double)], [Double]) = ([], [])
    for (stem, count) in text.counts.sorted(by: { $0.key < $1.key }) {
      let place = stems[stem]
      let weight = (1 + log(Double(count))) * (place.map { rarity[$0] } ?? unknown)
      if let place { weights.append((place, weight)) }
      squares.append(weight * weight)
    }
    return Vector(weights: weights, length: squares.reduce(0, +).squareRoot())
  }

  private func dense(_ text: AffinityText) -> Dense {
    let vector = AffinityModel.vector(text, stems, rarity, unknownRarity)
    var weights = [Double](repeating: 0, count: rarity.count)
    for (stem, weight) in vector.weights { weights[stem] = weight }
    return Dense(weights: weights, length: vector.length)
  }

  private func compare(_ text: Dense, _ place: Int) -> (cosine: Double, common: [(stem: Int, product: Double)]) {
    let vector = vectors[place]
    guard text.length > 0, vector.length > 0 else { return (0, []) }
    var (sum, common) = (0.0, [(stem: Int, product: Double)]())
    for (stem, weight) in vector.weights where text.weights[stem] > 0 {
      let product = weight * text.weights[stem]
      sum += product
      common.append((stem, product))
    }
    return (min(1, sum / (text.length * vector.length)), common)
  }

  private static func points(_ cosine: Double, of weight: Int) -> Int {
    Int((Double(weight) * cosine.squareRoot()).rounded())
  }

  /// The strongest common words with their part of the points, rounded down: what is left goes with the other words.
  private static func shares(
    _ points: Int, _ common: [(stem: Int, product: Double)], in model: AffinityModel, words: [String: String]
  ) -> [Affinity.Word] {
    guard points > 0 else { return [] }
    let whole = common.reduce(0) { $0 + $1.product }
    let strongest = common.sorted { ($1.product, $0.stem) < ($0.product, $1.stem) }.prefix(Affinity.shownWords)
    return strongest.compactMap { item in
      words[model.names[item.stem]].map { Affinity.Word($0, points: Int(Double(points) * item.product / whole)) }
    }
  }
}
