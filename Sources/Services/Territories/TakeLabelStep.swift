package import Domain
import Foundation
import Storage

extension Operations {
  /// Takes a step in the life of a label: what the holder asks for or answers, and what the service decides.
  ///
  /// A suspension and a withdrawal follow a notice with its facts and ground, the time to answer, the answer or its
  /// absence, and the hearing that was asked for (CRPA L121-1, L122-1); somebody else decides than who gave the notice.
  ///
  /// - Parameters:
  ///   - signatory: whose name and capacity stand on a measure (CRPA L212-1).
  ///   - version: how many events the label had when the form was drawn.
  ///   - site: where the site is reached, for the letter.
  /// - Throws: `Refusal.label` for what its life does not allow, `.changedMeanwhile`, `.invalid`.
  package func takeLabelStep(
    _ action: LabelAction, signatory: Decision.Signatory? = nil, of id: ID<Territory>, version: Int, site: String,
    by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      try principal.require(action.step.permission, on: file.dossier)
      guard file.version == version else { throw Refusal.changedMeanwhile }
      let content = try action.content(
        for: file.standing, scheme: programme.programme.label, answerDays: file.answerDays)
      try checkPersons(action, file, by: principal, in: transaction)
      let findings = action.step.findings(signatory: signatory)
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      try record(
        content, in: file, signatory: action.step.needsSignatory ? signatory : nil, by: principal, site: site,
        transaction)
    }
    try await refreshPublishedVersion()
  }

  /// What a step asks of persons: two pairs of eyes, a lead who belongs to the collective, one's own report.
  private func checkPersons(
    _ action: LabelAction, _ file: LabelFile, by principal: Principal, in transaction: any Transaction
  ) throws {
    if let problem = file.problem(of: action.step, by: principal.person) { throw Refusal.label(problem) }
    switch action {
    case .requestChange(.lead(let person), _):
      guard file.dossier.member(person) != nil else { throw Refusal.notFound }
    case .requestChange(.perimeter(let codes), _):
      let unknown = codes.first { !knows($0) }
      if let unknown {
        throw Refusal.invalid([Finding(field: "perimeter", problem: .unknownPlace("\(unknown)"))])
      }
      if codes.isEmpty { throw Refusal.invalid([Finding(field: "perimeter", problem: .missing)]) }
      if Set(codes) == Set(file.perimeter) {
        throw Refusal.invalid([Finding(field: "perimeter", problem: .unchanged)])
      }
    case .fileReport(let report):
      let own = try reports(of: file, in: transaction)
      guard own.contains(where: { $0.id == report }) else { throw Refusal.label(.noReport) }
    case .giveNotice, .answerNotice, .askForHearing, .recordHearing, .dropNotice, .suspend, .resume, .withdraw,
      .requestRenewal, .proposeRenewal, .renew, .refuseRenewal, .relinquish, .grantChange, .refuseChange, .reviewReport:
      break
    }
  }

  /// The reports that the holder submitted since the one that is due can be filed, and that stand for no year yet.
  func reports(of file: LabelFile, in transaction: any Transaction) throws -> [ReportListing] {
    guard let procedure = programme.programme.label?.reviewProcedure, let opens = file.standing.reportOpensOn,
      case .person(let owner) = file.dossier.owner
    else { return [] }
    let used = Set(file.standing.reports.values.map(\.dossier))
    return try RegisterRecords(transaction).reports(of: owner, procedure: procedure)
      .filter { !used.contains($0.id) && Day($0.submittedAt) >= opens }
  }

  /// Puts right what was recorded: an event takes place on another day, or never did (a court annulled it, or it was a
  /// mistake). The first record stays, so that the register can tell what was known when.
  ///
  /// - Parameter day: the day from which it holds; nil when it never did.
  /// - Throws: `Refusal.label(.contradicts)` where what came later would not be possible any more.
  package func correctLabelEvent(
    _ number: Int, of id: ID<Territory>, to day: Day?, reasons: String, version: Int, site: String,
    by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      try principal.require(.manageLabel, on: file.dossier)
      guard file.version == version else { throw Refusal.changedMeanwhile }
      guard let event = file.events.first(where: { $0.number == number }), file.mayBeCorrected(event) else {
        throw Refusal.notFound
      }
      let findings = LabelDraft.findings(in: reasons, field: "text")
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      if let day, day > Day(now) {
        throw Refusal.invalid([Finding(field: "day", problem: .tooLarge(maximum: "\(Day(now))"))])
      }
      // Whoever recorded it does not take it out of the history alone.
      guard principal.person != nil, event.recorder == nil || event.recorder != principal.person else {
        throw Refusal.label(.sameJudge)
      }
      let content = day == nil ? LabelContent.annulled(reasons: LabelDraft.cleaned(reasons)) : event.content
      try record(
        content, in: file, on: day ?? event.day, replacing: event, reasons: LabelDraft.cleaned(reasons), by: principal,
        site: site, transaction)
    }
    try await refreshPublishedVersion()
  }

  /// Adds an event to the life of a label, with all that follows from it.
  private func record(
    _ content: LabelContent, in file: LabelFile, on day: Day? = nil, replacing earlier: LabelEvent? = nil,
    reasons: String? = nil, signatory: Decision.Signatory? = nil, by principal: Principal, site: String,
    _ transaction: any Transaction
  ) throws {
    let (now, id) = (world.now(), file.facts.territory)
    let number = earlier?.number
    if number == nil, let problem = file.standing.problem(of: content) { throw Refusal.label(problem) }
    // An event that takes place on another day stays the act of whoever it was.
    let isMoved = earlier.map { $0.content == content } ?? false
    let event = LabelEvent(
      number: file.version + 1, day: day ?? Day(now), recordedAt: now,
      author: isMoved ? earlier?.author : principal.person, corrector: number == nil ? nil : principal.person,
      replaces: number, content: content, signatory: isMoved ? earlier?.signatory : signatory)
    let life = LabelLife(file.events + [event])
    guard life.contradiction == nil else { throw Refusal.label(.contradicts) }
    let records = LabelRecords(transaction)
    guard try records.append(event, to: id) else { throw Refusal.changedMeanwhile }
    try records.keep(life, of: id, at: now, lookedOn: Day(now))
    let standing = life.standing(on: Day(now)) ?? file.standing
    try follow(content, file, standing, in: transaction)
    var change: [String: JSONValue] = [
      "number": .integer(Int64(event.number)), "day": .string("\(event.day)"),
      "state": .string(standing.state.rawValue),
    ]
    if let text = reasons ?? content.text { change["text"] = .string(sha256(text)) }
    if let number { change["replaces"] = .integer(Int64(number)) }
    try JournalRecords(transaction).append(
      number == nil ? "label.\(content.step.rawValue)" : "label.corrected", on: "territory:\(id)",
      by: principal.actor, at: now, change: change)
    let facts = file.facts.with(standing)
    try tell(
      event, of: facts, after: file.standing, standing.act, file.dossier, site: site, by: principal, in: transaction)
    if content.step.isPublic || number != nil { try SettingRecords(transaction).raisePublishedVersion() }
  }

  /// What an event changes outside of the life of the label: the perimeter in force, who leads.
  private func follow(
    _ content: LabelContent, _ file: LabelFile, _ standing: LabelStanding, in transaction: any Transaction
  ) throws {
    let (now, id) = (world.now(), file.facts.territory)
    guard let head = try LabelRecords(transaction).head(id) else { return }
    let inForce = standing.perimeter ?? head.grantedPerimeter
    if inForce != file.perimeter {
      let regions = Perimeter(codes: inForce, year: Day(now).year).regions(in: gazetteer).sorted()
      let territories = TerritoryRecords(transaction)
      try territories.setPerimeter(inForce, regions: regions, of: id)
      if let territory = try territories.find(head.slug, on: Day(now)) { try index(territory, in: transaction) }
    }
    guard case .changeGranted(.lead(let heir), _) = content else { return }
    guard let member = file.dossier.member(heir), case .person(let former) = file.dossier.owner else {
      throw Refusal.notFound
    }
    let members = DossierMemberRecords(transaction)
    try members.end(heir, in: file.dossier.id, at: now)
    try DossierRecords(transaction).handOver(file.dossier, to: heir, at: now)
    try members.insert(former, as: .writer, sections: nil, party: member.party, in: file.dossier.id, at: now)
    if let known = try PersonRecords(transaction).find(heir) {
      let host = try PersonRecords(transaction).find(former)
      try post(.dossierHandedOver(file.dossier, by: host?.name ?? ""), to: known, in: transaction)
    }
  }
}
