import Domain
import Hummingbird
import Services
import Site

/// One section of a dossier, to be written.
enum SectionRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.section, requires: .editDossier, show)
    routes.form(.section, requires: .editDossier, save)
  }

  @Sendable private static func show(_ site: SiteRequest, _ session: Session) async throws -> Response {
    let (file, section) = try await load(site, session)
    guard file.dossier.state.isEditable, file.dossier.mayWrite(section.id, session.principal) else {
      return site.redirect(to: .dossier(file.dossier.id))
    }
    let findings = findings(site, file, section, file.dossier.answers, all: site.query("verifier") != nil)
    let present = try await site.operations.present(in: file.dossier.id, for: session.principal)
    let model = SectionPage(
      file, section: section, answers: file.dossier.answers, findings: findings, csrf: session.csrf,
      isSaved: site.query("enregistre") != nil, present: present, in: site.wording)
    return try answer(site, session, model, file, section)
  }

  @Sendable private static func save(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let (file, section) = try await load(site, session)
    let action = FormAction(form.members)
    let next = ItemNames(site.operations, file.dossier.id)
    do {
      let written = try await site.operations.writeAnswers(
        of: file.dossier.id, version: Int(form.text("version")) ?? 0, at: (section.id, ""), by: session.principal
      ) { base, now in
        let typed = SectionForm.answers(
          from: form.members, section: section, keeping: base, naming: next.named)
        return changed(typed, by: action, section, form, next, now).withoutBlankNewItems
      }
      guard written.conflicts.isEmpty else { return try await choose(site, session, section, written) }
      return try await follow(site, session, action, section, written.dossier)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      // What was typed is shown again, over the version that is there now.
      let typed = SectionForm.answers(
        from: form.members, section: section, keeping: file.dossier.answers, naming: next.named)
      let model = SectionPage(
        file, section: section, answers: typed, findings: [], csrf: session.csrf,
        message: site.wording.refusal(refusal), in: site.wording)
      return try answer(site, session, model, file, section, status: refusal.status)
    }
  }

  /// Shows the section again, where somebody else saved something else in the same field: one's own text in the field,
  /// theirs beside it.
  private static func choose(
    _ site: SiteRequest, _ session: Session, _ section: Procedure.Section, _ written: WrittenAnswers
  ) async throws -> Response {
    let file = try await site.operations.dossier(written.dossier.id, for: session.principal)
    let model = SectionPage(
      file, section: section, answers: AnswerLeaves(file.dossier.answers).showing(written.conflicts).answers,
      findings: [], csrf: session.csrf, conflicts: written.conflicts, present: written.present, in: site.wording)
    return try answer(site, session, model, file, section, status: .conflict)
  }

  private static func changed(
    _ answers: Answers, by action: FormAction, _ section: Procedure.Section, _ form: Form, _ names: ItemNames,
    _ now: Answers
  ) -> Answers {
    switch action {
    case .save, .saveAndContinue, .searchPlace: return answers
    case .add(let group):
      let place = answers.place(of: group, in: form.members, naming: names.named)
      return answers.addingItem(to: place, naming: names.next, minimum: section.minimumItems)
    case .remove(let item):
      return answers.removingItem(at: answers.place(of: item, in: form.members, naming: names.named))
    case .take(let path): return AnswerLeaves(answers).taking(path, from: AnswerLeaves(now)).answers
    case .addPlace(let place):
      guard PlaceCode(place) != nil, let field = section.fields.first(where: { $0.kind == .perimeter }) else {
        return answers
      }
      var copy = answers
      let codes = answers.list(field.id)
      copy[field.id] = .list(codes.contains(place) ? codes : codes + [place])
      return copy
    }
  }

  /// Where one goes after saving.
  private static func follow(
    _ site: SiteRequest, _ session: Session, _ action: FormAction, _ section: Procedure.Section,
    _ dossier: Dossier
  ) async throws -> Response {
    let here = Link.section(dossier.id, section.id).path(site.language)
    switch action {
    case .save, .addPlace, .take: return site.redirect(to: address(here, [("enregistre", "1")]))
    case .add(let group): return site.redirect(to: here + "#" + SectionForm.elementID(of: group))
    case .remove(let item):
      let group = item.split(separator: ".").dropLast().joined(separator: ".")
      return site.redirect(to: here + "#" + SectionForm.elementID(of: group))
    case .saveAndContinue:
      let sections = try await site.operations.dossier(dossier.id, for: session.principal).procedure.sections
      let next = sections.firstIndex { $0.id == section.id }.map { $0 + 1 } ?? sections.count
      return next < sections.count
        ? site.redirect(to: .section(dossier.id, sections[next].id)) : site.redirect(to: .dossier(dossier.id))
    case .searchPlace(let query):
      let file = try await site.operations.dossier(dossier.id, for: session.principal)
      let results = SectionPage.PlaceResults(query: query, places: site.operations.places(named: query))
      let model = SectionPage(
        file, section: section, answers: file.dossier.answers, findings: [], csrf: session.csrf,
        results: results, in: site.wording)
      return try answer(site, session, model, file, section)
    }
  }

  static func load(_ site: SiteRequest, _ session: Session) async throws -> (
    DossierFile, Procedure.Section
  ) {
    let file = try await site.operations.dossier(try site.dossier(), for: session.principal)
    guard file.isFiledByReader,
      let section = site.context.parameters.get("section").flatMap({ file.procedure.section($0) })
    else { throw Refusal.notFound }
    return (file, section)
  }

  /// While one writes, only what is wrong is told; what is missing is told when one asks.
  private static func findings(
    _ site: SiteRequest, _ file: DossierFile, _ section: Procedure.Section, _ answers: Answers, all: Bool
  ) -> [Finding] {
    let gazetteer = site.operations.gazetteer
    let found = file.procedure.findings(in: answers, section: section.id) { gazetteer.name(of: $0) != nil }
    return all ? found : found.filter { !$0.problem.isAbsence }
  }

  private static func answer(
    _ site: SiteRequest, _ session: Session, _ model: SectionPage, _ file: DossierFile,
    _ section: Procedure.Section, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    .html(
      try site.renderPrivate(
        model, title: section.title[site.language], link: .section(file.dossier.id, section.id),
        session: session), status: status)
  }
}

/// The identities of new items of a dossier's groups.
struct ItemNames: Sendable {
  private let operations: Operations
  private let dossier: ID<Dossier>

  init(_ operations: Operations, _ dossier: ID<Dossier>) {
    self.operations = operations
    self.dossier = dossier
  }

  /// That of an item which the page has named itself.
  var named: @Sendable (String) -> String? { { ItemIdentity.named($0, in: dossier) } }

  var next: @Sendable () -> String? { { operations.newItemIdentity() } }
}
