import Domain
import Foundation
import Site
import TestSupport

/// Every page of somebody who is signed in, or on the way to it.
struct PrivateExamples {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers
  private let setting: PageExample.Setting
  var wording: Wording { setting.wording }

  init(_ setting: PageExample.Setting) { self.setting = setting }

  func all() throws -> [PageExample] {
    try signIn() + (try space()) + (try dossiers()) + (try sections()) + (try changes()) + (try comparisons())
      + (try examination())
      + (try people())
      + (try messages()) + (try sessions()) + (try demonstration()) + (try files()) + (try unavailable())
      + (try organisations()) + (try procedures()) + (try exchange())
      + (try CollectiveExamples(base: self, wording: wording).all())
      + CallExamples(setting).all() + ReviewExamples(base: self, wording: wording).all()
      + PanelExamples(base: self, wording: wording).all()
      + ConflictExamples(base: self, wording: wording).all()
      + DecisionExamples(base: self, wording: wording).all()
      + SheetExamples(base: self, wording: wording).all()
      + JuryExamples(base: self, wording: wording).all()
      + LabelExamples(base: self, wording: wording).all()
  }

  func example(_ name: String, _ model: some PageModel, _ link: Link) throws -> PageExample {
    let account = Layout.Account(try session([.applicant, .instructor]), in: wording)
    return try PageExample(name, model, setting.layout(link, account: account), setting)
  }

  func session(_ roles: Set<Role>) throws -> Session {
    guard let email = EmailAddress("nom@exemple.example") else { throw ExampleFault.address }
    let person = Person(id: V.identity(9), email: email, name: V.hostile, language: .french)
    return Session(person: person, principal: Principal(person: person.id, roles: roles), csrf: "token")
  }

  private enum ExampleFault: Error { case address }

  func page<Item>(_ items: [Item]) -> Page<Item> {
    Page(items: items, total: items.count * 2, request: .longest)
  }

  private func signIn() throws -> [PageExample] {
    let finding = Finding(field: "email", problem: .notAnAddress)
    let typed = [(name: "items.0.title", value: V.hostile), (name: "csrf", value: "x")]
    return [
      try example(
        "sign-in",
        SignInPage(
          email: V.hostile, returnPath: "/\(V.hostile)", errors: [finding], isDemonstration: true, in: wording),
        .signIn),
      try example(
        "sign-in with a provider",
        SignInPage(
          returnPath: "/\(V.hostile)", problem: .cancelled, isDemonstration: false, provider: V.hostile, in: wording),
        .signIn),
      try example("bare sign-in", SignInPage(isDemonstration: false, in: wording), .signIn),
      try example("link sent", LinkSentPage(isDemonstration: true, in: wording), .linkSent),
      try example("confirmation", ConfirmSignInPage(token: V.hostile, in: wording), .signIn),
      try example("expired", SessionExpiredPage(members: typed, returnPath: "/espace", in: wording), .space),
    ]
  }

  private func messages() throws -> [PageExample] {
    func entry(_ state: OutboxMessage.State) -> OutboxEntry {
      OutboxEntry(
        id: V.identity(8), channel: state == .dead ? .webhook : .mail, kind: "step", recipient: V.hostile,
        subject: V.hostile, state: state, attempts: 3, createdAt: V.moment, dueAt: V.moment, deliveredAt: nil,
        lastError: V.hostile)
    }
    let webhook = Webhook(id: V.identity(8), url: V.hostile, secret: V.hostile, createdAt: V.moment)
    let finding = Finding(field: "url", problem: .notAWebAddress)
    return [
      try example(
        "messages",
        MessagesPage(page(OutboxMessage.State.allCases.map(entry)), state: .dead, csrf: "token", in: wording), .messages
      ),
      try example("no message", MessagesPage(page([]), state: nil, csrf: "token", in: wording), .messages),
      try example(
        "webhooks",
        WebhooksPage([webhook], added: webhook, url: V.hostile, findings: [finding], csrf: "token", in: wording),
        .webhooks),
      try example("no webhook", WebhooksPage([], csrf: "token", in: wording), .webhooks),
      try example("mail choice", MailChoicePage(.daily, isSaved: true, csrf: "token", in: wording), .mailChoice),
      try example("decline", DeclineMailPage(V.identity(8), isDone: false, in: wording), .mailChoice),
      try example("declined", DeclineMailPage(V.identity(8), isDone: true, in: wording), .mailChoice),
    ]
  }

  private func sessions() throws -> [PageExample] {
    let origins = [
      SessionOrigin(network: "192.0.2.0/24", browser: V.hostile), .unknown,
    ]
    let sessions = origins.enumerated().map { index, origin in
      OpenSession(
        id: V.identity(index + 20), startedAt: V.moment, lastSeenAt: V.moment, origin: origin, isCurrent: index == 0)
    }
    return [try example("sessions", SessionsPage(page(sessions), csrf: "token", in: wording), .sessions)]
  }

  private func people() throws -> [PageExample] {
    let person = try session([]).person
    let mandates = [
      Mandate(
        number: 2, role: .instructor, scope: .wave(V.wave().id), grantedAt: V.moment, until: Day(V.moment),
        withdrawnAt: nil),
      Mandate(
        number: 1, role: .administrator, scope: .everywhere, grantedAt: V.moment, until: nil, withdrawnAt: V.moment),
    ]
    let file = PersonFile(person: person, mandates: mandates)
    let findings = ["email", "role", "scope", "until"].map { Finding(field: $0, problem: .missing) }
    let entry = RoleEntry(
      email: V.hostile, name: V.hostile, role: "jury", scope: "wave:\(V.wave().id)", until: V.hostile)
    return [
      try example(
        "people",
        PeoplePage(
          page([file]), beginning: V.hostile, waves: [V.wave()], at: V.moment, csrf: "token", findings: findings,
          entry: entry, in: wording), .people),
      try example(
        "nobody", PeoplePage(page([]), beginning: "", waves: [], at: V.moment, csrf: "token", in: wording), .people),
      try example(
        "person",
        PersonPage(
          file, waves: [V.wave()], at: V.moment, csrf: "token", findings: findings, message: V.hostile, entry: entry,
          in: wording), .person(person.id)),
      try example(
        "person without a role",
        PersonPage(PersonFile(person: person, mandates: []), waves: [], at: V.moment, csrf: "token", in: wording),
        .person(person.id)),
    ]
  }

  private func space() throws -> [PageExample] {
    [
      try example(
        "space",
        SpacePage(
          try session([.applicant, .instructor, .administrator]), tasks: ExchangeExamples.tasks,
          dossiers: page([D.listing]), in: wording),
        .space),
      try example("bare space", SpacePage(try session([.company]), dossiers: page([]), in: wording), .space),
      try example(
        "queue",
        QueuePage(
          page([D.listing]), filter: QueueFilter(state: .decided, wave: V.wave().slug, procedure: "p"),
          waves: [V.wave()], procedures: [D.procedure], questions: [D.listing.id: 2], csrf: "token", in: wording),
        .queue),
      try example(
        "empty queue",
        QueuePage(page([]), filter: QueueFilter(), waves: [], procedures: [], csrf: "token", in: wording), .queue),
    ]
  }

  private func dossiers() throws -> [PageExample] {
    try DossierState.allCases.map { state in
      try example(
        "dossier \(state.rawValue)", DossierPage(D.file(state), csrf: "token", in: wording), .dossier(V.identity(5)))
    } + [
      try example(
        "refused dossier",
        DossierPage(D.file(.draft), csrf: "token", isRefused: true, message: V.hostile, in: wording),
        .dossier(V.identity(5))),
      try example(
        "draft to begin from another",
        DossierPage(D.file(.draft, Answers()), csrf: "token", earlier: ExchangeExamples.earlier, in: wording),
        .dossier(V.identity(5))),
      try example(
        "draft that was copied",
        DossierPage(D.file(.draft), csrf: "token", copy: ExchangeExamples.copy, in: wording), .dossier(V.identity(5))),
    ]
  }

  private func sections() throws -> [PageExample] {
    func section(
      _ answers: Answers, saved: Answers = D.faulty, conflicts: [AnswerConflict] = [], message: String? = nil,
      results: SectionPage.PlaceResults? = nil, context: FieldContext = FieldContext()
    ) -> SectionPage {
      SectionPage(
        D.file(.draft, saved), section: D.section, answers: answers,
        findings: D.findings(answers).filter { $0.field != "end" }, csrf: "token", isSaved: true, conflicts: conflicts,
        present: conflicts.isEmpty ? [] : [CollectiveExamples.presence], message: message, results: results,
        context: context, in: wording)
    }
    let link = Link.section(V.identity(5), D.section.id)
    let places = [PlaceCode(level: .municipality, code: "90001"), PlaceCode(level: .region, code: "27")]
    var open = fieldContext(found: false)
    open.open = ["items.3"]
    return [
      try example(
        "faulty section",
        section(
          D.faulty, results: .init(query: V.hostile, places: places, wholes: ["90001": [D.whole]]),
          context: fieldContext(found: true)), link),
      try example(
        "section saved meanwhile",
        section(
          D.faulty, conflicts: CollectiveExamples.conflicts, message: V.hostile, results: .init(query: "x", places: [])),
        link),
      try example("section", section(D.chosen, saved: D.chosen, context: fieldContext(found: false)), link),
      try example("section with a long group", section(D.long, saved: D.long, context: open), link),
      try example("empty section", section(Answers(), saved: Answers()), link),
    ]
  }

  private var perimeter: PerimeterPanel.Contents {
    let codes = ["epci:200000001", "commune:90001", "commune:90003", "commune:00000"].compactMap { PlaceCode($0) }
    let around = Municipality(
      code: "91001", name: V.hostile, department: "91", intermunicipality: nil, population: nil, position: nil)
    return PerimeterPanel.Contents(
      field: "area", review: PerimeterReview(codes, in: ExampleGeography.gazetteer), neighbours: [around],
      overlaps: [PerimeterOverlap(owner: V.summary, municipalities: 2)], map: ExampleMaps.chosen)
  }

  private func fieldContext(found: Bool) -> FieldContext {
    var context = FieldContext()
    context.files = [D.attachment]
    context.communes = { _ in
      [
        Municipality(
          code: "90001", name: V.hostile, department: "90", intermunicipality: nil, population: nil, position: nil)
      ]
    }
    let card = OrganisationCard(
      name: V.hostile, number: RegisterNumber("732829320"), form: .association, kinds: [], municipality: nil,
      website: nil)
    let bare = OrganisationCard(
      name: V.hostile, number: nil, form: .association, kinds: [], municipality: nil, website: nil)
    context.organisations = [
      FieldContext.OrganisationResults(
        path: "host", query: V.hostile,
        organisations: found
          ? [Organisation(id: V.identity(20), card: card), Organisation(id: V.identity(21), card: bare)] : [])
    ]
    context.preview = "story"
    if found { context.perimeter = perimeter }
    return context
  }

  private func examination() throws -> [PageExample] {
    let link = Link.examination(V.identity(5))
    let draft = ExaminationPage.DecisionDraft(
      outcome: "rejected", reasons: V.hostile, conditions: V.hostile, signatoryName: V.hostile,
      signatoryFunction: V.hostile,
      stepReasons: V.hostile)
    let refusal = Refusal.invalid(
      ["outcome", "reasons", "conditions", "signatoryName", "signatoryFunction"].map {
        Finding(field: $0, problem: .missing)
      })
    return try DossierState.allCases.map { state in
      try example("examination \(state.rawValue)", ExaminationPage(D.file(state), csrf: "token", in: wording), link)
    } + [
      try example(
        "refused decision",
        ExaminationPage(
          D.file(.deliberated), csrf: "token", draft: draft, refusal: refusal,
          overlaps: [
            PerimeterOverlap(
              owner: OverlappingDossier(id: V.identity(30), reference: "FI-0002", title: V.hostile), municipalities: 3)
          ], in: wording), link)
    ]
  }

  private func files() throws -> [PageExample] {
    let dossier = D.file(.draft).dossier
    func file(_ number: Int, _ size: Int, _ type: MediaType) -> Attachment {
      Attachment(
        id: V.identity(number), dossier: dossier.id, owner: dossier.owner, digest: "0", name: V.hostile, type: type,
        size: size, addedAt: V.moment)
    }
    func page(_ files: [Attachment], mayChange: Bool, isOwner: Bool, _ refusal: Refusal? = nil) -> FilesPage {
      FilesPage(
        files, of: dossier, csrf: "token", mayChange: mayChange, isOwner: isOwner, refusal: refusal, in: wording)
    }
    let two = [file(11, 900, .pdf), file(12, 24_300_000, .odt)]
    let refusal = Refusal.invalid([Finding(field: "file", problem: .fileKind)])
    return [
      try example("files", page(two, mayChange: true, isOwner: true), .files(dossier.id)),
      try example("no file", page([], mayChange: true, isOwner: true, refusal), .files(dossier.id)),
      try example("files to read", page(two, mayChange: false, isOwner: false), .files(dossier.id)),
    ]
  }

  private func unavailable() throws -> [PageExample] {
    let typed = [(name: "items.0.title", value: V.hostile), (name: "csrf", value: "x")]
    let layout = Layout(
      title: V.hostile, link: .space, isPrivate: true, isDemonstration: true, isReadOnly: true, in: wording)
    return [
      try PageExample("unavailable", UnavailablePage(members: typed, in: wording), layout, setting),
      try example("unavailable, nothing typed", UnavailablePage(members: [], in: wording), .space),
    ]
  }

  private func demonstration() throws -> [PageExample] {
    let person = try session([]).person
    let people = Role.allCases.map { ExamplePerson(email: person.email, name: V.hostile, role: $0) }
    let message = OutboxMessage(
      id: V.identity(6), kind: "signIn", recipient: person.email.value, subject: V.hostile,
      body: "\(V.hostile)\n\nhttps://exemple.example/<b>\n", createdAt: V.moment)
    return [
      try example("demonstration", DemonstrationPage(people, in: wording), .demonstration),
      try example("mailbox", MailboxPage(page([message]), in: wording), .mailbox),
      try example("empty mailbox", MailboxPage(page([]), in: wording), .mailbox),
      try example("mail", MailPage(message, in: wording), .mail(message.id)),
    ]
  }
}
