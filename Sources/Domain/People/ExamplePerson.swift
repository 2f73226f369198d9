/// One of the example people of the demonstration.
package struct ExamplePerson: Hashable, Sendable {
  package let email: EmailAddress
  package let name: String
  package let role: Role

  package init(email: EmailAddress, name: String, role: Role) {
    self.email = email
    self.name = name
    self.role = role
  }
}
