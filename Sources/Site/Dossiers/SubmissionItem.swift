import Domain

/// A submission in the list on the page of its dossier: when, the proof of what it was, and its PDF.
struct SubmissionItem: Sendable {
  let at: String
  let hash: String
  let document: [LinkItem]

  init(_ submission: Submission, of dossier: ID<Dossier>, in wording: Wording) {
    at = wording.catalogue("submittedOn", wording.moment(submission.submittedAt))
    hash = submission.digest
    document =
      submission.document.map {
        [
          LinkItem(
            href: wording.path(.document(dossier, submission.number)),
            label: wording.catalogue("documentLink", wording.size($0.size)))
        ]
      } ?? []
  }
}
