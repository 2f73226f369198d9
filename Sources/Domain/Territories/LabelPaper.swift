package import Foundation

/// The letter of a measure about a label as a document of its own: the notice before it, the suspension, the withdrawal,
/// the refusal of a renewal.
package struct LabelPaper: Hashable, Sendable {
  package let facts: LabelFacts
  package let act: LabelAct
  package let event: LabelEvent
  /// The notice that a measure rests on.
  package let notice: LabelNotice?
  package let terms: ReceiptTerms
  /// To whom it goes: the organisation that leads, then the person.
  package let addressee: [String]

  package init(
    facts: LabelFacts, act: LabelAct, event: LabelEvent, notice: LabelNotice?, terms: ReceiptTerms,
    addressee: [String]
  ) {
    self.facts = facts
    self.act = act
    self.event = event
    self.notice = notice
    self.terms = terms
    self.addressee = addressee
  }
}

/// Where such a letter stands.
package struct LabelPaperState: Hashable, Sendable {
  /// The number of the event that it tells.
  package let number: Int
  package let orderedAt: Date
  /// Nil while it is not made.
  package let document: SubmissionDocument?
  /// Whether it reaches nobody by mail.
  package let isByPost: Bool
  package let postedAt: Date?

  package init(number: Int, orderedAt: Date, document: SubmissionDocument?, isByPost: Bool, postedAt: Date? = nil) {
    self.number = number
    self.orderedAt = orderedAt
    self.document = document
    self.isByPost = isByPost
    self.postedAt = postedAt
  }

  /// Whether somebody of the service still has to post it.
  package var awaitsPost: Bool { isByPost && postedAt == nil }
}

extension LabelStep {
  /// Whether its letter is a document too.
  package var hasPaper: Bool { self == .giveNotice || needsSignatory }

  /// Whether it is a decision on which a name and a capacity must stand (CRPA L212-1).
  package var needsSignatory: Bool {
    switch self {
    case .suspend, .withdraw, .refuseRenewal: true
    case .grant, .giveNotice, .answerNotice, .askForHearing, .recordHearing, .dropNotice, .resume, .requestRenewal,
      .proposeRenewal, .renew, .relinquish, .requestChange, .grantChange, .refuseChange, .fileReport, .reviewReport,
      .annul:
      false
    }
  }

  /// What is missing in the signature of a step.
  package func findings(signatory: Decision.Signatory?) -> [Finding] {
    guard needsSignatory else { return [] }
    return [
      ("signatoryName", signatory?.name ?? "", 120), ("signatoryFunction", signatory?.function ?? "", 200),
    ].compactMap { field, text, maximum in
      if text.isBlank { return Finding(field: field, problem: .missing) }
      guard text.count > maximum else { return nil }
      return Finding(field: field, problem: .tooLong(length: text.count, maximum: maximum))
    }
  }
}
