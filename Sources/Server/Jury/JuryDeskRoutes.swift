import Domain
import Hummingbird
import Services
import Site

/// Sessions of juries as those who lead them work.
enum JuryDeskRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.juryDesk, requires: .leadJury) { site, session in try await desk(site, session) }
    routes.form(.juryStep, requires: .leadJury, step)
    routes.form(.juryAttendance, requires: .leadJury, attendance)
    routes.form(.juryItem, requires: .leadJury, item)
  }

  private static func desk(
    _ site: SiteRequest, _ session: Session, draft: JuryDeskPage.Draft = .init(), refusal: Refusal? = nil
  ) async throws -> Response {
    let id = try site.jury()
    let view = try await site.operations.jury(id, for: session.principal)
    guard view.mayLead else { throw Refusal.notAllowed(.leadJury) }
    let model = JuryDeskPage(
      view, reader: session.principal.person, draft: draft, refusal: refusal, csrf: session.csrf,
      at: site.operations.world.now(), in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("juryDesk"), link: .juryDesk(id), session: session),
      status: refusal?.status ?? .ok)
  }

  /// Does something, and shows the desk again: with what was refused, or anew.
  private static func doing(
    _ site: SiteRequest, _ session: Session, _ draft: JuryDeskPage.Draft = .init(), _ work: () async throws -> Void
  ) async throws -> Response {
    do {
      try await work()
      return site.redirect(to: .juryDesk(try site.jury()))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await desk(site, session, draft: draft, refusal: refusal)
    }
  }

  @Sendable private static func step(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let id = try site.jury()
    guard let step = JurySession.Step(rawValue: form.text("step")) else { throw Refusal.notFound }
    return try await doing(site, session) {
      try await site.operations.stepJury(
        id, version: Int(form.text("version")) ?? 0, by: step, principal: session.principal)
    }
  }

  @Sendable private static func attendance(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.jury()
    guard let person = ID<Person>(form.text("person")),
      let attendance = JuryMember.Attendance(rawValue: form.text("attendance"))
    else { throw Refusal.notFound }
    return try await doing(site, session) {
      try await site.operations.noteAttendance(of: person, attendance, in: id, by: session.principal)
    }
  }

  @Sendable private static func item(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, operations, principal) = (try site.jury(), site.operations, session.principal)
    guard let item = ID<JuryItem>(form.text("item")) else { throw Refusal.notFound }
    let round = Int(form.text("round")) ?? 0
    let draft = JuryDeskPage.Draft(
      item: form.text("item"), reason: form.text("reason"), castingReason: form.text("castingReason"),
      reopening: form.text("reopening"), putOff: form.text("putOff"))
    return try await doing(site, session, draft) {
      switch form.text("do") {
      case "call": try await operations.callItem(item, in: id, by: principal)
      case "openVote":
        let ballot = JuryRule.Ballot(rawValue: form.text("ballot")) ?? .open
        try await operations.openVote(on: item, round: round, ballot: ballot, in: id, by: principal)
      case "endVote":
        guard try await operations.endVote(on: item, round: round, in: id, by: principal) else {
          throw Refusal.jury(.voided)
        }
      case "casting":
        guard
          try await operations.castCastingVote(
            JuryChoice(rawValue: form.text("choice")), reason: form.text("castingReason"), on: item, round: round,
            in: id, by: principal)
        else { throw Refusal.jury(.voided) }
      case "close":
        guard
          try await operations.closeItem(item, round: round, reason: form.text("reason"), in: id, by: principal)
        else { throw Refusal.jury(.voided) }
      case "reopen":
        try await operations.reopenItem(item, round: round, reason: form.text("reopening"), in: id, by: principal)
      case "putOff":
        try await operations.putOffItem(item, round: round, reason: form.text("putOff"), in: id, by: principal)
      default: throw Refusal.notFound
      }
    }
  }
}
