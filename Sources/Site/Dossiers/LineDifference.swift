/// Which lines of two texts differ.
enum LineDifference {
  /// Comparing long lists line by line takes the square of their length; beyond this the whole stands for itself.
  private static let longestCompared = 400

  /// The places of the lines that went, and of those that came.
  static func changed(from old: [String], to new: [String]) -> (removed: Set<Int>, added: Set<Int>) {
    guard old != new else { return ([], []) }
    guard old.count + new.count <= longestCompared else { return (Set(old.indices), Set(new.indices)) }
    var (removed, added): (Set<Int>, Set<Int>) = ([], [])
    for step in new.difference(from: old) {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    return (removed, added)
  }
}
