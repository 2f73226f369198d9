package import Domain
import Foundation
import Storage

/// The order to print the letter of a decision.
enum DecisionLetterOrder { static let kind = "decisionLetter" }

extension Operations {
  /// Puts the making of the letter of the decision that stands into the outbox: it takes seconds, and a publication
  /// waits for nobody.
  func orderDecisionLetter(of dossier: Dossier, in transaction: any Transaction) throws {
    guard let number = try DecisionRecords(transaction).list(of: dossier.id).last?.number else { return }
    var language = Language.french
    if case .person(let id) = dossier.owner, let person = try PersonRecords(transaction).find(id) {
      language = person.language
    }
    try OutboxRecords(transaction).append(
      OutboxMessage(
        id: world.newIdentity(), channel: .document, kind: DecisionLetterOrder.kind, recipient: "\(dossier.id)",
        language: language, subject: dossier.reference, body: "\(number)", thread: "dossier:\(dossier.id)",
        createdAt: world.now()))
  }

  /// Makes the PDF of a decision that was told. Made twice, the first one stays.
  func makeDecisionLetter(_ message: OutboxMessage, _ printer: any DocumentPrinter) async throws -> Delivery {
    guard let id = ID<Dossier>(message.recipient) else { return .refused(reason: "the order names no dossier") }
    let number = Int(message.body)
    guard let (recorded, told) = try await database.read({ try toldDecision(number, of: id, in: $0) }) else {
      return .refused(reason: "the decision is not told")
    }
    if recorded.hasLetter { return .done }
    let content = try await printer.pdf(try letters.decisionLetter(told, in: message.language))
    let (now, document) = (world.now(), SubmissionDocument(digest: sha256(content), size: content.count))
    try await database.write { transaction in
      try FileRecords(transaction).keep(content, digest: document.digest, at: now)
      try DecisionLetterRecords(transaction).keep(document, of: told.decision, on: id, at: now)
      try JournalRecords(transaction).append(
        "decision.printed", on: "dossier:\(id)", by: .program("outbox"), at: now,
        change: ["digest": .string(document.digest), "size": .integer(Int64(document.size))])
    }
    return .done
  }

  /// - Parameter number: nil for the last one that was told.
  private func toldDecision(
    _ number: Int?, of id: ID<Dossier>, in transaction: any Transaction
  ) throws -> (RecordedDecision, ToldDecision)? {
    let dossier = try DossierRecords(transaction).find(id)
    let decisions = try DecisionRecords(transaction).list(of: id)
    guard let found = decisions.last(where: { $0.isTold && $0.number == number ?? $0.number }),
      let wave = try WaveRecords(transaction).find(dossier.wave)
    else { return nil }
    let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
    // Only the decision that opened a deepening speaks of who goes along, and until when.
    let isDeferred = procedure.outcome(found.decision.outcome)?.kind == .deferred
    let told = ToldDecision(
      dossier: dossier, wave: wave, procedure: procedure, decision: found.decision,
      deepening: isDeferred ? try DeepeningRecords(transaction).find(id) : nil,
      usesScores: try usesScores(dossier, in: transaction), addressee: try addressee(of: dossier, in: transaction))
    return (found, told)
  }

  /// Whether scores of reviewers took part in a decision.
  func usesScores(_ dossier: Dossier, in transaction: any Transaction) throws -> Bool {
    try feedback(on: dossier, in: transaction) != nil
  }

  /// What the scores of a dossier come to; nil where nobody scored it.
  func feedback(on dossier: Dossier, in transaction: any Transaction) throws -> DossierFeedback? {
    guard let rubric = try RubricRecords(transaction).find(of: dossier.wave) else { return nil }
    return DossierFeedback(try reviews(of: dossier, rubric, in: transaction))
  }

  /// The letter of a decision, to be read piece by piece.
  ///
  /// - Parameter number: which of the dossier's decisions; nil for the last one that was told.
  /// - Throws: `Refusal.notFound` also while it is not made, or not told.
  package func decisionLetter(
    _ number: Int? = nil, of id: ID<Dossier>, for principal: Principal
  ) async throws -> (dossier: Dossier, document: SubmissionDocument) {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.readDossier, on: dossier)
      let told = try DecisionRecords(transaction).list(of: id).last { $0.isTold && $0.number == number ?? $0.number }
      guard let told, let document = try DecisionLetterRecords(transaction).find(of: told.decision, on: id) else {
        throw Refusal.notFound
      }
      return (dossier, document)
    }
  }
}
