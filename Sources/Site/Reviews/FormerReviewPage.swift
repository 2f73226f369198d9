package import Domain

/// What an expert who is asked no longer wrote on a dossier: theirs to read and copy, and nothing of the dossier itself.
package struct FormerReviewPage: PageModel {
  package static let template = "Reviews/former"

  let reference: String
  let call: String
  let isExample: Bool
  let mineHref: String
  let written: [ReviewPage.Typed]
  let hasWritten: Bool

  /// - Parameter typed: what was sent from a page that was open when the service took the request back.
  package init(_ former: FormerReview, typed: [String: String] = [:], in wording: Wording) {
    reference = former.reference
    call = "\(former.wave.call[wording.language]), \(former.wave.name[wording.language])"
    isExample = former.wave.isExample
    mineHref = wording.path(.review(.mine))
    var sheet = former.sheet
    for (name, value) in typed { sheet.set(name, to: value) }
    written = ReviewPage.Typed.all(of: sheet, on: former.rubric, in: wording)
    hasWritten = !written.isEmpty
  }
}
