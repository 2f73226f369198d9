package import Domain
package import Foundation
import Storage

/// The order to print the letter of a measure about a label.
enum LabelPaperOrder { static let kind = "labelPaper" }

extension Operations {
  /// Puts the making of the letter of an event into the outbox. Where nobody who has an account leads the label no mail
  /// reaches anybody: it then waits for somebody of the service to post it.
  func orderLabelPaper(
    _ event: LabelEvent, of id: ID<Territory>, _ dossier: Dossier, in transaction: any Transaction
  ) throws {
    let now = world.now()
    let holder = try holder(of: dossier, in: transaction)
    try LabelPaperRecords(transaction).order(event.number, of: id, isByPost: holder == nil, at: now)
    try OutboxRecords(transaction).append(
      OutboxMessage(
        id: world.newIdentity(), channel: .document, kind: LabelPaperOrder.kind, recipient: "\(id)",
        language: holder?.language ?? .french, subject: dossier.reference, body: "\(event.number)",
        thread: "territory:\(id)", createdAt: now))
  }

  /// Whoever leads a dossier and can be reached by mail.
  private func holder(of dossier: Dossier, in transaction: any Transaction) throws -> Person? {
    guard case .person(let id) = dossier.owner, let person = try PersonRecords(transaction).find(id), !person.isErased
    else { return nil }
    return person
  }

  /// To whom a letter about a dossier goes: the organisation that leads its collective, then the person.
  func addressee(of dossier: Dossier, in transaction: any Transaction) throws -> [String] {
    let members = Candidacy(dossier.answers, slug: Slug(naming: dossier.title)).profile.collective.members
    let lead = members.first { $0.part == .lead }?.name
    return [lead, try holder(of: dossier, in: transaction)?.name].compactMap { $0 }.filter { !$0.isBlank }
  }

  /// Makes the PDF of a measure about a label. Made twice, the first one stays.
  func makeLabelPaper(_ message: OutboxMessage, _ printer: any DocumentPrinter) async throws -> Delivery {
    guard let id = ID<Territory>(message.recipient), let number = Int(message.body) else {
      return .refused(reason: "the order names no label")
    }
    guard let paper = try await database.read({ try labelPaper(number, of: id, in: $0) }) else {
      return .refused(reason: "the label has no such event")
    }
    let content = try await printer.pdf(try letters.labelPaper(paper, in: message.language))
    let (now, document) = (world.now(), SubmissionDocument(digest: sha256(content), size: content.count))
    try await database.write { transaction in
      let records = LabelPaperRecords(transaction)
      guard let state = try records.list(of: id).first(where: { $0.number == number }), state.document == nil else {
        return
      }
      try FileRecords(transaction).keep(content, digest: document.digest, at: now)
      try records.keep(document, number, of: id, at: now)
      try JournalRecords(transaction).append(
        "label.printed", on: "territory:\(id)", by: .program("outbox"), at: now,
        change: ["number": .integer(Int64(number)), "digest": .string(document.digest)])
    }
    return .done
  }

  private func labelPaper(
    _ number: Int, of id: ID<Territory>, in transaction: any Transaction
  ) throws -> LabelPaper? {
    let records = LabelRecords(transaction)
    let events = try records.events(of: id)
    guard let head = try records.head(id), let event = events.first(where: { $0.number == number }),
      let before = LabelLife(events.filter { $0.number < number }).standing(on: event.day)
    else { return nil }
    let dossier = try DossierRecords(transaction).find(head.dossier)
    return LabelPaper(
      facts: facts(head, before), act: before.act, event: event,
      notice: event.content.noticeRestedOn(before),
      terms: try ProcedureRecords(transaction).find(dossier.procedure).receipt,
      addressee: try addressee(of: dossier, in: transaction))
  }

  /// The letter of a measure, for the holder of the label and for the service.
  /// - Throws: `Refusal.notFound` also while it is not made.
  package func labelPaper(
    _ number: Int, of id: ID<Territory>, for principal: Principal
  ) async throws -> (reference: String, document: SubmissionDocument) {
    let now = world.now()
    return try await database.read { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      guard let document = file.papers.first(where: { $0.number == number })?.document else { throw Refusal.notFound }
      return (file.dossier.reference, document)
    }
  }

  /// One piece of such a letter, nil after the last.
  package func piece(
    _ piece: Int, ofPaper number: Int, of id: ID<Territory>, for principal: Principal
  ) async throws -> Data? {
    let digest = try await labelPaper(number, of: id, for: principal).document.digest
    return try await database.read { try FileRecords($0).piece(piece, of: digest) }
  }

  /// Notes that somebody of the service posted a letter that reached nobody by mail.
  package func notePosted(_ number: Int, of id: ID<Territory>, by principal: Principal) async throws {
    let now = world.now()
    try await database.write { transaction in
      let file = try labelFile(id, for: principal, at: now, in: transaction)
      try principal.require(.manageLabel, on: file.dossier)
      guard try LabelPaperRecords(transaction).setPosted(number, of: id, at: now) else {
        throw Refusal.changedMeanwhile
      }
      try JournalRecords(transaction).append(
        "label.posted", on: "territory:\(id)", by: principal.actor, at: now,
        change: ["number": .integer(Int64(number))])
    }
  }
}

extension LabelContent {
  /// The notice that a measure rests on: of a notice its own.
  func noticeRestedOn(_ before: LabelStanding) -> LabelNotice? {
    switch self {
    case .noticeGiven(let notice): notice
    case .suspended, .withdrawn: before.notice?.notice
    case .granted, .answered, .hearingAsked, .hearingHeld, .noticeDropped, .resumed, .renewalRequested,
      .renewalProposed, .renewed, .renewalRefused, .relinquished, .changeRequested, .changeGranted, .changeRefused,
      .reportFiled, .reportReviewed, .annulled:
      nil
    }
  }
}
