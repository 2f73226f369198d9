import Domain
import Site

/// Pages of organisations.
extension PrivateExamples {
  private typealias V = ExampleValues

  private var organisation: Organisation {
    Organisation(
      id: V.identity(30),
      card: OrganisationCard(
        name: V.hostile, number: RegisterNumber("73282932000074"), form: .cooperative, kinds: Set(ActorKind.allCases),
        municipality: "90001", website: "https://exemple.example/\(V.hostile)"))
  }

  private var plain: Organisation {
    Organisation(
      id: V.identity(31),
      card: OrganisationCard(
        name: V.hostile, number: RegisterNumber("732829320"), form: .publicBody, kinds: [], municipality: nil,
        website: nil))
  }

  private var entry: OrganisationEntry {
    var entry = OrganisationEntry()
    (entry.name, entry.siren, entry.siret, entry.form) = (V.hostile, V.hostile, V.hostile, "mutual")
    (entry.kinds, entry.municipality, entry.website) = (["network"], V.hostile, V.hostile)
    return entry
  }

  private var findings: [Finding] {
    ["name", "form", "siren", "siret", "municipality", "website", "kinds", "email"].map {
      Finding(field: $0, problem: .missing)
    }
  }

  private func file(mayManage: Bool, isOwn: Bool = true) throws -> OrganisationFile {
    let person = try session([]).person
    func membership(_ number: Int, _ role: Membership.Role) -> Membership {
      Membership(
        organisation: organisation.id, number: number, person: V.identity(8 + number), role: role, since: V.moment)
    }
    let members = [membership(1, .manager), membership(2, .member), membership(3, .manager)].map {
      OrganisationFile.Member(
        person: Person(id: $0.person, email: person.email, name: V.hostile, language: .french), membership: $0)
    }
    let invitation = OrganisationInvitation(
      id: V.identity(32), organisation: organisation.id, email: person.email, role: .member, createdAt: V.moment)
    return OrganisationFile(
      organisation: organisation, members: page(members), invitations: mayManage ? [invitation] : [],
      own: isOwn ? members[mayManage ? 0 : 1].membership : nil, mayManage: mayManage)
  }

  func organisations() throws -> [PageExample] {
    let draft = OrganisationPage.Draft(entry: entry, email: V.hostile, findings: findings, message: V.hostile)
    let empty = OrganisationFile(
      organisation: plain, members: Page(items: [], total: 0, request: .longest), invitations: [], own: nil,
      mayManage: true)
    return try lists() + [
      try example(
        "organisation, managed",
        OrganisationPage(try file(mayManage: true), draft: draft, isSaved: true, csrf: "token", in: wording),
        .organisation(organisation.id)),
      try example(
        "organisation, of a member", OrganisationPage(try file(mayManage: false), csrf: "token", in: wording),
        .organisation(organisation.id)),
      try example(
        "organisation, of an administrator",
        OrganisationPage(try file(mayManage: true, isOwn: false), csrf: "token", in: wording),
        .organisation(organisation.id)),
      try example(
        "organisation, of nobody", OrganisationPage(empty, csrf: "token", in: wording), .organisation(plain.id)),
      try example(
        "invitation", InvitationPage(organisation, .manager, token: V.hostile, csrf: "token", in: wording),
        .invitation("x")),
      try example(
        "merger",
        MergerPage(
          kept: try file(mayManage: true), duplicate: empty, message: V.hostile, csrf: "token", in: wording),
        .organisationMerger),
    ]
  }

  private func lists() throws -> [PageExample] {
    [
      try example(
        "organisations",
        OrganisationsPage(
          own: page([organisation]), query: V.hostile, found: page([organisation, plain]), entry: entry,
          findings: findings, taken: plain, notice: .askedToJoin, csrf: "token", in: wording), .organisations),
      try example(
        "no organisation",
        OrganisationsPage(own: page([]), query: "", found: nil, notice: .left, csrf: "token", in: wording),
        .organisations),
      try example(
        "own number taken",
        OrganisationsPage(
          own: page([plain]), query: "", found: page([]), findings: findings, taken: plain, csrf: "token",
          in: wording), .organisations),
      try example(
        "register", OrganisationRegisterPage(page([organisation, plain]), query: V.hostile, in: wording),
        .organisationRegister),
      try example("empty register", OrganisationRegisterPage(nil, query: "", in: wording), .organisationRegister),
      try example(
        "register of one", OrganisationRegisterPage(page([plain]), query: "x", in: wording), .organisationRegister),
    ]
  }
}
