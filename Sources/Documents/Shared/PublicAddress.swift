/// Where the site stands, for the addresses in what leaves it.
package struct PublicAddress: Hashable, Sendable {
  /// `https://territoires.example`, without a slash at the end.
  package let base: String

  package init(base: String) { self.base = base }

  package func absolute(_ path: String) -> String { base + path }
}
