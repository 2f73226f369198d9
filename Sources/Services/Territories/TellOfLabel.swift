import Domain
import Storage

extension Operations {
  /// Tells the holder what the service did, and the service what the holder did.
  ///
  /// - Parameter before: where the label stood before it: a measure repeats the notice that it rests on.
  func tell(
    _ event: LabelEvent, of facts: LabelFacts, after before: LabelStanding, _ act: LabelAct, _ dossier: Dossier,
    site: String, by principal: Principal, in transaction: any Transaction
  ) throws {
    let (content, step) = (event.content, event.content.step)
    guard !step.isInternal else { return }
    if !step.isOfTheHolder || step == .relinquish {
      let procedure = try ProcedureRecords(transaction).find(dossier.procedure)
      let appeal = step.isUnfavourable ? procedure.receipt.appeal : nil
      try post(
        .label(
          LabelLetter(
            facts: facts, act: act, subject: .event(content), appeal: appeal, site: site, signatory: event.signatory,
            notice: content.noticeRestedOn(before))),
        toOwnerOf: dossier, in: transaction)
    }
    if step.hasPaper, event.replaces == nil {
      try orderLabelPaper(event, of: facts.territory, dossier, in: transaction)
    }
    guard step.isOfTheHolder else { return }
    let letter = Letter.label(
      LabelLetter(facts: facts, act: act, subject: .event(content), site: site, isToService: true))
    // Nobody is told as of the service of what they have a part in, or of what binds them.
    let service = try MandateRecords(transaction).holders(
      of: .instructor, in: dossier.wave, at: world.now(), limit: 50)
    for person in service
    where person.id != principal.person && !dossier.isFiled(by: Principal(person: person.id, roles: []))
      && !dossier.conflicted.contains(person.id)
    {
      try post(letter, to: person, about: [dossier.id], in: transaction)
    }
  }
}
