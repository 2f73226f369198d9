import Documents
import Domain
import Hummingbird
import Services
import Site

/// What the service has beside a dossier: its notes and its checklist.
enum DeskRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.notes, requires: .readDesk) { site, session in try await notes(site, session) }
    routes.form(.notes, requires: .writeNote, isOnce: true, write)
    routes.form(.noteEnd, requires: .writeNote, takeBack)
    routes.page(.admissibility, requires: .readDesk) { site, session in try await checklist(site, session) }
    routes.form(.admissibility, requires: .examineDossier, check)
  }

  private static func notes(
    _ site: SiteRequest, _ session: Session, typed: String = "", refusal: Refusal? = nil
  ) async throws -> Response {
    let (dossier, notes) = try await site.operations.notes(
      on: try site.dossier(), site.page(size: 50), for: session.principal)
    let model = NotesPage(
      notes, on: dossier, typed: typed, refusal: refusal, reader: session.principal.person,
      at: site.operations.world.now(), csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("internalNotes"), link: .notes(dossier.id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func write(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, body) = (try site.dossier(), form.text("body"))
    do {
      try await site.operations.writeNote(body, on: id, by: session.principal)
      return site.redirect(to: .notes(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await notes(site, session, typed: body, refusal: refusal)
    }
  }

  @Sendable private static func takeBack(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.dossier()
    guard let note = ID<InternalNote>(form.text("note")) else { throw Refusal.notFound }
    do {
      try await site.operations.takeBackNote(note, of: id, by: session.principal)
      return site.redirect(to: .notes(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await notes(site, session, refusal: refusal)
    }
  }

  private static func checklist(
    _ site: SiteRequest, _ session: Session, draft: AdmissibilityDraft? = nil, refusal: Refusal? = nil
  ) async throws -> Response {
    let (dossier, checklist) = try await site.operations.admissibility(
      of: try site.dossier(), for: session.principal)
    let model = AdmissibilityPage(
      checklist, of: dossier, draft: draft, refusal: refusal, isSaved: site.query("enregistre") != nil,
      mayAnswer: session.principal.may(.examineDossier, to: dossier), csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("admissibility"), link: .admissibility(dossier.id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func check(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.dossier()
    let draft = typed(form)
    do {
      try await site.operations.checkAdmissibility(draft, of: id, by: session.principal)
      return site.redirect(to: address(Link.admissibility(id).path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await checklist(site, session, draft: draft, refusal: refusal)
    }
  }

  private static func typed(_ form: Form) -> AdmissibilityDraft {
    AdmissibilityDraft(entries(form, after: ""), before: entries(form, after: "was."))
  }

  /// `verdict.x` and `remark.x` of each item, after a prefix.
  private static func entries(_ form: Form, after prefix: String) -> [String: AdmissibilityDraft.Entry] {
    let (verdict, remark) = (prefix + "verdict.", prefix + "remark.")
    let items = Set(
      form.members.compactMap { member in
        [verdict, remark].first { member.name.hasPrefix($0) }.map { String(member.name.dropFirst($0.count)) }
      })
    return Dictionary(
      uniqueKeysWithValues: items.map { item in
        (
          item,
          AdmissibilityDraft.Entry(
            verdict: AdmissibilityAnswer.Verdict(rawValue: form.text(verdict + item)), remark: form.text(remark + item))
        )
      })
  }
}
