/// Somebody as an identity provider vouches for them, once what it said was verified.
package struct ProviderIdentity: Hashable, Sendable {
  package let issuer: String
  package let subject: String
  package let email: EmailAddress?
  /// Whether the provider vouches for the address, or the operator trusts it to.
  package let isEmailVerified: Bool
  package let name: String?
  /// What the provider wants to see again when they sign out.
  package let token: String

  package init(
    issuer: String, subject: String, email: EmailAddress?, isEmailVerified: Bool, name: String?, token: String
  ) {
    self.issuer = issuer
    self.subject = subject
    self.email = email
    self.isEmailVerified = isEmailVerified
    self.name = name
    self.token = token
  }
}
