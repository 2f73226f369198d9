package import Foundation

/// What was submitted at a moment, and never changes again.
package struct Submission: Hashable, Sendable {
  /// From 1: complements make a second one.
  package let number: Int
  package let submittedAt: Date
  /// The SHA-256 of its answers, as canonical JSON.
  package let digest: String
  /// Nil until it is made.
  package let document: SubmissionDocument?

  package init(number: Int, submittedAt: Date, digest: String, document: SubmissionDocument? = nil) {
    self.number = number
    self.submittedAt = submittedAt
    self.digest = digest
    self.document = document
  }
}

/// The PDF of a submission.
package struct SubmissionDocument: Hashable, Sendable {
  /// The SHA-256 of the file.
  package let digest: String
  /// In bytes.
  package let size: Int

  package init(digest: String, size: Int) {
    self.digest = digest
    self.size = size
  }
}

/// A submission with all that its document says.
package struct SubmittedDossier: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  package let procedure: Procedure
  package let submission: Submission
  package let answers: Answers

  package init(dossier: Dossier, wave: Wave, procedure: Procedure, submission: Submission, answers: Answers) {
    self.dossier = dossier
    self.wave = wave
    self.procedure = procedure
    self.submission = submission
    self.answers = answers
  }
}
