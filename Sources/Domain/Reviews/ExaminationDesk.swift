/// What the service has beside a dossier: who examines it, its notes, its checklist.
package struct ExaminationDesk: Sendable {
  package let holder: Person?
  /// Whether they may still examine it: a role can end.
  package let isHolderAble: Bool
  /// Those to whom it can be given.
  package let candidates: [Person]
  package let mayGive: Bool
  /// The reader, where they may examine it themselves.
  package let reader: ID<Person>?
  /// The last notes, the newest first.
  package let notes: Page<InternalNote>
  /// Nil where the procedure has none.
  package let checklist: AdmissibilityChecklist?
  /// What is missing before a deliberation; nil where the dossier is not there yet, or not scored.
  package let reviewsLeft: ReviewsLeft?
  /// That somebody proposes to declare it inadmissible, where that takes two people.
  package let inadmissibility: InadmissibilityProposal?
  /// What the applicant was shown of an inadmissibility before it is decided, and answered, the newest first.
  package let inadmissibilityReplies: [DecisionReply]

  /// How far the reviews of a dossier are.
  package struct ReviewsLeft: Hashable, Sendable {
    package let sheets: Int
    package let wanted: Int
    /// How many people were asked whose sheet is not in.
    package let awaited: Int

    package init(sheets: Int, wanted: Int, awaited: Int) {
      self.sheets = sheets
      self.wanted = wanted
      self.awaited = awaited
    }
  }

  package init(
    holder: Person? = nil, isHolderAble: Bool = true, candidates: [Person] = [], mayGive: Bool = false,
    reader: ID<Person>? = nil, notes: Page<InternalNote>, checklist: AdmissibilityChecklist? = nil,
    reviewsLeft: ReviewsLeft? = nil, inadmissibility: InadmissibilityProposal? = nil,
    inadmissibilityReplies: [DecisionReply] = []
  ) {
    self.holder = holder
    self.isHolderAble = isHolderAble
    self.candidates = candidates
    self.mayGive = mayGive
    self.reader = reader
    self.notes = notes
    self.checklist = checklist
    self.reviewsLeft = reviewsLeft
    self.inadmissibility = inadmissibility
    self.inadmissibilityReplies = inadmissibilityReplies
  }
}

/// What stands around a page of the queue.
package struct QueueDesk: Sendable {
  /// Who examines each dossier of the page.
  package let holders: [ID<Dossier>: Person]
  /// How many there are in each state, under the other filters.
  package let counts: [DossierState: Int]
  package let views: [QueueView]
  /// Those who may examine, and those who have a dossier.
  package let examiners: [Person]

  package init(
    holders: [ID<Dossier>: Person] = [:], counts: [DossierState: Int] = [:], views: [QueueView] = [],
    examiners: [Person] = []
  ) {
    self.holders = holders
    self.counts = counts
    self.views = views
    self.examiners = examiners
  }
}
