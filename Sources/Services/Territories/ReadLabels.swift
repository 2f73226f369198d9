package import Domain
package import Foundation
import Storage

extension Operations {
  /// The published labels, those first on which something is due soonest.
  package func labels(
    _ state: LabelState?, _ page: PageRequest, for principal: Principal
  ) async throws -> Page<LabelListing> {
    try principal.require(.readLabels, on: .any)
    // Those of which the page opens: a role may be limited to some waves.
    let waves = principal.waves(of: .readLabel, on: .other)
    return try await database.read {
      try RegisterRecords($0).labels(state, in: waves, page, for: principal.person)
    }
  }

  /// All of a label: its state, its history, the exchange about it.
  /// - Throws: `Refusal.notFound` for everybody who has no part in it, and while it is under embargo.
  package func label(_ id: ID<Territory>, for principal: Principal) async throws -> LabelFile {
    let now = world.now()
    return try await database.read { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      // What somebody of the service proposes is no decision: the holder reads what is decided.
      return principal.may(.manageLabel, to: file.dossier) ? file : file.withoutInternal
    }
  }

  /// The reports that the holder of a label can file now.
  package func reportsToFile(_ id: ID<Territory>, for principal: Principal) async throws -> [ReportListing] {
    let now = world.now()
    return try await database.read { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      guard principal.may(.holdLabel, to: file.dossier) else { return [] }
      return try reports(of: file, in: transaction)
    }
  }

  /// The members of the collective, of whom another could lead it.
  package func labelMembers(_ id: ID<Territory>, for principal: Principal) async throws -> [Person] {
    let now = world.now()
    return try await database.read { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      guard principal.may(.holdLabel, to: file.dossier) else { return [] }
      return try file.dossier.members.compactMap { try PersonRecords(transaction).find($0.person) }
        .filter { !$0.isErased }
    }
  }

  /// The label that a dossier became, for whoever may see its page; nil for everybody else and under embargo.
  package func label(of dossier: ID<Dossier>, for principal: Principal) async throws -> ID<Territory>? {
    try await database.read { transaction in
      guard let head = try LabelRecords(transaction).head(of: dossier),
        principal.may(.readLabel, to: try DossierRecords(transaction).find(dossier))
      else { return nil }
      return head.territory
    }
  }

  func labelFile(
    _ id: ID<Territory>, for principal: Principal, at now: Date, in transaction: any Transaction
  ) throws -> LabelFile {
    let records = LabelRecords(transaction)
    guard let head = try records.head(id) else { throw Refusal.notFound }
    let dossier = try DossierRecords(transaction).find(head.dossier)
    guard principal.may(.readLabel, to: dossier) else { throw Refusal.notFound }
    let events = try records.events(of: id)
    guard let standing = LabelLife(events).standing(on: Day(now)) else { throw Refusal.notFound }
    return LabelFile(
      facts: facts(head, standing), dossier: dossier, events: events, standing: standing, perimeter: head.perimeter,
      version: head.version,
      answerDays: programme.programme.label?.answerDays ?? LabelScheme.answerDaysByDefault,
      papers: try LabelPaperRecords(transaction).list(of: id))
  }

  /// A report on a label is begun by whoever leads a labelled territory, and by nobody else.
  func requireLabel(for procedure: ProcedureKey, of principal: Principal, in transaction: any Transaction) throws {
    guard procedure.id == programme.programme.label?.reviewProcedure, let person = principal.person else { return }
    guard try RegisterRecords(transaction).holdsLabel(person, on: Day(world.now())) else {
      throw Refusal.label(.notAHolder)
    }
  }

  func facts(_ head: LabelRecords.Head, _ standing: LabelStanding) -> LabelFacts {
    LabelFacts(
      territory: head.territory, slug: head.slug, name: head.name, wave: head.wave, standing: standing,
      code: head.code, isExample: head.isExample)
  }

  /// What the act of a label states from the day of its grant on. A label of an old record states nothing.
  func labelAct(for dossier: Dossier, on day: Day, in transaction: any Transaction) throws -> LabelAct {
    guard case .person = dossier.owner, let scheme = programme.programme.label else { return .unstated }
    return scheme.act(grantedOn: day, adding: try DecisionRecords(transaction).find(dossier.id)?.conditions)
  }
}

extension Operations {
  /// Who was labelled on a day, by name. Public.
  ///
  /// - Parameter moment: as it was known then; nil for what is known now.
  /// - Throws: `Refusal.invalid` for a day to come: nobody knows it.
  package func register(on day: Day, knownAt moment: Date? = nil, _ page: PageRequest) async throws -> Page<
    RegisterEntry
  > {
    let now = world.now()
    guard day <= Day(now) else {
      throw Refusal.invalid([Finding(field: "jour", problem: .tooLarge(maximum: "\(Day(now))"))])
    }
    let query = RegisterQuery(day: day, knownAt: min(moment ?? now, now))
    return try await database.read { try RegisterRecords($0).entries(query, page) }
  }

  /// The whole register of a day, for a file. Public.
  package func wholeRegister(on day: Day, knownAt moment: Date? = nil) async throws -> [RegisterEntry] {
    var all: [RegisterEntry] = []
    while let request = PageRequest(offset: all.count, limit: PageRequest.limits.upperBound) {
      let page = try await register(on: day, knownAt: moment, request)
      all += page.items
      if !page.hasNext { break }
    }
    return all
  }

  /// What everybody may know of the label of a published territory today, with its public history. Public.
  package func labelFacts(_ slug: Slug) async throws -> (facts: LabelFacts, history: [PublicLabelEvent]) {
    let today = Day(world.now())
    return try await database.read { transaction in
      let records = LabelRecords(transaction)
      guard let head = try records.head(slug) else { throw Refusal.notFound }
      let life = LabelLife(try records.events(of: head.territory))
      guard let standing = life.standing(on: today) else { throw Refusal.notFound }
      return (facts(head, standing), life.publicEvents(on: today))
    }
  }

  /// The label that a code stands for; nil for a code that is none of ours, and under embargo. Public.
  package func verifyLabel(_ text: String) async throws -> LabelFacts? {
    let today = Day(world.now())
    guard let code = VerificationCode(text) else { return nil }
    return try await database.read { transaction in
      let records = LabelRecords(transaction)
      guard let head = try records.head(code),
        let standing = LabelLife(try records.events(of: head.territory)).standing(on: today)
      else { return nil }
      return facts(head, standing)
    }
  }
}
