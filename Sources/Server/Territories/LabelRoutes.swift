import Documents
import Domain
import HTTPTypes
import Hummingbird
import Services
import Site

/// The labels of the service, and the page of one label for those who hold it and for the service.
enum LabelRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.labels, requires: .readLabels, list)
    routes.page(.labelOf, requires: .readLabel) { site, session in try await show(site, session) }
    routes.page(.dossierLabel, requires: .readLabel) { site, session in
      guard let id = try await site.operations.label(of: try site.dossier(), for: session.principal) else {
        throw Refusal.notFound
      }
      return site.redirect(to: .labelOf(id))
    }
    routes.form(.labelSteps, requires: .readLabel, take)
    routes.form(.labelCorrection, requires: .manageLabel, correct)
    routes.page(.labelCertificate, requires: .readLabel, certificate)
    routes.form(.labelCertificate, requires: .readLabel, order)
    routes.page(.labelPaper, requires: .readLabel, paper)
    routes.form(.labelPaper, requires: .manageLabel) { site, session, _ in
      let (id, number) = (try site.territory(), try site.event())
      do {
        try await site.operations.notePosted(number, of: id, by: session.principal)
        return site.redirect(to: address(Link.labelOf(id).path(site.language), [("enregistre", "1")]))
      } catch let refusal as Refusal where refusal.isAboutTheForm {
        return try await show(site, session, refusal: refusal)
      }
    }
  }

  @Sendable private static func list(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let state = site.query("etat").flatMap { LabelState(rawValue: $0) }
    let page = try await site.operations.labels(state, site.page(size: 50), for: session.principal)
    return .html(
      try site.renderPrivate(
        LabelsPage(page, state: state, in: site.wording), title: site.wording.catalogue("labels"), link: .labels,
        session: session))
  }

  private static func show(
    _ site: SiteRequest, _ session: Session, draft: LabelStepDraft = LabelStepDraft(), refusal: Refusal? = nil
  ) async throws -> Response {
    let (id, principal) = (try site.territory(), session.principal)
    let file = try await site.operations.label(id, for: principal)
    var setting = LabelFilePage.Setting(csrf: session.csrf)
    setting.hasCertificate = try await site.operations.certificate(of: id, in: site.language, for: principal) != nil
    setting.mayHold = principal.may(.holdLabel, to: file.dossier)
    setting.mayManage = principal.may(.manageLabel, to: file.dossier)
    setting.mayList = principal.may(.readLabels, on: .any)
    setting.reader = principal.person
    setting.site = site.deployment.settings.publicAddress.base
    setting.isSaved = site.query("enregistre") != nil
    if setting.mayHold {
      setting.reports = try await site.operations.reportsToFile(id, for: principal)
      setting.members = try await site.operations.labelMembers(id, for: principal)
    }
    return .html(
      try site.renderPrivate(
        LabelFilePage(file, setting, draft: draft, refusal: refusal, in: site.wording), title: file.facts.name,
        link: .labelOf(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func take(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, draft) = (try site.territory(), draft(form))
    guard let action = action(draft, form), let version = Int(form.text("version")) else { throw Refusal.notFound }
    do {
      try await site.operations.takeLabelStep(
        try action.get(),
        signatory: Decision.Signatory(name: draft.signatoryName.trimmed, function: draft.signatoryFunction.trimmed),
        of: id, version: version, site: site.deployment.settings.publicAddress.base,
        by: session.principal)
      return site.redirect(to: address(Link.labelOf(id).path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, draft: draft, refusal: refusal)
    }
  }

  @Sendable private static func correct(
    _ site: SiteRequest, _ session: Session, _ form: Form
  ) async throws -> Response {
    let id = try site.territory()
    var draft = draft(form)
    draft.step = "correct"
    guard let number = Int(draft.event), let version = Int(form.text("version")) else { throw Refusal.notFound }
    do {
      let day = Day(draft.day)
      guard day != nil || draft.day.trimmed.isEmpty else {
        throw Refusal.invalid([Finding(field: "day", problem: .notADay)])
      }
      try await site.operations.correctLabelEvent(
        number, of: id, to: day, reasons: draft.text, version: version,
        site: site.deployment.settings.publicAddress.base, by: session.principal)
      return site.redirect(to: address(Link.labelOf(id).path(site.language), [("enregistre", "1")]))
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await show(site, session, draft: draft, refusal: refusal)
    }
  }

  private static func draft(_ form: Form) -> LabelStepDraft {
    var draft = LabelStepDraft()
    draft.step = form.text("step")
    draft.text = form.text("text")
    draft.notice = NoticeDraft(
      measure: form.text("measure"), ground: form.text("ground"), facts: form.text("facts"),
      answerBy: form.text("answerBy"))
    draft.perimeter = form.text("perimeter")
    draft.lead = form.text("lead")
    draft.event = form.text("event")
    draft.day = form.text("day")
    draft.signatoryName = form.text("signatoryName")
    draft.signatoryFunction = form.text("signatoryFunction")
    return draft
  }

  /// The step that a form asks for; nil for a form that is none of ours.
  private static func action(_ draft: LabelStepDraft, _ form: Form) -> Result<LabelAction, Refusal>? {
    switch draft.step {
    case "requestChange-perimeter": return perimeter(draft)
    case "requestChange-lead":
      return ID<Person>(draft.lead).map { .success(.requestChange(.lead($0), draft.text)) }
    case "proposeRenewal-renew": return .success(.proposeRenewal(isFavourable: true, draft.text))
    case "proposeRenewal-refuseRenewal": return .success(.proposeRenewal(isFavourable: false, draft.text))
    default: break
    }
    guard let step = LabelStep(rawValue: draft.step) else { return nil }
    switch step {
    case .giveNotice: return .success(.giveNotice(draft.notice))
    case .answerNotice: return .success(.answerNotice(draft.text))
    case .askForHearing: return .success(.askForHearing)
    case .recordHearing: return .success(.recordHearing(draft.text))
    case .dropNotice: return .success(.dropNotice(draft.text))
    case .suspend: return .success(.suspend(draft.text))
    case .resume: return .success(.resume(draft.text))
    case .withdraw: return .success(.withdraw(draft.text))
    case .requestRenewal: return .success(.requestRenewal(draft.text))
    case .renew: return .success(.renew(draft.text))
    case .refuseRenewal: return .success(.refuseRenewal(draft.text))
    case .relinquish: return .success(.relinquish(draft.text))
    case .grantChange: return .success(.grantChange(draft.text))
    case .refuseChange: return .success(.refuseChange(draft.text))
    case .fileReport: return ID<Dossier>(form.text("report")).map { .success(.fileReport($0)) }
    case .reviewReport: return Day(form.text("due")).map { .success(.reviewReport(due: $0, draft.text)) }
    case .grant, .annul, .requestChange, .proposeRenewal: return nil
    }
  }

  /// One code on each line, `epci:200054807`.
  private static func perimeter(_ draft: LabelStepDraft) -> Result<LabelAction, Refusal> {
    let lines = draft.perimeter.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    if let wrong = lines.first(where: { PlaceCode($0) == nil }) {
      return .failure(.invalid([Finding(field: "perimeter", problem: .malformedPlace(wrong))]))
    }
    return .success(.requestChange(.perimeter(lines.compactMap { PlaceCode($0) }), draft.text))
  }

  @Sendable private static func certificate(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let (id, language, operations) = (try site.territory(), site.language, site.operations)
    let principal = session.principal
    guard let document = try await operations.certificate(of: id, in: language, for: principal) else {
      return site.redirect(to: .labelOf(id))
    }
    return .download(name: "attestation-\(language.rawValue).pdf", type: .pdf, size: document.size) {
      try await operations.piece($0, ofCertificate: document.digest, of: id, in: language, for: principal)
    }
  }

  @Sendable private static func paper(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let (id, number, operations) = (try site.territory(), try site.event(), site.operations)
    let principal = session.principal
    let (reference, document) = try await operations.labelPaper(number, of: id, for: principal)
    return .download(name: "\(reference)-label-\(number).pdf", type: .pdf, size: document.size) {
      try await operations.piece($0, ofPaper: number, of: id, for: principal)
    }
  }

  @Sendable private static func order(_ site: SiteRequest, _ session: Session, _: Form) async throws -> Response {
    let id = try site.territory()
    try await site.operations.orderCertificate(
      of: id, in: site.language, site: site.deployment.settings.publicAddress.base, by: session.principal)
    return site.redirect(to: address(Link.labelOf(id).path(site.language), [("enregistre", "1")]))
  }
}

extension SiteRequest {
  /// The number of an event of a label.
  fileprivate func event() throws -> Int {
    guard let text = context.parameters.get("number"), let number = Int(text) else { throw Refusal.notFound }
    return number
  }

  func territory() throws -> ID<Territory> {
    guard let text = context.parameters.get("id"), let id = ID<Territory>(text) else { throw Refusal.notFound }
    return id
  }
}
