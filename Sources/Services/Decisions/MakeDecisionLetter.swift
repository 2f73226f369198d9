package import Domain
import Foundation
import Storage

/// The order to print the letter of a decision.
enum DecisionLetterOrder { static let kind = "decisionLetter" }

extension Operations {
  /// Puts the making of a letter into the outbox: it takes seconds, and a publication waits for nobody.
  func orderDecisionLetter(of dossier: Dossier, in transaction: any Transaction) throws {
    var language = Language.french
    if case .person(let id) = dossier.owner, let person = try PersonRecords(transaction).find(id) {
      language = person.language
    }
    try OutboxRecords(transaction).append(
      OutboxMessage(
        id: world.newIdentity(), channel: .document, kind: DecisionLetterOrder.kind, recipient: "\(dossier.id)",
        language: language, subject: dossier.reference, body: "", thread: "dossier:\(dossier.id)",
        createdAt: world.now()))
  }

  /// Makes the PDF of a decision that was told. Made twice, the first one stays.
  func makeDecisionLetter(_ message: OutboxMessage, _ printer: any DocumentPrinter) async throws -> Delivery {
    guard let id = ID<Dossier>(message.recipient) else { return .refused(reason: "the order names no dossier") }
    guard let told = try await database.read({ try toldDecision(of: id, in: $0) }) else {
      return .refused(reason: "the decision is not told, or was taken anew")
    }
    if try await database.read({ try DecisionLetterRecords($0).find(id) }) != nil { return .done }
    let content = try await printer.pdf(try letters.decisionLetter(told, in: message.language))
    let (now, document) = (world.now(), SubmissionDocument(digest: sha256(content), size: content.count))
    try await database.write { transaction in
      guard try toldDecision(of: id, in: transaction)?.decision == told.decision else { return }
      try FileRecords(transaction).keep(content, digest: document.digest, at: now)
      try DecisionLetterRecords(transaction).keep(document, of: told.decision, on: id, at: now)
      try JournalRecords(transaction).append(
        "decision.printed", on: "dossier:\(id)", by: .program("outbox"), at: now,
        change: ["digest": .string(document.digest), "size": .integer(Int64(document.size))])
    }
    return .done
  }

  private func toldDecision(of id: ID<Dossier>, in transaction: any Transaction) throws -> ToldDecision? {
    let dossier = try DossierRecords(transaction).find(id)
    guard let decision = try DecisionRecords(transaction).find(id), decision.notifiedAt != nil,
      let wave = try WaveRecords(transaction).find(dossier.wave)
    else { return nil }
    return ToldDecision(
      dossier: dossier, wave: wave, procedure: try ProcedureRecords(transaction).find(dossier.procedure),
      decision: decision, deepening: try DeepeningRecords(transaction).find(id),
      usesScores: try usesScores(dossier, in: transaction))
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
  /// - Throws: `Refusal.notFound` also while it is not made, or not told.
  package func decisionLetter(
    of id: ID<Dossier>, for principal: Principal
  ) async throws -> (dossier: Dossier, document: SubmissionDocument) {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.readDossier, on: dossier)
      guard let document = try DecisionLetterRecords(transaction).find(id),
        principal.may(.readDesk, to: dossier) || !dossier.state.hidesOutcome
      else { throw Refusal.notFound }
      return (dossier, document)
    }
  }
}
