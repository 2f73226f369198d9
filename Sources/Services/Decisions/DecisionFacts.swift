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
    let maySeeDeepening = isDesk || dossier.isFiled(by: principal)
    let isAppealable = dossier.state == .notified || dossier.state == .published || dossier.state == .appealed
    // Silence goes on rejecting an appeal while it is looked into, until it is answered.
    let appealed = history.appealedOn
    let hasDelay = isAppealable || appealed != nil || dossier.state == .inadmissible
    let mayAppeal = dossier.state.possibleEvents.contains(.appeal)
    return DecisionFacts(
      feedback: procedure.needsFourEyes && isAppealable && maySeeDeepening
        ? try feedback(on: dossier, in: transaction) : nil,
      deepening: maySeeDeepening ? try DeepeningRecords(transaction).find(dossier.id)?.state : nil,
      reply: principal.may(.answerDecision, to: dossier)
        ? try DecisionDraftRecords(transaction).lastReply(of: dossier.id) : nil,
      appeal: isDesk && hasDelay ? history.toldOn.map { AppealClock(notifiedOn: $0, appealedOn: appealed) } : nil,
      appealedOn: isDesk ? appealed : nil,
      mayAppeal: mayAppeal && principal.may(.appealDecision, to: dossier),
      mayRecordAppeal: mayAppeal && principal.may(.recordAppeal, to: dossier),
      isPrepared: isDesk && procedure.needsFourEyes,
      setsPublication: (procedure.decision?.together ?? false) && !wave.isPermanent
        && principal.may(.setPublication, on: .any, in: wave.id) && isDesk)
  }
}
