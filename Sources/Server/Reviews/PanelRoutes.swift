import Documents
import Domain
import Hummingbird
import Services
import Site

/// Who could examine what: the profiles of experts, the panel of a wave, its proposal.
enum PanelRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.expertProfile, requires: .keepExpertProfile) { site, session in
      let (profile, waves, capacities) = try await site.operations.expertProfile(for: session.principal)
      return try expert(
        site, session, ExpertProfileDraft(profile, capacities: capacities), waves,
        isSaved: site.query("enregistre") != nil)
    }
    routes.form(.expertProfile, requires: .keepExpertProfile, keepProfile)
    routes.page(.panel, requires: .assignExperts) { site, session in
      try await panel(site, session, isSaved: site.query("enregistre") != nil)
    }
    routes.form(.panel, requires: .assignExperts, adjust)
    routes.page(.panelProposal, requires: .assignExperts) { site, session in try await proposal(site, session) }
    routes.form(.panelProposal, requires: .assignExperts, propose)
    routes.form(.panelAsking, requires: .assignExperts, ask)
    routes.page(.panelDossier, requires: .assignExperts) { site, session in try await dossier(site, session) }
    routes.form(.panelDossier, requires: .assignExperts, change)
  }

  private static func expert(
    _ site: SiteRequest, _ session: Session, _ draft: ExpertProfileDraft, _ waves: [Wave], refusal: Refusal? = nil,
    isSaved: Bool = false
  ) throws -> Response {
    let model = ExpertProfilePage(
      draft, waves: waves, regions: site.operations.gazetteer.regions.map(\.code), refusal: refusal,
      isSaved: isSaved, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("expertProfile"), link: .expertProfile, session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func keepProfile(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    var draft = ExpertProfileDraft()
    draft.college = form.text("college")
    draft.region = form.text("region")
    draft.themes = form.members.filter { $0.name == "themes" }.map(\.value)
    draft.knowledge = form.text("knowledge")
    draft.version = Int(form.text("version")) ?? 0
    draft.capacities = capacities(form)
    do {
      try await site.operations.keepExpertProfile(draft, by: session.principal)
      return site.redirect(to: address(Link.expertProfile.path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      let waves = try await site.operations.expertProfile(for: session.principal).waves
      return try expert(site, session, draft, waves, refusal: refusal)
    }
  }

  /// `capacity.<id>` of each wave or person.
  private static func capacities<Owner>(_ form: Form, _ prefix: String = "capacity.") -> [ID<Owner>: String] {
    Dictionary(
      form.members.compactMap { member in
        guard member.name.hasPrefix(prefix), let id = ID<Owner>(String(member.name.dropFirst(prefix.count))) else {
          return nil
        }
        return (id, member.value)
      }, uniquingKeysWith: { $1 })
  }

  private static func panel(
    _ site: SiteRequest, _ session: Session, typed: [ID<Person>: String] = [:],
    drawn: [ID<Person>: String] = [:], refusal: Refusal? = nil, isSaved: Bool = false
  ) async throws -> Response {
    let (wave, members) = try await site.operations.panel(of: try site.slug(), for: session.principal)
    let model = PanelPage(
      members, of: wave, typed: typed, drawn: drawn, refusal: refusal, isSaved: isSaved, csrf: session.csrf,
      in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("panelTitle"), link: .panel(wave.slug), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func adjust(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (slug, typed): (Slug, [ID<Person>: String]) = (try site.slug(), capacities(form))
    let drawn: [ID<Person>: String] = capacities(form, "drawn.")
    do {
      try await site.operations.adjustCapacities(typed, drawn: drawn, of: slug, by: session.principal)
      return site.redirect(to: address(Link.panel(slug).path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      // What was not changed in the form is shown as it stands now.
      let own = typed.filter { $0.value.trimmed != drawn[$0.key] }
      let kept = refusal == .changedMeanwhile ? [:] : drawn.filter { own[$0.key] != nil }
      return try await panel(site, session, typed: own, drawn: kept, refusal: refusal)
    }
  }

  private static func proposal(
    _ site: SiteRequest, _ session: Session, draft: PanelSettingsDraft? = nil, refusal: Refusal? = nil,
    due: String = "", report: PanelAsking? = nil
  ) async throws -> Response {
    let onlyShort = site.query("vue") == "manques"
    let overview = try await site.operations.panelProposal(
      of: try site.slug(), onlyShort: onlyShort, site.page(size: 20), for: session.principal)
    let model = PanelProposalPage(
      overview, draft: draft, onlyShort: onlyShort, refusal: refusal, due: due, report: report, csrf: session.csrf,
      in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("panelProposal"), link: .panelProposal(overview.wave.slug),
        session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func propose(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let slug = try site.slug()
    let draft = PanelSettingsDraft(
      demand: form.text("demand"), objective: form.text("objective"),
      colleges: form.members.filter { $0.name == "colleges" }.map(\.value),
      sparesRegions: !form.text("regions").isEmpty, balance: form.text("balance"))
    do {
      try await site.operations.proposePanel(
        draft, for: slug, version: Int(form.text("version")) ?? 0, by: session.principal)
      return site.redirect(to: .panelProposal(slug))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await proposal(site, session, draft: draft, refusal: refusal)
    }
  }

  /// Says at once what became of each. Sent again, the form is older than the proposal, and nobody is asked twice.
  @Sendable private static func ask(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let due = form.text("due").trimmed
    let (base, language) = (site.deployment.settings.publicAddress, site.language)
    do {
      let report = try await site.operations.askPanel(
        of: try site.slug(), version: Int(form.text("version")) ?? 0, due: Day(due), by: session.principal
      ) { id in base.absolute(Link.review(.review(id)).path(language)) }
      return try await proposal(site, session, report: report)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await proposal(site, session, refusal: refusal, due: due)
    }
  }

  private static func dossier(
    _ site: SiteRequest, _ session: Session, refusal: Refusal? = nil
  ) async throws -> Response {
    let found = try await site.operations.panelLine(of: try site.dossier(), for: session.principal)
    let model = PanelDossierPage(
      found.line, of: found.wave, proposal: found.proposal, value: found.value, members: found.members,
      refusal: refusal, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("panelProposal"), link: .panelDossier(found.line.dossier.id),
        session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func change(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.dossier()
    guard let person = ID<Person>(form.text("person")) else { throw Refusal.notFound }
    let change: PanelChange
    switch form.text("action") {
    case "add": change = .add(person)
    case "remove": change = .remove(person)
    case "lock": change = .lock(person, true)
    case "unlock": change = .lock(person, false)
    case "replace":
      guard let other = ID<Person>(form.text("by")) else { throw Refusal.notFound }
      change = .replace(person, by: other)
    default: throw Refusal.notFound
    }
    do {
      try await site.operations.changePanel(
        change, of: id, version: Int(form.text("version")) ?? 0, by: session.principal)
      return site.redirect(to: .panelDossier(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await dossier(site, session, refusal: refusal)
    }
  }
}
