/// A person who is signed in, as a request finds them.
package struct Session: Sendable {
  package let person: Person
  package let principal: Principal
  /// The token that every form of this session bears.
  package let csrf: String

  package init(person: Person, principal: Principal, csrf: String) {
    self.person = person
    self.principal = principal
    self.csrf = csrf
  }
}
