import Documents
import Domain
import Foundation
import Hummingbird
import Services
import Site

/// Planning sessions, and their agenda.
enum JuryPlanRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.juryPlanning, requires: .planJury) { site, session in try await new(site, session, JuryDraft()) }
    routes.form(.juryPlanning, requires: .planJury, isOnce: true, create)
    routes.page(.juryPlan, requires: .planJury) { site, session in try await plan(site, session) }
    routes.form(.juryPlan, requires: .planJury, change)
    routes.form(.juryAgenda, requires: .planJury, agenda)
  }

  /// Where those who are told of a session follow it.
  private static func address(_ site: SiteRequest) -> @Sendable (ID<JurySession>) -> String {
    let (base, language) = (site.deployment.settings.publicAddress, site.language)
    return { base.absolute(Link.jury($0).path(language)) }
  }

  private static func draft(_ form: Form) -> JuryDraft {
    JuryDraft(
      title: form.text("title"), place: form.text("place"), day: form.text("day"), hour: form.text("hour"),
      quorum: form.text("quorum"), base: form.text("base"), majority: form.text("majority"),
      hasCastingVote: form.text("casting") == "yes", ballot: form.text("ballot"), president: form.text("president"),
      members: Set(form.members.filter { $0.name == "member" }.map(\.value)),
      secretaries: Set(form.members.filter { $0.name == "secretary" }.map(\.value)))
  }

  private static func new(
    _ site: SiteRequest, _ session: Session, _ draft: JuryDraft, refusal: Refusal? = nil
  ) async throws -> Response {
    let slug = try site.slug()
    let found = try await site.operations.juryCandidates(in: slug, for: session.principal)
    let model = JuryPlanPage(
      draft, wave: found.wave, jurors: found.jurors, instructors: found.instructors, refusal: refusal,
      csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("juryPlanNew"), link: .juryPlanning(slug), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func create(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let draft = draft(form)
    do {
      let id = try await site.operations.planJury(
        draft, in: try site.slug(), by: session.principal, address: address(site))
      return site.redirect(to: .juryPlan(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await new(site, session, draft, refusal: refusal)
    }
  }

  private static func plan(
    _ site: SiteRequest, _ session: Session, draft typed: JuryDraft? = nil, free: String = "",
    cancellation: String = "",
    refusal: Refusal? = nil
  ) async throws -> Response {
    let (id, operations) = (try site.jury(), site.operations)
    let view = try await operations.jury(id, for: session.principal)
    let found = try await operations.juryCandidates(in: view.wave.slug, for: session.principal)
    let candidates = try await operations.agendaCandidates(of: id, for: session.principal)
    let planned = view.session.plannedAt
    let draft = JuryDraft(view.session, day: "\(Day(planned))", hour: String(site.wording.time(planned).prefix(5)))
    let model = JuryPlanPage(
      typed ?? draft, wave: view.wave, jurors: found.jurors, instructors: found.instructors, view: view,
      candidates: candidates, free: free, cancellation: cancellation, refusal: refusal, csrf: session.csrf,
      in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("juryPlan"), link: .juryPlan(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func change(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, draft) = (try site.jury(), draft(form))
    do {
      try await site.operations.changeJury(
        id, version: Int(form.text("version")) ?? 0, to: draft, by: session.principal, address: address(site))
      return site.redirect(to: .juryPlan(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await plan(site, session, draft: draft, refusal: refusal)
    }
  }

  @Sendable private static func agenda(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.jury()
    if form.text("do") == "addSecretary" { return try await addSecretary(site, session, form) }
    if form.text("do") == "cancel" { return try await cancel(site, session, form) }
    let item = ID<JuryItem>(form.text("item"))
    let change: AgendaChange? =
      switch form.text("do") {
      case "add": .add(form.members.filter { $0.name == "dossier" }.compactMap { ID<Dossier>($0.value) })
      case "addFree": .addFree(form.text("free"))
      case "raise": item.map { .raise($0) }
      case "lower": item.map { .lower($0) }
      case "remove": item.map { .remove($0) }
      default: nil
      }
    guard let change else { throw Refusal.notFound }
    do {
      try await site.operations.changeAgenda(
        of: id, version: Int(form.text("version")) ?? 0, change, by: session.principal)
      return site.redirect(to: .juryPlan(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await plan(site, session, free: form.text("free"), refusal: refusal)
    }
  }

  private static func cancel(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.jury()
    do {
      try await site.operations.cancelJury(
        id, version: Int(form.text("version")) ?? 0, reason: form.text("cancellation"), by: session.principal,
        address: address(site))
      return site.redirect(to: .jury(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await plan(site, session, cancellation: form.text("cancellation"), refusal: refusal)
    }
  }

  private static func addSecretary(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.jury()
    do {
      try await site.operations.addSecretary(
        ID<Person>(form.text("secretary")), to: id, version: Int(form.text("version")) ?? 0, by: session.principal,
        address: address(site))
      return site.redirect(to: .juryPlan(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await plan(site, session, refusal: refusal)
    }
  }
}
