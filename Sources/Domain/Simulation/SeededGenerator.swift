import Foundation

/// Numbers that look drawn by lot and follow from a seed alone (SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014). For simulations only: whoever knows the seed knows them all.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A generator of its own for one purpose, so that drawing more for one leaves the others as they were.
  package init(seed: UInt64, for purpose: String) {
    let digest = sha256("\(seed)\n\(purpose)").prefix(16)
    state = UInt64(digest, radix: 16) ?? seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// From 0 on, less than 1.
  package mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// From 0 to `count - 1`; 0 where there is none.
  package mutating func index(below count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

  package mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[index(below: elements.count)]
  }

  /// Whether something happens that does so with this probability.
  package mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

  /// Of the normal distribution with mean 0 and deviation 1 (G. E. P. Box, M. E. Muller, 1958).
  package mutating func normal() -> Double {
    let (one, other) = (1 - fraction(), fraction())
    return (-2 * log(one)).squareRoot() * cos(2 * Double.pi * other)
  }

  /// All of them in an order drawn by lot (R. A. Fisher, F. Yates).
  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for place in result.indices.dropFirst().reversed() { result.swapAt(place, index(below: place + 1)) }
    return result
  }
}
