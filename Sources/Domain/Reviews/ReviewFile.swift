package import Foundation

/// A dossier as whoever reviews it sees it, with their own sheet, and those of others once their own is in.
package struct ReviewFile: Sendable {
  /// As it was submitted last.
  package let dossier: Dossier
  package let wave: Wave
  package let procedure: Procedure
  package let rubric: Rubric
  package let files: [Attachment]
  /// Nil for one who reviews as of the service.
  package let assignment: ReviewAssignment?
  /// What is being written; nil for nothing yet, and once it is submitted.
  package let draft: ReviewDraft?
  /// One's own submitted sheets, the first first.
  package let versions: [SubmittedReview]
  /// Those of the others that count; empty until one's own is in.
  package let others: [SubmittedReview]
  /// What awaits a note of reconciliation, or has one; empty until one's own is in.
  package let disagreements: [Disagreement]
  package let notes: [ReconciliationNote]
  /// Whether sheets are still taken.
  package let isOpen: Bool

  package init(
    dossier: Dossier, wave: Wave, procedure: Procedure, rubric: Rubric, files: [Attachment],
    assignment: ReviewAssignment?, draft: ReviewDraft?, versions: [SubmittedReview], others: [SubmittedReview],
    disagreements: [Disagreement] = [], notes: [ReconciliationNote] = [], isOpen: Bool
  ) {
    self.dossier = dossier
    self.wave = wave
    self.procedure = procedure
    self.rubric = rubric
    self.files = files
    self.assignment = assignment
    self.draft = draft
    self.versions = versions
    self.others = others
    self.disagreements = disagreements
    self.notes = notes
    self.isOpen = isOpen
  }

  package var isIn: Bool { !versions.isEmpty }
  /// Whether there is something to write: a first sheet, or an amendment that was begun.
  package var isWritten: Bool { isOpen && (!isIn || draft != nil) }
  /// What stands in the form: what is being written, else what was submitted last.
  package var sheet: ReviewSheet { draft?.sheet ?? versions.last?.sheet ?? ReviewSheet() }
  package var version: Int { draft?.version ?? 0 }

  /// The sections of the form in which a criterion is told.
  package func sections(of criterion: String) -> [Procedure.Section] {
    procedure.sections.filter { $0.criterion == criterion }
  }
}

/// What came of saving a sheet.
package struct SavedReview: Hashable, Sendable {
  package let merge: ReviewDraft.Merge
  /// What another window changed since, by the name of a field.
  package let changes: [String: String]

  package init(merge: ReviewDraft.Merge, changes: [String: String]) {
    self.merge = merge
    self.changes = changes
  }
}

/// A review in the list of whoever writes it.
package struct OwnReview: Sendable {
  package let dossier: ReviewedDossier
  package let wave: LocalisedText
  package let isExample: Bool
  /// Nil for one of the service.
  package let assignment: ReviewAssignment?
  package let submittedAt: Date?
  package let judged: Int
  package let lines: Int

  package init(
    dossier: ReviewedDossier, wave: LocalisedText, isExample: Bool, assignment: ReviewAssignment?, submittedAt: Date?,
    judged: Int, lines: Int
  ) {
    self.dossier = dossier
    self.wave = wave
    self.isExample = isExample
    self.assignment = assignment
    self.submittedAt = submittedAt
    self.judged = judged
    self.lines = lines
  }
}

/// All that somebody reviews: what they are asked, what they have to write, what they submitted.
package struct OwnReviews: Sendable {
  package let asked: [OwnReview]
  package let toWrite: [OwnReview]
  package let submitted: Page<OwnReview>
  /// Begun and never handed in, before the reviews ended.
  package let unfinished: [OwnReview]

  package init(
    asked: [OwnReview], toWrite: [OwnReview], submitted: Page<OwnReview>, unfinished: [OwnReview] = []
  ) {
    self.unfinished = unfinished
    self.asked = asked
    self.toWrite = toWrite
    self.submitted = submitted
  }
}

/// What an expert who is asked no longer still has of a dossier: what they wrote themselves.
package struct FormerReview: Sendable {
  package let reference: String
  package let wave: Wave
  package let rubric: Rubric
  /// What was being written, else what was submitted last.
  package let sheet: ReviewSheet

  package init(reference: String, wave: Wave, rubric: Rubric, sheet: ReviewSheet) {
    self.reference = reference
    self.wave = wave
    self.rubric = rubric
    self.sheet = sheet
  }
}
