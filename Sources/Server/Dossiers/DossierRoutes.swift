import Domain
import Hummingbird
import Services
import Site

/// The applicant's own dossiers: overview, submission, withdrawal.
enum DossierRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.dossier, requires: .readDossier, show)
    routes.form(.submission, requires: .submitDossier, submit)
    routes.form(.withdrawal, requires: .withdrawDossier) { site, session, form in
      try await move(site, session, form, by: .withdrawDossier)
    }
    routes.form(.resumption, requires: .submitDossier) { site, session, form in
      try await move(site, session, form, by: .resume)
    }
    routes.form(.interest, requires: .submitDossier, sendInterest)
    routes.page(.document, requires: .readDossier, document)
    SectionRoutes.add(to: routes)
    DossierCopyRoutes.add(to: routes)
    AnswerHistoryRoutes.add(to: routes)
    ComplementRoutes.add(to: routes)
    CollectiveRoutes.add(to: routes)
    CommentRoutes.add(to: routes)
    WritingRoutes.add(to: routes)
  }

  @Sendable private static func show(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let file = try await site.operations.dossier(try site.dossier(), for: session.principal)
    // Somebody of the service reads it where they examine it.
    guard file.isFiledByReader else { return site.redirect(to: .examination(file.dossier.id)) }
    if site.request.method == .get {
      await site.noting { try await site.operations.noteOpening(of: file, by: session.principal) }
    }
    let (earlier, copy) = try await DossierCopyRoutes.offers(site, session, file)
    return try await answer(
      site, session, file, isChecked: site.query("verifier") != nil, earlier: earlier, copy: copy)
  }

  private static func answer(
    _ site: SiteRequest, _ session: Session, _ file: DossierFile, isRefused: Bool = false, isChecked: Bool = false,
    refused: [Finding] = [], message: String? = nil, earlier: [DossierListing] = [], copy: AnswerCopy? = nil,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    var people: [Person] = []
    if !file.dossier.members.isEmpty {
      let collective = try await site.operations.collective(of: file.dossier.id, for: session.principal)
      people =
        (collective.lead.map { [$0] } ?? []) + collective.members.filter { $0.member.part == .writer }.map(\.person)
    }
    let model = DossierPage(
      file, people: people, reader: session.principal, csrf: session.csrf, isRefused: isRefused, isChecked: isChecked,
      refused: refused, message: message, earlier: earlier, copy: copy, isWhole: site.query("lire") != nil,
      in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: file.dossier.title, link: .dossier(file.dossier.id), session: session),
      status: status)
  }

  /// The PDF of a submission.
  @Sendable private static func document(_ site: SiteRequest, _ session: Session) async throws -> Response {
    guard let number = site.context.parameters.get("number").flatMap({ Int($0) }) else { throw Refusal.notFound }
    let (operations, principal, id) = (site.operations, session.principal, try site.dossier())
    let (dossier, document) = try await operations.document(of: number, of: id, for: principal)
    return .download(name: "\(dossier.reference)-\(number).pdf", type: .pdf, size: document.size) {
      try await operations.piece($0, of: document, of: id, for: principal)
    }
  }

  @Sendable private static func submit(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let id = try site.dossier()
    do {
      _ = try await site.operations.submitDossier(
        id, version: Int(form.text("version")) ?? 0, by: session.principal)
      return site.redirect(to: .dossier(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      let file = try await site.operations.dossier(id, for: session.principal)
      // Pressed twice: the first one submitted it, and that is what was wanted.
      if file.dossier.state == .submitted { return site.redirect(to: .dossier(id)) }
      if case .invalid = refusal {
        return try await answer(site, session, file, isRefused: true, status: refusal.status)
      }
      return try await answer(site, session, file, message: site.wording.refusal(refusal), status: refusal.status)
    }
  }

  @Sendable private static func sendInterest(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.dossier()
    do {
      try await site.operations.sendInterest(id, version: Int(form.text("version")) ?? 0, by: session.principal)
      return site.redirect(to: .dossier(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      let file = try await site.operations.dossier(id, for: session.principal)
      var gaps: [Finding] = []
      if case .invalid(let findings) = refusal { gaps = findings }
      return try await answer(
        site, session, file, refused: gaps, message: gaps.isEmpty ? site.wording.refusal(refusal) : nil,
        status: refusal.status)
    }
  }

  /// A step that the applicant takes alone: taking a submission back, withdrawing.
  private static func move(
    _ site: SiteRequest, _ session: Session, _ form: Form, by event: DossierEvent
  ) async throws -> Response {
    let id = try site.dossier()
    do {
      try await site.operations.moveDossier(
        id, version: Int(form.text("version")) ?? 0, by: event, reasons: nil,
        principal: session.principal)
      return site.redirect(to: .dossier(id))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      let file = try await site.operations.dossier(id, for: session.principal)
      return try await answer(site, session, file, message: site.wording.refusal(refusal), status: refusal.status)
    }
  }
}

extension Refusal {
  /// Whether the page of the thing can be shown again with the refusal on it.
  var isAboutTheForm: Bool {
    switch self {
    case .invalid, .changedMeanwhile, .notPossible, .waveNotOpen, .complementsAwaited, .signatoryMissing,
      .lastAdministrator, .dossierUnderExamination, .leadsLabel, .lastManager, .lastManagerOf,
      .differentOrganisations, .notAnExaminer,
      .tooLateToTakeBack, .tooManyViews, .notAReviewer, .reviewsClosed, .reviewIsIn, .serviceSheet, .noRubric,
      .panelProblem, .label, .jury, .decision:
      true
    case .signInNeeded, .notAllowed, .notFound, .linkNotValid, .tooManyAttempts, .invitedAtAnotherAddress: false
    }
  }
}
