import Domain
import Hummingbird
import Services
import Site

/// Administrators: who holds which role; giving and withdrawing roles.
enum PeopleRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.people, requires: .readPeople) { site, session in try await list(site, session) }
    routes.form(.people, requires: .grantRole, appoint)
    routes.page(.person, requires: .readPeople) { site, session in try await show(site, session) }
    routes.form(.personRoles, requires: .grantRole, grant)
    routes.form(.roleWithdrawal, requires: .grantRole, withdraw)
  }

  private static func list(
    _ site: SiteRequest, _ session: Session, findings: [Finding] = [], entry: RoleEntry = RoleEntry()
  ) async throws -> Response {
    let beginning = site.query("q") ?? ""
    let page = try await site.operations.people(
      addressBeginning: beginning, site.page(size: 25), for: session.principal)
    let waves = try await site.operations.waves(.longest).items
    return .html(
      try site.renderPrivate(
        PeoplePage(
          page, beginning: beginning, waves: waves, at: site.operations.world.now(), csrf: session.csrf,
          findings: findings, entry: entry, in: site.wording),
        title: site.wording.catalogue("people"), link: .people, session: session),
      status: findings.isEmpty ? .ok : .unprocessableContent)
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, findings: [Finding] = [], refusal: Refusal? = nil,
    entry: RoleEntry = RoleEntry()
  ) async throws -> Response {
    let file = try await site.operations.personFile(try person(site), for: session.principal)
    let waves = try await site.operations.waves(.longest).items
    return .html(
      try site.renderPrivate(
        PersonPage(
          file, waves: waves, at: site.operations.world.now(), csrf: session.csrf, findings: findings,
          message: refusal.map(site.wording.refusal), entry: entry, in: site.wording),
        title: file.person.name, link: .person(file.person.id), session: session),
      status: refusal?.status ?? (findings.isEmpty ? .ok : .unprocessableContent))
  }

  private static func person(_ site: SiteRequest) throws -> ID<Person> {
    guard let id = site.context.parameters.get("id").flatMap({ ID<Person>($0) }) else { throw Refusal.notFound }
    return id
  }

  /// A role with its scope and term, read from a form.
  private static func role(_ entry: RoleEntry) throws -> (role: Role, scope: Mandate.Scope, until: Day?) {
    var findings: [Finding] = []
    let role = Role(rawValue: entry.role)
    if role == nil { findings.append(Finding(field: "role", problem: .unknownOption(entry.role))) }
    let scope = entry.scope.isEmpty ? .everywhere : Mandate.Scope(entry.scope)
    if scope == nil { findings.append(Finding(field: "scope", problem: .unknownOption(entry.scope))) }
    let until = Day(entry.until)
    if until == nil, !entry.until.isEmpty { findings.append(Finding(field: "until", problem: .notADay)) }
    guard let role, let scope, findings.isEmpty else { throw Refusal.invalid(findings) }
    return (role, scope, until)
  }

  private static func entry(_ form: Form) -> RoleEntry {
    RoleEntry(
      email: form.text("email"), name: form.text("name"), role: form.text("role"), scope: form.text("scope"),
      until: form.text("until").trimmed)
  }

  @Sendable private static func appoint(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let entry = entry(form)
    do {
      guard let email = EmailAddress(entry.email) else {
        throw Refusal.invalid([Finding(field: "email", problem: entry.email.trimmed.isEmpty ? .missing : .notAnAddress)]
        )
      }
      let (role, scope, until) = try role(entry)
      let name = entry.name.trimmed.isEmpty ? email.value : String(entry.name.trimmed.prefix(120))
      let id = try await site.operations.grantRole(
        role, in: scope, until: until, to: email, name: name, by: session.principal)
      return site.redirect(to: .person(id))
    } catch Refusal.invalid(let findings) {
      return try await list(site, session, findings: findings, entry: entry)
    }
  }

  @Sendable private static func grant(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (entry, id) = (entry(form), try person(site))
    do {
      let (role, scope, until) = try role(entry)
      let file = try await site.operations.personFile(id, for: session.principal)
      try await site.operations.grantRole(
        role, in: scope, until: until, to: file.person.email, name: file.person.name, by: session.principal)
      return site.redirect(to: .person(id))
    } catch Refusal.invalid(let findings) {
      return try await show(site, session, findings: findings, entry: entry)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal, entry: entry)
    }
  }

  @Sendable private static func withdraw(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let id = try person(site)
    do {
      try await site.operations.withdrawRole(
        mandate: Int(form.text("number")) ?? 0, of: id, by: session.principal)
      return site.redirect(to: .person(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal)
    }
  }
}
