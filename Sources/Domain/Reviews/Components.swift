/// Which dossiers and experts hang together: two dossiers can be compared across experts only where a chain of common
/// experts leads from one to the other.
struct Components {
  /// The component of each dossier and of each expert, numbered from 0 in the order of the dossiers.
  private(set) var ofDossier: [Int]
  private(set) var ofExpert: [Int]
  let count: Int

  /// - Parameter readings: who read what, by place; every dossier and every expert has one at least.
  init(dossiers: Int, experts: Int, readings: [(dossier: Int, expert: Int)]) {
    var parent = Array(0..<dossiers + experts)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for reading in readings {
      let (one, other) = (root(reading.dossier), root(dossiers + reading.expert))
      parent[max(one, other)] = min(one, other)
    }
    var numbers: [Int: Int] = [:]
    func number(_ node: Int) -> Int {
      let root = root(node)
      if let known = numbers[root] { return known }
      numbers[root] = numbers.count
      return numbers.count - 1
    }
    ofDossier = (0..<dossiers).map(number)
    ofExpert = (0..<experts).map { number(dossiers + $0) }
    count = numbers.count
  }
}
