import Documents
import Domain
import Foundation
import Hummingbird
import Services
import Site

/// Reviews, for whoever writes them: the list, the answer to who asks, the sheet.
enum ReviewRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.reviews, requires: .readOwnReviews) { site, session in
      let reviews = try await site.operations.ownReviews(of: session.principal, site.page(size: 25))
      let waves = try await site.operations.scoredWaves(for: session.principal)
      let model = ReviewsPage(reviews, waves: waves, at: site.operations.world.now(), in: site.wording)
      return .html(
        try site.renderPrivate(
          model, title: site.wording.catalogue("myReviews"), link: .review(.mine), session: session))
    }
    routes.page(.review, requires: .writeReview) { site, session in
      try await show(site, session, isSaved: site.query("enregistre") != nil)
    }
    routes.form(.review, requires: .writeReview, save)
    routes.form(.reviewAnswer, requires: .answerReview, answer)
    routes.form(.reviewAutosave, requires: .writeReview, autosave)
    routes.form(.reviewAmendment, requires: .writeReview) { site, session, _ in
      let id = try site.dossier()
      try await site.operations.amendReview(of: id, by: session.principal)
      return site.redirect(to: .review(.review(id)))
    }
    routes.form(.reviewDiscard, requires: .writeReview) { site, session, _ in
      let id = try site.dossier()
      try await site.operations.discardReview(of: id, by: session.principal)
      return site.redirect(to: .review(.dossier(id)))
    }
    routes.page(.reviewPrint, requires: .writeReview) { site, session in
      let file = try await site.operations.reviewFile(of: try site.dossier(), for: session.principal)
      return .html(
        try site.renderPrivate(
          ReviewPrintPage(file, in: site.wording), title: file.dossier.title,
          link: .review(.print(file.dossier.id)), session: session))
    }
    routes.page(.reviewFile, requires: .writeReview, download)
    routes.form(.reconciliation, requires: .reconcileReviews, reconcile)
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, typed: [String: String] = [:], refusal: Refusal? = nil,
    note: (line: String, text: String)? = nil, declining reason: String? = nil, isSaved: Bool = false
  ) async throws -> Response {
    let (id, principal) = (try site.dossier(), session.principal)
    // An expert who was asked sees what a conflict shows in, and nothing else until they answered.
    if principal.may(.answerReview, on: .any) {
      do {
        if let asked = try await site.operations.askedReview(of: id, for: principal) {
          return try page(asked, site, session)
        }
      } catch Refusal.notFound {
        // One of the service has nothing to answer.
      }
    }
    let file: ReviewFile
    do {
      file = try await site.operations.reviewFile(of: id, for: principal)
    } catch Refusal.notFound {
      // An expert who is asked no longer keeps what they wrote, and what they were writing.
      let former = try await site.operations.formerReview(of: id, for: principal)
      return .html(
        try site.renderPrivate(
          FormerReviewPage(former, typed: typed, in: site.wording), title: former.reference,
          link: .review(.review(id)), session: session), status: refusal?.status ?? .ok)
    }
    let model = ReviewPage(
      file, typed: typed, refusal: refusal, note: note, declining: reason, isSaved: isSaved,
      writer: principal.person.map { "\($0)" } ?? "", csrf: session.csrf, at: site.operations.world.now(),
      in: site.wording)
    return .html(
      try site.renderPrivate(model, title: file.dossier.title, link: .review(.review(id)), session: session),
      status: refusal?.status ?? .ok)
  }

  private static func page(
    _ asked: AskedReview, _ site: SiteRequest, _ session: Session, reason: String = "", refusal: Refusal? = nil
  ) throws -> Response {
    let model = AskedReviewPage(asked, reason: reason, refusal: refusal, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: asked.reference, link: .review(.review(asked.assignment.dossier)), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func answer(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let (id, reason) = (try site.dossier(), form.text("reason"))
    let answer: ReviewAnswer
    switch form.text("answer") {
    case "accept": answer = .accept
    case "decline": answer = .decline(reason: reason)
    case "conflict": answer = .declareConflict(reason: reason)
    default: throw FormExpired()
    }
    do {
      try await site.operations.answerReview(answer, of: id, by: session.principal)
      return site.redirect(to: answer.state == .accepted ? .review(.review(id)) : .review(.mine))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      guard let asked = try await site.operations.askedReview(of: id, for: session.principal) else {
        return try await show(site, session, refusal: refusal, declining: reason)
      }
      return try page(asked, site, session, reason: reason, refusal: refusal)
    }
  }

  /// The fields of the sheet: whatever the operation does not know it leaves out.
  private static func typed(_ form: Form) -> [String: String] {
    let around: Set = ["csrf", "version", "submit", "field"]
    return Dictionary(
      form.members.filter { !around.contains($0.name) }.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  @Sendable private static func save(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, typed, version) = (try site.dossier(), typed(form), Int(form.text("version")) ?? 0)
    do {
      if form.value("submit") != nil {
        try await site.operations.submitReview(typed, of: id, version: version, by: session.principal)
        return site.redirect(to: .review(.review(id)))
      }
      let saved = try await site.operations.saveReview(typed, of: id, version: version, by: session.principal)
      guard saved.merge.conflicts.isEmpty else { throw Refusal.changedMeanwhile }
      return site.redirect(to: address(Link.review(.review(id)).path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      // Pressed twice: the first one handed it in, and that is what was wanted.
      if [.changedMeanwhile, .reviewIsIn].contains(refusal), form.value("submit") != nil,
        try await site.operations.hasSubmitted(typed, of: id, by: session.principal)
      {
        return site.redirect(to: .review(.review(id)))
      }
      return try await show(site, session, typed: typed, refusal: refusal)
    } catch Refusal.notFound {
      return try await show(site, session, typed: typed, refusal: .reviewsClosed)
    }
  }

  /// Asked by the script of the page.
  @Sendable private static func autosave(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    do {
      let id = try site.dossier()
      let typed = typed(form)
      let saved = try await site.operations.saveReview(
        typed, of: id, version: Int(form.text("version")) ?? 0, by: session.principal)
      return .json(SavedReviewAnswer(saved, typed, site.wording))
    } catch let refusal as Refusal {
      return .json(["message": site.wording.refusal(refusal)], status: refusal.status)
    }
  }

  @Sendable private static func download(_ site: SiteRequest, _ session: Session) async throws -> Response {
    guard let text = site.context.parameters.get("file"), let id = ID<Attachment>(text) else { throw Refusal.notFound }
    let (operations, principal) = (site.operations, session.principal)
    let file = try await operations.reviewedFile(id, of: try site.dossier(), for: principal)
    return .download(name: file.name, type: file.type, size: file.size) {
      try await operations.reviewedPiece($0, of: file, for: principal)
    }
  }

  /// Whoever examines comes back to the page of the service, an expert to their own.
  @Sendable private static func reconcile(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let (id, line, body) = (try site.dossier(), form.text("line"), form.text("body"))
    let isOfService = session.principal.may(.readReviews, on: .other)
    do {
      try await site.operations.reconcile(
        line, of: id, body, isSettled: form.text("settled") == "yes", after: Int(form.text("last")) ?? 0,
        by: session.principal)
      return site.redirect(to: isOfService ? .review(.dossier(id)) : .review(.review(id)))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      if isOfService {
        return try await DossierReviewRoutes.show(
          site, session, draft: .init(note: (line, body)), refusal: refusal)
      }
      return try await show(site, session, refusal: refusal, note: (line, body))
    }
  }
}

/// What the script is told after a save: in the words of the one that saves sections of a dossier.
private struct SavedReviewAnswer: Encodable {
  let version: Int
  let identities: [String: String] = [:]
  let conflicts: [Conflict]
  let changes: [Change]
  let isRearranged = false
  let present: [String] = []
  let savedAt: String

  struct Conflict: Encodable {
    let path: String
    let value: String?
    let shown: [String]
    let by: String
    let isGone = false
  }

  struct Change: Encodable {
    let path: String
    let values: [String]
    let by: String
  }

  init(_ saved: SavedReview, _ typed: [String: String], _ wording: Wording) {
    let draft = saved.merge.draft
    version = draft.version
    // The script parts names at their points.
    func path(_ name: String) -> String { name.replacing(".", with: "/") }
    let here = wording.catalogue("otherWindow")
    conflicts = saved.merge.conflicts.map { name in
      let value = draft.sheet.fields[name] ?? ""
      return Conflict(
        path: path(name), value: value, shown: value.split(whereSeparator: \.isNewline).map(String.init), by: here)
    }
    let own = Set(typed.keys)
    changes = saved.changes.filter { !own.contains($0.key) }.sorted { $0.key < $1.key }.map {
      Change(path: path($0.key), values: [$0.value], by: here)
    }
    savedAt = wording.catalogue("savedAtTime", wording.time(draft.updatedAt))
  }
}
