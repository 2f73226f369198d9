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
    guard section.fields.contains(where: { file.timing.openFields.allows($0.id) }),
      file.dossier.mayWrite(section.id, session.principal)
    else {
      // Whoever does not write it reads it with the whole dossier.
      return site.redirect(
        to: Link.dossier(file.dossier.id).path(site.language) + "#" + ReadingSection.anchor(section.id))
    }
    var context = try await context(site, session, file, section, file.dossier.answers)
    context.open = Set(site.query("element").map { [$0] } ?? [])
    let findings = findings(site, file, section, context.files, all: site.query("verifier") != nil)
    let present = try await site.operations.present(in: file.dossier.id, for: session.principal)
    let model = SectionPage(
      file, section: section, answers: file.dossier.answers, findings: findings, csrf: session.csrf,
      isSaved: site.query("enregistre") != nil, present: present, context: context, in: site.wording)
    return try answer(site, session, model, file, section)
  }

  @Sendable private static func save(_ site: SiteRequest, _ session: Session, _ form: Form) async throws
    -> Response
  {
    let (file, section) = try await load(site, session)
    let action = FormAction(form.members)
    let operations = site.operations
    let next = ItemNames(operations, file.dossier.id)
    let open = file.timing.openFields
    do {
      let written = try await site.operations.writeAnswers(
        of: file.dossier.id, version: Int(form.text("version")) ?? 0, at: (section.id, ""), by: session.principal
      ) { _, base, now in
        let typed = SectionForm.answers(
          from: form.members, section: section, keeping: base, open: open, naming: next.named)
        var answers = typed
        if let field = section.perimeterField {
          answers = answers.addingPlaces(SectionForm.tickedPlaces(form.members), to: field.id)
        }
        answers = changed(answers, by: action, section, form, next, now)
        return operations.resolvingCommunes(in: answers, of: section.fields).withoutBlankNewItems
      }
      let held = LongGroup.items(in: form.members, among: written.dossier.answers)
      guard written.conflicts.isEmpty else { return try await choose(site, session, section, written, held) }
      return try await follow(site, session, action, section, written.dossier, held)
    } catch Refusal.notPossible {
      // It was submitted meanwhile: there is no form any more that could show what was typed.
      let model = SessionExpiredPage(members: form.members, of: file, section: section, in: site.wording)
      let title = site.wording.catalogue("dossierClosedTitle")
      return .html(
        try site.renderPrivate(model, title: title, link: .dossier(file.dossier.id), session: session),
        status: .conflict)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      // What was typed is shown again, over the version that is there now.
      let typed = SectionForm.answers(
        from: form.members, section: section, keeping: file.dossier.answers, open: open, naming: next.named)
      var findings: [Finding] = []
      if case .invalid(let found) = refusal { findings = found }
      var context = try await context(site, session, file, section, typed)
      context.open = LongGroup.items(in: form.members, among: typed)
      let model = SectionPage(
        file, section: section, answers: typed, findings: findings, csrf: session.csrf,
        message: site.wording.refusal(refusal), context: context, in: site.wording)
      return try answer(site, session, model, file, section, status: refusal.status)
    }
  }

  /// Shows the section again, where somebody else saved something else in the same field: one's own text in the field,
  /// theirs beside it.
  private static func choose(
    _ site: SiteRequest, _ session: Session, _ section: Procedure.Section, _ written: WrittenAnswers,
    _ held: Set<String>
  ) async throws -> Response {
    let file = try await site.operations.dossier(written.dossier.id, for: session.principal)
    var context = try await context(site, session, file, section, file.dossier.answers)
    context.open = held
    let model = SectionPage(
      file, section: section, answers: AnswerLeaves(file.dossier.answers).showing(written.conflicts).answers,
      findings: [], csrf: session.csrf, conflicts: written.conflicts, present: written.present, context: context,
      in: site.wording)
    return try answer(site, session, model, file, section, status: .conflict)
  }

  private static func changed(
    _ answers: Answers, by action: FormAction, _ section: Procedure.Section, _ form: Form, _ names: ItemNames,
    _ now: Answers
  ) -> Answers {
    switch action {
    case .save, .saveAndContinue, .searchPlace, .preview, .searchOrganisation, .open: return answers
    case .pick(let path, let value):
      guard let field = section.field(at: path), let answer = SectionForm.taken(value, by: field.kind) else {
        return answers
      }
      return answers.setting(answer, at: answers.place(of: path, in: form.members, naming: names.named))
    case .add(let group):
      let place = answers.place(of: group, in: form.members, naming: names.named)
      return answers.addingItem(to: place, naming: names.next, limits: section.itemLimits)
    case .remove(let item):
      return answers.removingItem(at: answers.place(of: item, in: form.members, naming: names.named))
    case .take(let path): return AnswerLeaves(answers).taking(path, from: AnswerLeaves(now)).answers
    case .addPlace(let place):
      guard PlaceCode(place) != nil, let field = section.perimeterField else { return answers }
      return answers.addingPlaces([place], to: field.id)
    case .removePlace(let place):
      return section.perimeterField.map { answers.removingPlace(place, from: $0.id) } ?? answers
    }
  }

  /// Where one goes after saving.
  /// - Parameter held: the items that the form held: the last of them stays open.
  private static func follow(
    _ site: SiteRequest, _ session: Session, _ action: FormAction, _ section: Procedure.Section,
    _ dossier: Dossier, _ held: Set<String>
  ) async throws -> Response {
    let page = Link.section(dossier.id, section.id).path(site.language)
    let open = held.count == 1 ? held.first : nil
    let here = address(page, [("element", open)])
    switch action {
    case .open(let item, let group):
      let place = LongGroup.place(of: item, in: group, dossier.answers)
      return site.redirect(to: address(page, [("element", place)]) + "#" + SectionForm.elementID(of: place ?? group))
    case .pick(let path, _): return site.redirect(to: here + "#" + SectionForm.elementID(of: path))
    case .removePlace:
      return site.redirect(to: here + "#" + SectionForm.elementID(of: section.perimeterField?.id ?? ""))
    case .save, .addPlace, .take:
      return site.redirect(to: address(page, [("enregistre", "1"), ("element", open)]))
    case .add(let group):
      guard let item = LongGroup.added(to: group, in: dossier.answers) else {
        return site.redirect(to: here + "#" + SectionForm.elementID(of: group))
      }
      return site.redirect(to: address(page, [("element", item)]) + "#" + SectionForm.elementID(of: item))
    case .remove(let item):
      let group = item.split(separator: ".").dropLast().joined(separator: ".")
      // After an item at the top is gone, its number is another's.
      let around = LongGroup.item(of: item) == item ? page : here
      return site.redirect(to: around + "#" + SectionForm.elementID(of: group))
    case .saveAndContinue:
      let file = try await site.operations.dossier(dossier.id, for: session.principal)
      let sections = file.procedure.sections.filter { section in
        section.fields.contains { file.timing.openFields.allows($0.id) }
      }
      let next = sections.firstIndex { $0.id == section.id }.map { $0 + 1 } ?? sections.count
      return next < sections.count
        ? site.redirect(to: .section(dossier.id, sections[next].id)) : site.redirect(to: .dossier(dossier.id))
    case .preview(let path):
      return try await showAgain(site, session, dossier, section, held) { $0.preview = path }
    case .searchOrganisation(let path):
      let parts = dossier.answers.answer(at: path)?.parts(2) ?? ["", ""]
      let results = try await organisations(parts, at: path, site, session)
      return try await showAgain(site, session, dossier, section, held) { $0.organisations = [results] }
    case .searchPlace(let query):
      let file = try await site.operations.dossier(dossier.id, for: session.principal)
      let places = site.operations.places(named: query)
      let gazetteer = site.operations.gazetteer
      let wholes = places.filter { $0.level == .municipality }.map { ($0.code, gazetteer.groupings(holding: $0.code)) }
      let results = SectionPage.PlaceResults(
        query: query, places: places, wholes: Dictionary(wholes) { first, _ in first })
      let model = SectionPage(
        file, section: section, answers: file.dossier.answers, findings: [], csrf: session.csrf,
        results: results, context: try await context(site, session, file, section, file.dossier.answers),
        in: site.wording)
      return try answer(site, session, model, file, section)
    }
  }

  /// The page of a section after a save, with something more on it.
  private static func showAgain(
    _ site: SiteRequest, _ session: Session, _ dossier: Dossier, _ section: Procedure.Section,
    _ held: Set<String>, _ change: (inout FieldContext) -> Void
  ) async throws -> Response {
    let file = try await site.operations.dossier(dossier.id, for: session.principal)
    var context = try await context(site, session, file, section, file.dossier.answers)
    context.open = held
    change(&context)
    let model = SectionPage(
      file, section: section, answers: file.dossier.answers, findings: [], csrf: session.csrf, context: context,
      in: site.wording)
    return try answer(site, session, model, file, section)
  }

  /// Those of the register that a name or a number begins.
  private static func organisations(
    _ parts: [String], at path: String, _ site: SiteRequest, _ session: Session
  ) async throws -> FieldContext.OrganisationResults {
    let query = parts[1].isEmpty ? parts[0] : parts[1].filter { !$0.isWhitespace }
    let page = PageRequest(offset: 0, limit: 10) ?? .longest
    let found = try await site.operations.findOrganisations(query, page, for: session.principal)
    return FieldContext.OrganisationResults(path: path, query: query, organisations: found.items)
  }

  private static func context(
    _ site: SiteRequest, _ session: Session, _ file: DossierFile, _ section: Procedure.Section, _ answers: Answers
  ) async throws -> FieldContext {
    var context = FieldContext()
    context.writer = session.principal.person.map { "\($0)" } ?? ""
    let gazetteer = site.operations.gazetteer
    context.communes = { gazetteer.municipalities(named: $0) }
    // Only forms that ask for files look for them.
    if file.procedure.fields.contains(where: \.asksForFile) {
      context.files = try await site.operations.files(of: file.dossier.id, for: session.principal)
    }
    if let field = section.perimeterField {
      let codes = answers.list(field.id).compactMap { PlaceCode($0) }
      let isReadable = (1...Perimeter.mostPlaces).contains(codes.count)
      context.perimeter = isReadable ? try await site.perimeter(of: field, codes) : nil
    }
    return context
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
    _ site: SiteRequest, _ file: DossierFile, _ section: Procedure.Section, _ files: [Attachment], all: Bool
  ) -> [Finding] {
    let gazetteer = site.operations.gazetteer
    let found = file.procedure.findings(in: file.dossier.answers, section: section.id, files: files) {
      gazetteer.name(of: $0) != nil
    }
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

extension Field {
  fileprivate var asksForFile: Bool {
    if case .group(_, let fields, _, _) = kind { fields.contains(where: \.asksForFile) } else { kind == .attachment }
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
