import Domain
package import Foundation

/// A submission as a document of its own, to be printed.
struct SubmissionPrint: PageModel {
  static let template = "Dossiers/print"

  let language: String
  let title: String
  let reference: String
  let call: String
  let at: String
  let hash: String
  let isExample: Bool
  let reading: [ReadingSection]

  init(_ submitted: SubmittedDossier, in wording: Wording) {
    language = wording.language.rawValue
    title = submitted.dossier.title
    reference = submitted.dossier.reference
    call = "\(submitted.wave.call[wording.language]), \(submitted.wave.name[wording.language])"
    at = wording.catalogue("submittedOn", wording.moment(submitted.submission.submittedAt))
    hash = submitted.submission.digest
    isExample = submitted.wave.isExample
    reading = ReadingSection.all(submitted.procedure, submitted.answers, in: wording)
  }
}

/// What gives printed documents their look.
package enum PrintStyle {
  package static var file: URL { SiteFiles.folder.appending(path: "Assets/print.css") }
}
