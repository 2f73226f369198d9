import Documents
import Domain
import Hummingbird
import Services
import Site

/// Organisations for everybody who is signed in: finding, registering, and what their members do.
enum OrganisationRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.organisations, requires: .findOrganisation) { site, session in try await list(site, session) }
    routes.form(.organisations, requires: .findOrganisation, register)
    routes.form(.organisationJoin, requires: .findOrganisation, askToJoin)
    routes.page(.organisation, requires: .readOrganisation) { site, session in try await show(site, session) }
    routes.form(.organisation, requires: .manageOrganisation, edit)
    routes.form(.organisationInvitations, requires: .manageOrganisation, invite)
    routes.form(.invitationWithdrawal, requires: .manageOrganisation, withdrawInvitation)
    routes.form(.memberRole, requires: .manageOrganisation, changeRole)
    // Leaving is for every member; removing somebody else is asked about again in the operation.
    routes.form(.memberEnd, requires: .readOrganisation, endMembership)
    routes.page(.invitation, requires: .findOrganisation, showInvitation)
    routes.form(.invitation, requires: .findOrganisation, accept)
  }

  private static func list(
    _ site: SiteRequest, _ session: Session, entry: OrganisationEntry = OrganisationEntry(), findings: [Finding] = []
  ) async throws -> Response {
    let operations = site.operations
    let query = site.query("q")
    let own = try await operations.ownOrganisations(of: session.principal, .longest)
    let found: Page<Organisation>? =
      if let query { try await operations.findOrganisations(query, site.page(size: 25), for: session.principal) } else {
        nil
      }
    var taken: Organisation?
    if findings.contains(where: { $0.problem == .numberTaken }),
      let number = RegisterNumber(entry.siret) ?? RegisterNumber(entry.siren)
    {
      taken = try await operations.organisation(number, for: session.principal)
    }
    let notice: OrganisationsPage.Notice? =
      switch site.query("fait") {
      case "demande": .askedToJoin
      case "depart": .left
      default: nil
      }
    return .html(
      try site.renderPrivate(
        OrganisationsPage(
          own: own, query: query ?? "", found: found, entry: entry, findings: findings, taken: taken, notice: notice,
          csrf: session.csrf, in: site.wording),
        title: site.wording.catalogue("organisations"), link: .organisations, session: session),
      status: findings.isEmpty ? .ok : .unprocessableContent)
  }

  private static func entry(_ form: Form) -> OrganisationEntry {
    var entry = OrganisationEntry()
    entry.name = form.text("name")
    entry.siren = form.text("siren")
    entry.siret = form.text("siret")
    entry.form = form.text("form")
    entry.kinds = form.members.filter { $0.name == "kinds" }.map(\.value)
    entry.municipality = form.text("municipality")
    entry.website = form.text("website")
    return entry
  }

  @Sendable private static func register(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let entry = entry(form)
    do {
      let organisation = try await site.operations.registerOrganisation(entry, by: session.principal)
      return site.redirect(to: .organisation(organisation.id))
    } catch Refusal.invalid(let findings) {
      return try await list(site, session, entry: entry, findings: findings)
    }
  }

  @Sendable private static func askToJoin(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    let (address, language) = (site.deployment.settings.publicAddress, site.language)
    try await site.operations.askToJoin(try site.organisation(), by: session.principal) { id in
      address.absolute(Link.organisation(id).path(language))
    }
    return site.redirect(to: Site.address(Link.organisations.path(site.language), [("fait", "demande")]))
  }

  // MARK: One organisation

  private static func show(
    _ site: SiteRequest, _ session: Session, draft: OrganisationPage.Draft = OrganisationPage.Draft(),
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let id = try site.organisation()
    let file = try await site.operations.organisationFile(id, members: site.page(size: 50), for: session.principal)
    // A record that was merged leads to the one that stayed.
    if file.organisation.id != id { return site.redirect(to: .organisation(file.organisation.id)) }
    return .html(
      try site.renderPrivate(
        OrganisationPage(
          file, draft: draft, isSaved: site.query("fait") == "enregistre", csrf: session.csrf, in: site.wording),
        title: file.organisation.card.name, link: .organisation(id), session: session),
      status: status)
  }

  /// Does something to the organisation and shows it again, with what was wrong.
  private static func act(
    _ site: SiteRequest, _ session: Session, entry: OrganisationEntry? = nil, email: String = "",
    _ action: (ID<Organisation>) async throws -> Void
  ) async throws -> Response {
    let id = try site.organisation()
    do {
      try await action(id)
      return site.redirect(to: Site.address(Link.organisation(id).path(site.language), [("fait", "enregistre")]))
    } catch Refusal.invalid(let findings) {
      let draft = OrganisationPage.Draft(entry: entry, email: email, findings: findings)
      return try await show(site, session, draft: draft, status: .unprocessableContent)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      let draft = OrganisationPage.Draft(entry: entry, email: email, message: site.wording.refusal(refusal))
      return try await show(site, session, draft: draft, status: refusal.status)
    }
  }

  @Sendable private static func edit(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let entry = entry(form)
    return try await act(site, session, entry: entry) { id in
      try await site.operations.editOrganisation(
        id, version: Int(form.text("version")) ?? 0, entry, by: session.principal)
    }
  }

  @Sendable private static func invite(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let typed = form.text("email")
    let (address, language) = (site.deployment.settings.publicAddress, site.language)
    return try await act(site, session, email: typed) { id in
      guard let email = EmailAddress(typed) else {
        throw Refusal.invalid([Finding(field: "email", problem: typed.trimmed.isEmpty ? .missing : .notAnAddress)])
      }
      let role = Membership.Role(rawValue: form.text("role")) ?? .member
      try await site.operations.inviteMember(
        email, as: role, to: id, language: language, by: session.principal
      ) { token in address.absolute(Link.invitation(token).path(language)) }
    }
  }

  @Sendable private static func withdrawInvitation(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    try await act(site, session) { id in
      guard let invitation = ID<OrganisationInvitation>(form.text("invitation")) else { throw Refusal.notFound }
      try await site.operations.withdrawInvitation(invitation, of: id, by: session.principal)
    }
  }

  @Sendable private static func changeRole(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    try await act(site, session) { id in
      guard let person = ID<Person>(form.text("person")), let role = Membership.Role(rawValue: form.text("role")) else {
        throw Refusal.notFound
      }
      try await site.operations.changeMember(person, of: id, to: role, by: session.principal)
    }
  }

  @Sendable private static func endMembership(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    guard let person = ID<Person>(form.text("person")) else { throw Refusal.notFound }
    let answer = try await act(site, session) { id in
      try await site.operations.removeMember(person, of: id, by: session.principal)
    }
    guard answer.status == .seeOther, person == session.principal.person else { return answer }
    return site.redirect(to: Site.address(Link.organisations.path(site.language), [("fait", "depart")]))
  }

  // MARK: Invitations

  private static func token(_ site: SiteRequest) throws -> String {
    guard let token = site.context.parameters.get("token") else { throw Refusal.linkNotValid }
    return token
  }

  @Sendable private static func showInvitation(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let token = try token(site)
    let view = try await site.operations.invitation(token, for: session.principal)
    return .html(
      try site.renderPrivate(
        InvitationPage(view.organisation, view.role, token: token, csrf: session.csrf, in: site.wording),
        title: site.wording.catalogue("invitation"), link: .invitation(token), session: session))
  }

  @Sendable private static func accept(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    let organisation = try await site.operations.acceptInvitation(try token(site), by: session.principal)
    return site.redirect(to: .organisation(organisation.id))
  }
}

extension SiteRequest {
  func organisation() throws -> ID<Organisation> {
    guard let id = context.parameters.get("id").flatMap({ ID<Organisation>($0) }) else { throw Refusal.notFound }
    return id
  }
}
