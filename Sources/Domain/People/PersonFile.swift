/// Somebody with all the roles that they were ever given, the last first.
package struct PersonFile: Hashable, Sendable {
  package let person: Person
  package let mandates: [Mandate]

  package init(person: Person, mandates: [Mandate]) {
    self.person = person
    self.mandates = mandates
  }
}
