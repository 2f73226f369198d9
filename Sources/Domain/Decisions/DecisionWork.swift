package import Foundation

/// A draft as it was saved once: none is ever overwritten.
package struct SavedDecisionDraft: Hashable, Sendable {
  /// From 1.
  package let number: Int
  package let content: DecisionDraft
  /// Nil for the program, and once their account was erased.
  package let author: Person?
  package let savedAt: Date

  package init(number: Int, content: DecisionDraft, author: Person?, savedAt: Date) {
    self.number = number
    self.content = content
    self.author = author
    self.savedAt = savedAt
  }
}

/// A draft that somebody put before a second person.
package struct DecisionProposal: Hashable, Sendable {
  package let id: ID<DecisionProposal>
  /// The number of the draft that is proposed, word by word.
  package let draft: Int
  package let proposedBy: ID<Person>?
  package let proposer: String?
  package let proposedAt: Date
  package let verdict: Verdict?
  package let checker: String?
  package let checkedAt: Date?
  /// Why it was sent back.
  package let reasons: String?
  /// Approved, then taken back before anybody was told, to be corrected.
  package let recall: Recall?

  package struct Recall: Hashable, Sendable {
    package let at: Date
    /// Nil once their account was erased.
    package let by: String?
    package let reasons: String

    package init(at: Date, by: String?, reasons: String) {
      self.at = at
      self.by = by
      self.reasons = reasons
    }
  }

  package enum Verdict: String, CaseIterable, Sendable {
    case approved
    case sentBack
  }

  package init(
    id: ID<DecisionProposal>, draft: Int, proposedBy: ID<Person>?, proposer: String? = nil, proposedAt: Date,
    verdict: Verdict? = nil, checker: String? = nil, checkedAt: Date? = nil, reasons: String? = nil,
    recall: Recall? = nil
  ) {
    self.id = id
    self.draft = draft
    self.proposedBy = proposedBy
    self.proposer = proposer
    self.proposedAt = proposedAt
    self.verdict = verdict
    self.checker = checker
    self.checkedAt = checkedAt
    self.reasons = reasons
    self.recall = recall
  }

  package var isOpen: Bool { verdict == nil }
  /// Whether it became a decision, and the decision stands.
  package var isTaken: Bool { verdict == .approved && recall == nil }

  /// Also for one that is taken back.
  package static func findings(sendingBackWith reasons: String) -> [Finding] {
    if reasons.isBlank { return [Finding(field: "checkReasons", problem: .missing)] }
    if reasons.count > 5000 {
      return [Finding(field: "checkReasons", problem: .tooLong(length: reasons.count, maximum: 5000))]
    }
    return []
  }
}

/// What an applicant was told of an unfavourable decision before it is taken, and what they answered.
package struct DecisionReply: Hashable, Sendable {
  package let id: ID<DecisionReply>
  package let content: DecisionDraft
  package let askedAt: Date
  /// The last day on which an answer is read before the decision.
  package let dueOn: Day
  package let answer: String?
  package let answeredAt: Date?

  package init(
    id: ID<DecisionReply>, content: DecisionDraft, askedAt: Date, dueOn: Day, answer: String? = nil,
    answeredAt: Date? = nil
  ) {
    self.id = id
    self.content = content
    self.askedAt = askedAt
    self.dueOn = dueOn
    self.answer = answer
    self.answeredAt = answeredAt
  }

  /// Whether the applicant can still answer.
  package func isOpen(at moment: Date) -> Bool { answeredAt == nil && moment < dueOn.end }

  package var isOfInadmissibility: Bool { content.outcome == Decision.Outcome.inadmissible.rawValue }

  /// Whether the decision may go on: answered, or the time has passed.
  package func isOver(at moment: Date) -> Bool { !isOpen(at: moment) }

  package static let maximumLength = 10_000

  package static func findings(in answer: String) -> [Finding] {
    if answer.isBlank { return [Finding(field: "answer", problem: .missing)] }
    if answer.count > maximumLength {
      return [Finding(field: "answer", problem: .tooLong(length: answer.count, maximum: maximumLength))]
    }
    return []
  }
}

/// What the page of the applicant's answer shows.
package struct ProjectedDecision: Sendable {
  package let dossier: Dossier
  package let procedure: Procedure
  package let reply: DecisionReply
  package let moment: Date

  /// Whether it can still be answered: in time, and before a decision is told.
  package var isOpen: Bool { reply.isOpen(at: moment) && dossier.state.hidesOutcome }

  package init(dossier: Dossier, procedure: Procedure, reply: DecisionReply, moment: Date) {
    self.dossier = dossier
    self.procedure = procedure
    self.reply = reply
    self.moment = moment
  }
}

/// A criterion of the rubric to give reasons on.
package struct DecisionCriterion: Hashable, Sendable {
  package let id: String
  package let title: LocalisedText
  /// What the reviews say of it, to begin the text with; nil where there are none.
  package let start: String?

  package init(id: String, title: LocalisedText, start: String? = nil) {
    self.id = id
    self.title = title
    self.start = start
  }
}

/// Everything that the preparation of a decision shows.
package struct DecisionWork: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  package let procedure: Procedure
  package let criteria: [DecisionCriterion]
  /// The newest first.
  package let drafts: [SavedDecisionDraft]
  /// The newest first.
  package let proposals: [DecisionProposal]
  package let reply: DecisionReply?
  /// What the applicant was asked and answered before that, the newest first.
  package let earlierReplies: [DecisionReply]
  /// Who wrote in it since the dossier was decided last, in whichever draft: none of them approves it.
  package let writers: Set<ID<Person>>
  /// What the jury proposed since the dossier was last to be decided; nil where none did.
  package let jury: JuryProposal?
  /// The deepening that is being decided on; nil where there is none.
  package let deepening: Deepening?
  package let moment: Date

  package init(
    dossier: Dossier, wave: Wave, procedure: Procedure, criteria: [DecisionCriterion], drafts: [SavedDecisionDraft],
    proposals: [DecisionProposal], reply: DecisionReply?, earlierReplies: [DecisionReply] = [],
    writers: Set<ID<Person>> = [], jury: JuryProposal? = nil, deepening: Deepening? = nil, moment: Date
  ) {
    self.dossier = dossier
    self.wave = wave
    self.procedure = procedure
    self.criteria = criteria
    self.drafts = drafts
    self.proposals = proposals
    self.reply = reply
    self.earlierReplies = earlierReplies
    self.writers = writers
    self.jury = jury
    self.deepening = deepening
    self.moment = moment
  }

  /// Whether a proposal is somebody's own: they wrote in it, or put it forward.
  package func isHand(_ person: ID<Person>?, in proposal: DecisionProposal) -> Bool {
    guard let person else { return false }
    let author = drafts.first { $0.number == proposal.draft }?.author?.id
    return writers.contains(person) || proposal.proposedBy == person || author == person
  }

  /// What is missing or wrong in a draft before it can be proposed. A candidacy that met every condition of its deepening
  /// is labelled: it is examined again on those alone.
  package func findings(in draft: DecisionDraft) -> [Finding] {
    let found = procedure.findings(in: draft, criteria: criteria.map(\.id), jury: jury, on: Day(moment))
    guard let kind = procedure.outcome(Decision.Outcome(rawValue: draft.outcome))?.kind, !kind.isFavourable,
      deepening?.state == .reassessed, deepening?.isMet ?? false
    else { return found }
    return found + [Finding(field: "outcome", problem: .conditionsMet)]
  }

  /// Whether an interest binds somebody who put a proposal forward, or wrote the draft that it is: it falls then.
  package func isBound(_ proposal: DecisionProposal) -> Bool {
    [proposal.proposedBy, drafts.first { $0.number == proposal.draft }?.author?.id].contains(where: isBound)
  }

  /// Whether whoever wrote the latest draft may not see the dossier any more.
  package var isLatestBound: Bool { isBound(latest?.author?.id) }

  private func isBound(_ person: ID<Person>?) -> Bool { person.map { dossier.conflicted.contains($0) } ?? false }

  /// Whether the applicant could answer what a draft decides, and did or let the time pass.
  package func hasHeard(_ draft: DecisionDraft) -> Bool {
    reply.map { !$0.isOpen(at: moment) && $0.content.states(theSameAs: draft) } ?? false
  }

  /// The approval of the decision that is taken, as long as nobody was told of it.
  package var recallable: DecisionProposal? {
    dossier.state == .decided ? proposals.first { $0.isTaken } : nil
  }

  package var latest: SavedDecisionDraft? { drafts.first }
  package var openProposal: DecisionProposal? { proposals.first { $0.isOpen } }
  /// Whether the draft can be changed now.
  package var isWritable: Bool { dossier.state.isDecidedSoon && openProposal == nil }
}

extension DossierState {
  /// Whether a decision may be written already; it can be taken once the dossier was deliberated.
  package var isDecidedSoon: Bool {
    switch self {
    case .inReview, .deliberated: true
    case .draft, .submitted, .incomplete, .admissible, .inadmissible, .decided, .notified, .published, .withdrawn,
      .lapsed, .appealed:
      false
    }
  }
}
