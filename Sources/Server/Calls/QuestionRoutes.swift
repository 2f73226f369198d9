import Domain
import Hummingbird
import Services
import Site

/// The self-check of a call, its questions and answers, its statistics.
enum QuestionRoutes {
  static func add(to routes: SiteRoutes) {
    // Nothing of it is kept, not even in memory.
    routes.openRoute(.get, .selfCheck, selfCheck)
    routes.publicPage(.callQuestions, questions)
    routes.page(.newQuestion, requires: .askQuestion) { site, session in try await ask(site, session) }
    routes.form(.newQuestion, requires: .askQuestion, asked)
    routes.page(.pendingQuestions, requires: .answerQuestion) { site, session in try await pending(site, session) }
    routes.form(.questionAnswer, requires: .answerQuestion, answer)
    routes.page(.callStatistics, requires: .readQueue, statistics)
  }

  @Sendable private static func selfCheck(_ site: SiteRequest) async throws -> Response {
    let slug = try site.slug()
    let (wave, procedure) = try await site.operations.call(slug)
    guard let questions = procedure.selfCheck, !questions.isEmpty else { throw Refusal.notFound }
    var given: [String: String] = [:]
    for question in questions { given[question.id] = site.query(question.id) }
    let model = SelfCheckPage(wave, questions, given: given, isAsked: site.request.uri.query != nil, in: site.wording)
    return .html(try site.render(model, "selfCheck", .selfCheck(slug)))
  }

  @Sendable private static func questions(_ site: SiteRequest) async throws -> String {
    let slug = try site.slug()
    let (wave, questions) = try await site.operations.answeredQuestions(of: slug, site.page(size: 25))
    return try site.render(
      CallQuestionsPage(wave, questions, in: site.wording), "callQuestions", .callQuestions(slug))
  }

  private static func ask(
    _ site: SiteRequest, _ session: Session, text: String = "", refusal: Refusal? = nil
  ) async throws -> Response {
    let wave = try await site.operations.wave(try site.slug())
    let model = NewQuestionPage(
      wave, text: text, csrf: session.csrf, isSent: site.query("envoyee") != nil, refusal: refusal, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("askQuestion"), link: .newQuestion(wave.slug), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func asked(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let slug = try site.slug()
    do {
      try await site.operations.askQuestion(form.text("question"), about: slug, by: session.principal)
      return site.redirect(to: address(Link.newQuestion(slug).path(site.language), [("envoyee", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await ask(site, session, text: form.text("question"), refusal: refusal)
    }
  }

  private static func pending(
    _ site: SiteRequest, _ session: Session, draft: PendingQuestionsPage.Draft? = nil, refusal: Refusal? = nil
  ) async throws -> Response {
    let page = try await site.operations.pendingQuestions(site.page(size: 20), for: session.principal)
    let model = PendingQuestionsPage(page, csrf: session.csrf, draft: draft, refusal: refusal, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("pendingQuestions"), link: .pendingQuestions, session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func answer(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    guard let id = site.context.parameters.get("id").flatMap({ ID<CallQuestion>($0) }) else { throw Refusal.notFound }
    let typed = CallQuestion.Answer(
      question: form.text("question"), questionEn: form.text("questionEn"), text: form.text("answer"),
      textEn: form.text("answerEn"), at: site.operations.world.now())
    do {
      try await site.operations.answerQuestion(id, typed, by: session.principal)
      return site.redirect(to: .pendingQuestions)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await pending(site, session, draft: .init(id: id, typed), refusal: refusal)
    }
  }

  @Sendable private static func statistics(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let slug = try site.slug()
    let (wave, statistics) = try await site.operations.statistics(of: slug, for: session.principal)
    return .html(
      try site.renderPrivate(
        CallStatisticsPage(wave, statistics, in: site.wording), title: site.wording.catalogue("callStatistics"),
        link: .callStatistics(slug), session: session))
  }
}
