import Domain
import Foundation
import Storage

extension Operations {
  /// What stands around the decision of a dossier, as far as the reader may know it.
  func decisionFacts(
    of dossier: Dossier, _ procedure: Procedure, _ wave: Wave, _ history: [DossierHistoryEntry],
    for principal: Principal, in transaction: any Transaction
  ) throws -> DecisionFacts {
    let isDesk = principal.may(.readDesk, to: dossier)
    let maySeeOutcome = isDesk || !dossier.state.hidesOutcome
    let maySeeDeepening = isDesk || dossier.isFiled(by: principal)
    let told = history.last { $0.event == .notify }.map { Day($0.at) }
    let isAppealable = dossier.state == .notified || dossier.state == .published || dossier.state == .appealed
    let appealed = dossier.state == .appealed ? history.last { $0.event == .appeal } : nil
    return DecisionFacts(
      hasLetter: try maySeeOutcome && DecisionLetterRecords(transaction).find(dossier.id) != nil,
      feedback: procedure.needsFourEyes && isAppealable && maySeeDeepening
        ? try feedback(on: dossier, in: transaction) : nil,
      deepening: maySeeDeepening ? try DeepeningRecords(transaction).find(dossier.id)?.state : nil,
      reply: principal.may(.answerDecision, to: dossier) ? try currentReply(of: dossier.id, in: transaction) : nil,
      appeal: isDesk && isAppealable ? told.map { AppealClock(notifiedOn: $0) } : nil,
      appealedOn: isDesk ? appealed.map { Day($0.at) } : nil,
      isPrepared: isDesk && procedure.needsFourEyes,
      setsPublication: (procedure.decision?.together ?? false) && !wave.isPermanent
        && principal.may(.setPublication, on: .any, in: wave.id) && isDesk)
  }
}
