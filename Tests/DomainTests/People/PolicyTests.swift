import Domain
import Testing

@Suite struct PolicyTests {
  @Test(arguments: Permission.allCases)
  func `every permission is somebody's`(permission: Permission) {
    #expect(Policy.grants[permission]?.isEmpty == false)
  }

  @Test(arguments: Permission.allCases, Role.allCases)
  func `a conflict of interest beats every grant`(permission: Permission, role: Role) {
    #expect(!Policy.allows(permission, to: role, on: .conflicted))
  }

  @Test func `an applicant edits only their own dossier`() {
    #expect(Policy.allows(.editDossier, to: .applicant, on: .own))
    #expect(!Policy.allows(.editDossier, to: .applicant, on: .other))
    #expect(!Policy.allows(.editDossier, to: .instructor, on: .other))
  }

  @Test(arguments: ["a@b.fr", " Camille@Exemple.EXAMPLE "])
  func `an address is folded`(text: String) {
    #expect(EmailAddress(text)?.value == text.trimmed.lowercased())
  }

  @Test(arguments: [
    "", "a", "a@b", "@b.fr", "a@@b.fr", "a@b..fr", "a b@c.fr", "a@c.fr\r\nBcc: x@y.fr", "a@-c.fr", "<a@c.fr>",
  ])
  func `what could not be mailed, or could smuggle a header, is no address`(text: String) {
    #expect(EmailAddress(text) == nil)
  }
}
