import Domain
import Hummingbird
import Services
import Site

/// The history of what was written in a dossier, and the way back.
enum AnswerHistoryRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.answerHistory, requires: .editDossier) { site, session in try await show(site, session) }
    routes.form(.answerHistory, requires: .editDossier, undo)
    routes.page(.comparison, requires: .readDossier, compare)
  }

  @Sendable private static func compare(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let (id, reference) = (try site.dossier(), site.query("avec") ?? "")
    func page(
      _ submission: Int?, _ reference: String, _ other: Int?, typed: String, refusal: Refusal? = nil
    ) async throws -> Response {
      let comparison = try await site.operations.compareDossiers(
        id, submission: submission, with: reference, submission: other, for: session.principal)
      let model = ComparisonPage(
        comparison, reference: typed, isOnlyDifferent: site.query("differences") != nil,
        isFiledByReader: comparison.left.dossier.isFiled(by: session.principal), refusal: refusal, in: site.wording)
      return .html(
        try site.renderPrivate(
          model, title: site.wording.catalogue("compareDossiers"), link: .comparison(id), session: session),
        status: refusal?.status ?? .ok)
    }
    let submission = try site.submission("depot")
    do {
      return try await page(submission, reference, try site.submission("depotAvec"), typed: reference)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await page(submission, "", submission, typed: reference, refusal: refusal)
    }
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, refusal: Refusal? = nil
  ) async throws -> Response {
    let id = try site.dossier()
    let field = site.query("champ")
    let (file, saves) = try await site.operations.answerHistory(
      of: id, in: field, site.page(size: 20), for: session.principal)
    let model = AnswerHistoryPage(file, saves, of: field, csrf: session.csrf, refusal: refusal, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("answerHistory"), link: .answerHistory(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func undo(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.dossier()
    do {
      _ = try await site.operations.undoChange(
        form.text("path"), of: Int(form.text("version")) ?? 0, in: id, by: session.principal)
      return site.redirect(to: .answerHistory(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, refusal: refusal)
    }
  }
}

extension SiteRequest {
  /// The number of a submission in the query; nil where none is asked for.
  fileprivate func submission(_ name: String) throws -> Int? {
    guard let text = query(name), !text.isEmpty else { return nil }
    guard let number = Int(text), number > 0 else { throw Refusal.notFound }
    return number
  }
}
