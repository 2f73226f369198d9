import Documents
import Domain
import Hummingbird
import Services
import Site

/// Those who write a dossier together: invitations, parts, signatures.
enum CollectiveRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.collective, requires: .readDossier) { site, session in try await show(site, session) }
    routes.form(.collectiveInvitations, requires: .manageCollective, isOnce: true, invite)
    routes.form(.collectiveInvitationEnd, requires: .manageCollective, withdraw)
    routes.form(.dossierMember, requires: .manageCollective, change)
    routes.form(.dossierMemberEnd, requires: .manageCollective, remove)
    routes.form(.dossierDeparture, requires: .leaveDossier, leave)
    routes.form(.dossierLead, requires: .manageCollective, handOver)
    routes.form(.signOff, requires: .signDossier, sign)
    routes.page(.dossierInvitation, requires: .findOrganisation, showInvitation)
    routes.form(.dossierInvitation, requires: .findOrganisation, accept)
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, draft: CollectivePage.Draft = CollectivePage.Draft(),
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let id = try site.dossier()
    let collective = try await site.operations.collective(of: id, for: session.principal)
    return .html(
      try site.renderPrivate(
        CollectivePage(
          collective, draft: draft, isSaved: site.query("fait") != nil, csrf: session.csrf,
          reader: session.person.name, in: site.wording),
        title: site.wording.catalogue("collective"), link: .collective(id), session: session),
      status: status)
  }

  /// Does something and shows the page again, with what was wrong.
  private static func act(
    _ site: SiteRequest, _ session: Session, draft: CollectivePage.Draft = CollectivePage.Draft(),
    _ action: (ID<Dossier>) async throws -> Void
  ) async throws -> Response {
    let id = try site.dossier()
    var draft = draft
    do {
      try await action(id)
      return site.redirect(to: address(Link.collective(id).path(site.language), [("fait", "1")]))
    } catch Refusal.invalid(let findings) {
      draft.findings = findings
      return try await show(site, session, draft: draft, status: .unprocessableContent)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      draft.message = site.wording.refusal(refusal)
      return try await show(site, session, draft: draft, status: refusal.status)
    }
  }

  private static func sections(_ form: Form) -> Set<String>? {
    let chosen = Set(form.members.filter { $0.name == "sections" }.map(\.value))
    return chosen.isEmpty ? nil : chosen
  }

  private static func person(_ form: Form) throws -> ID<Person> {
    guard let person = ID<Person>(form.text("person")) else { throw Refusal.notFound }
    return person
  }

  @Sendable private static func invite(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    var draft = CollectivePage.Draft()
    (draft.email, draft.party) = (form.text("email"), form.text("party"))
    let (base, language) = (site.deployment.settings.publicAddress, site.language)
    return try await act(site, session, draft: draft) { id in
      let typed = form.text("email")
      guard let email = EmailAddress(typed) else {
        throw Refusal.invalid([Finding(field: "email", problem: typed.trimmed.isEmpty ? .missing : .notAnAddress)])
      }
      try await site.operations.inviteToDossier(
        id, email, as: DossierMember.Part(rawValue: form.text("part")) ?? .reader, sections: sections(form),
        party: form.text("party").isEmpty ? nil : form.text("party"), language: language, by: session.principal
      ) { base.absolute(Link.dossierInvitation($0).path(language)) }
    }
  }

  @Sendable private static func withdraw(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    try await act(site, session) { id in
      guard let invitation = ID<DossierInvitation>(form.text("invitation")) else { throw Refusal.notFound }
      try await site.operations.withdrawDossierInvitation(invitation, of: id, by: session.principal)
    }
  }

  @Sendable private static func change(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    try await act(site, session) { id in
      guard let part = DossierMember.Part(rawValue: form.text("part")) else { throw Refusal.notFound }
      try await site.operations.changeDossierMember(
        person(form), of: id, to: part, sections: sections(form), by: session.principal)
    }
  }

  @Sendable private static func remove(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    try await act(site, session) { id in
      try await site.operations.endDossierMember(person(form), of: id, by: session.principal)
    }
  }

  @Sendable private static func leave(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    guard let me = session.principal.person else { throw Refusal.notFound }
    try await site.operations.endDossierMember(me, of: try site.dossier(), by: session.principal)
    return site.redirect(to: .space)
  }

  @Sendable private static func handOver(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    try await act(site, session) { id in
      try await site.operations.handOverDossier(id, to: person(form), by: session.principal)
    }
  }

  @Sendable private static func sign(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    var draft = CollectivePage.Draft()
    (draft.name, draft.capacity, draft.party) = (form.text("name"), form.text("capacity"), form.text("party"))
    return try await act(site, session, draft: draft) { id in
      try await site.operations.signDossier(
        id, for: form.text("party"), version: Int(form.text("version")) ?? 0, name: form.text("name"),
        capacity: form.text("capacity"), isOnPaper: form.text("paper") == "yes", by: session.principal)
    }
  }

  // MARK: Invitations

  private static func token(_ site: SiteRequest) throws -> String {
    guard let token = site.context.parameters.get("token") else { throw Refusal.linkNotValid }
    return token
  }

  @Sendable private static func showInvitation(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let token = try token(site)
    let (invitation, title, party) = try await site.operations.dossierInvitation(token, for: session.principal)
    return .html(
      try site.renderPrivate(
        DossierInvitationPage(
          invitation, title: title, party: party, token: token, csrf: session.csrf, in: site.wording),
        title: site.wording.catalogue("invitation"), link: .dossierInvitation(token), session: session))
  }

  @Sendable private static func accept(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    site.redirect(
      to: .dossier(try await site.operations.acceptDossierInvitation(try token(site), by: session.principal)))
  }
}
