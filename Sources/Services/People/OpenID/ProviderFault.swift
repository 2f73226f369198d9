package import Domain

/// Why a sign-in with the identity provider came to nothing: the problem for the person, and the reason for the log.
package struct ProviderFault: Error, Hashable, Sendable {
  package let problem: ProviderProblem
  /// In our words, with no data of a person, and of the provider's at most a code.
  package let reason: String

  package init(_ problem: ProviderProblem, _ reason: String) {
    self.problem = problem
    self.reason = reason
  }

  /// A code as OAuth has them, `invalid_grant`; anything else a server may have written is left out.
  static func code(_ text: String?) -> String {
    guard let text, (1...40).contains(text.count), text.allSatisfy({ $0.isASCII && ($0.isLowercase || $0 == "_") })
    else { return "without a code" }
    return text
  }
}
