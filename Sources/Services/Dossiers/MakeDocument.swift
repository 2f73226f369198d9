import Domain
import Foundation
import Storage

extension Operations {
  /// Puts the making of a submission's PDF into the outbox: it takes seconds, and a submission waits for nobody.
  func orderDocument(of number: Int, of dossier: Dossier, in transaction: any Transaction) throws {
    var language = Language.french
    if case .person(let id) = dossier.owner, let person = try PersonRecords(transaction).find(id) {
      language = person.language
    }
    try OutboxRecords(transaction).append(
      OutboxMessage(
        id: world.newIdentity(), channel: .document, kind: "submission", recipient: "\(dossier.id)",
        language: language, subject: dossier.reference, body: "\(number)", thread: "dossier:\(dossier.id)",
        createdAt: world.now()))
  }

  /// Makes the PDF of a submission. Made twice, the first one stays.
  func makeDocument(_ message: OutboxMessage, _ printer: any DocumentPrinter) async throws -> Delivery {
    if message.kind == BlankFormOrder.kind { return try await makeBlankForm(message, printer) }
    if message.kind == MinutesOrder.kind { return try await makeMinutes(message, printer) }
    if message.kind == DecisionLetterOrder.kind { return try await makeDecisionLetter(message, printer) }
    if message.kind == LabelPaperOrder.kind { return try await makeLabelPaper(message, printer) }
    if message.kind == CertificateOrder.kind { return try await makeCertificate(message, printer) }
    guard let id = ID<Dossier>(message.recipient), let number = Int(message.body) else {
      return .refused(reason: "the order names no submission")
    }
    let submitted = try await database.read { transaction -> SubmittedDossier? in
      guard let found = try SubmissionRecords(transaction).find(number, of: id) else { return nil }
      let dossier = try DossierRecords(transaction).find(id)
      guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
      return SubmittedDossier(
        dossier: dossier, wave: wave, procedure: try ProcedureRecords(transaction).find(dossier.procedure),
        submission: found.submission, answers: found.answers)
    }
    // What was emptied since has nothing to print.
    guard let submitted, sha256(submitted.answers.json.canonical) == submitted.submission.digest else {
      return .refused(reason: "what was submitted is not kept any more")
    }
    guard submitted.submission.document == nil else { return .done }
    let content = try await printer.pdf(try letters.document(submitted, in: message.language))
    let (now, document) = (world.now(), SubmissionDocument(digest: sha256(content), size: content.count))
    try await database.write { transaction in
      // It may have been emptied, or made by another worker, while this one printed.
      guard let still = try SubmissionRecords(transaction).find(number, of: id),
        still.submission.document == nil, still.answers == submitted.answers
      else { return }
      try FileRecords(transaction).keep(content, digest: document.digest, at: now)
      _ = try SubmissionRecords(transaction).keep(document, of: number, of: id, at: now)
      try JournalRecords(transaction).append(
        "document.made", on: "dossier:\(id)", by: .program("outbox"), at: now,
        change: [
          "submission": .integer(Int64(number)), "digest": .string(document.digest),
          "size": .integer(Int64(document.size)),
        ])
    }
    return .done
  }
}
