import Domain
import Hummingbird
import Services
import Site

/// Conflicts of interest: what people declare of themselves, and the register of what was found.
enum ConflictRoutes {
  static func add(to routes: SiteRoutes) {
    routes.page(.ownInterests, requires: .declareInterests) { site, session in
      try await interests(site, session, .init(notice: site.query("fait").flatMap(notice)))
    }
    routes.form(.ownInterests, requires: .declareInterests, declare)
    routes.form(.ownInterestEnd, requires: .declareInterests, end)
    routes.form(.interestStatement, requires: .declareInterests, state)
    routes.page(.recusal, requires: .declareInterests) { site, session in try await recusal(site, session) }
    routes.form(.recusal, requires: .declareInterests, recuse)
    routes.page(.conflicts, requires: .readConflicts) { site, session in try await register(site, session) }
    routes.form(.conflictAside, requires: .setConflictAside, setAside)
    routes.form(.conflictBack, requires: .setConflictAside, putBack)
  }

  private static func notice(_ word: String) -> String? {
    switch word {
    case "declaration": "interestDeclared"
    case "fin": "interestEnded"
    case "attestation": "interestsStated"
    case "deport": "recusalDone"
    default: nil
    }
  }

  private static func done(_ site: SiteRequest, _ word: String) -> Response {
    site.redirect(to: address(Link.ownInterests.path(site.language), [("fait", word)]))
  }

  private static func interests(
    _ site: SiteRequest, _ session: Session, _ outcome: OwnInterestsPage.Outcome, refusal: Refusal? = nil
  ) async throws -> Response {
    let own = try await site.operations.ownInterests(site.page(size: 50), for: session.principal)
    let model = OwnInterestsPage(
      own.interests, waves: own.waves, outcome: outcome, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(
        model, title: site.wording.catalogue("ownInterests"), link: .ownInterests, session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func declare(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response
  {
    guard let kind = DeclaredInterest.Kind(rawValue: form.text("kind")) else { throw Refusal.notFound }
    let draft = InterestDraft(
      kind: kind, name: form.text("name"), words: form.text("words"), endedOn: form.text("endedOn"))
    do {
      try await site.operations.declareInterest(draft, by: session.principal)
      return done(site, "declaration")
    } catch Refusal.invalid(let findings) {
      return try await interests(
        site, session, .init(draft: draft, findings: findings), refusal: .invalid(findings))
    }
  }

  @Sendable private static func end(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    guard let interest = ID<DeclaredInterest>(form.text("interest")) else { throw Refusal.notFound }
    do {
      try await site.operations.endInterest(interest, on: form.text("endedOn"), by: session.principal)
      return done(site, "fin")
    } catch Refusal.invalid(let findings) {
      // The field of the form that was sent.
      let told = findings.map { Finding(field: "end-\(interest)", problem: $0.problem) }
      return try await interests(site, session, .init(findings: told), refusal: .invalid(findings))
    }
  }

  @Sendable private static func state(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    guard let wave = Slug(form.text("wave")) else { throw Refusal.notFound }
    try await site.operations.stateInterests(for: wave, by: session.principal)
    return done(site, "attestation")
  }

  private static func recusal(
    _ site: SiteRequest, _ session: Session, typed: String = "", refusal: Refusal? = nil
  ) async throws -> Response {
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    let id = try site.dossier()
    let model = RecusalPage(of: id, typed: typed, findings: findings, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(model, title: site.wording.catalogue("recusal"), link: .recusal(id), session: session),
      status: refusal?.status ?? .ok)
  }

  @Sendable private static func recuse(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    let (id, words) = (try site.dossier(), form.text("words"))
    do {
      try await site.operations.declareConflict(id, words: words, by: session.principal)
      return done(site, "deport")
    } catch Refusal.invalid(let findings) {
      return try await recusal(site, session, typed: words, refusal: .invalid(findings))
    }
  }

  private typealias Failure = (finding: ConflictFinding, reason: String, refusal: Refusal)

  private static func register(
    _ site: SiteRequest, _ session: Session, failed: Failure? = nil
  ) async throws -> Response {
    let wave = site.query("wave").flatMap { Slug($0) }
    let page = try await site.operations.conflictRegister(in: wave, site.page(size: 50), for: session.principal)
    let model = ConflictsPage(
      page, waves: try await site.operations.waves(.longest).items, wave: wave, failed: failed,
      reader: session.principal, csrf: session.csrf, in: site.wording)
    return .html(
      try site.renderPrivate(model, title: site.wording.catalogue("conflicts"), link: .conflicts, session: session),
      status: failed?.refusal.status ?? .ok)
  }

  private static func finding(_ form: Form) throws -> ConflictFinding {
    guard let person = ID<Person>(form.text("person")), let dossier = ID<Dossier>(form.text("dossier")),
      let ground = ConflictGround(rawValue: form.text("ground"))
    else { throw Refusal.notFound }
    return ConflictFinding(person: person, dossier: dossier, ground: ground, basis: form.text("basis"))
  }

  @Sendable private static func setAside(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response
  {
    let (finding, reason) = (try finding(form), form.text("reason"))
    do {
      try await site.operations.setConflictAside(finding, reason: reason, by: session.principal)
      return site.redirect(to: .conflicts)
    } catch let refusal as Refusal where refusal.isAboutTheForm {
      return try await register(site, session, failed: (finding, reason, refusal))
    }
  }

  @Sendable private static func putBack(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response
  {
    try await site.operations.putConflictBack(try finding(form), by: session.principal)
    return site.redirect(to: .conflicts)
  }
}
