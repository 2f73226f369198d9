/// Why somebody does not come in through the identity provider. What they can do stands in the catalogues.
package enum ProviderProblem: String, CaseIterable, Sendable {
  /// The provider does not answer, or not as the standard says.
  case unavailable
  /// The visit is too long ago, was used already, or began in another browser.
  case visitEnded
  /// They, or the provider, broke it off.
  case cancelled
  /// What came back does not prove who they are.
  case notProven
  case addressMissing
  /// The provider does not vouch for the address.
  case addressUnverified
  /// The address belongs to an account that another identity of the same provider holds.
  case addressTaken
}
