package import Domain
package import Foundation

/// All that somebody reviews: asked, to write, submitted.
package struct ReviewsPage: PageModel {
  package static let template = "Reviews/mine"

  let load: String
  let asked: [Item]
  let hasAsked: Bool
  let toWrite: [Item]
  let hasToWrite: Bool
  let submitted: [Item]
  let hasSubmitted: Bool
  let unfinished: [Item]
  let hasUnfinished: Bool
  let pager: Pager
  let results: [LinkItem]
  let hasResults: Bool

  struct Item: Sendable {
    let href: String
    let title: String
    let reference: String
    let wave: String
    let isExample: Bool
    let details: [String]
    let late: [String]
    let printHref: [String]

    init(_ review: OwnReview, at moment: Date, in wording: Wording) {
      let words = wording.catalogue
      href = wording.path(.review(.review(review.dossier.id)))
      title = review.dossier.title
      reference = review.dossier.reference
      wave = review.wave[wording.language]
      isExample = review.isExample
      var details: [String] = []
      let isIn = review.submittedAt != nil
      if let at = review.submittedAt { details.append(words("reviewSubmittedAt", wording.moment(at))) }
      if let assignment = review.assignment, !isIn {
        details.append(words("reviewDue", wording.day(assignment.dueOn)))
      }
      let isAsked = review.assignment?.state == .asked
      if !isIn, !isAsked { details.append(words("linesJudged", "\(review.judged)", "\(review.lines)")) }
      self.details = details
      late = review.assignment?.isLate(at: moment, isIn: isIn) == true ? [words("reviewLate")] : []
      printHref = isIn || isAsked ? [] : [wording.path(.review(.print(review.dossier.id)))]
    }
  }

  /// - Parameter waves: those whose results the reader may see.
  package init(_ reviews: OwnReviews, waves: [Wave], at moment: Date, in wording: Wording) {
    let words = wording.catalogue
    load = words(
      "reviewLoad", "\(reviews.asked.count)", "\(reviews.toWrite.count)", "\(reviews.submitted.total)")
    asked = reviews.asked.map { Item($0, at: moment, in: wording) }
    toWrite = reviews.toWrite.map { Item($0, at: moment, in: wording) }
    submitted = reviews.submitted.items.map { Item($0, at: moment, in: wording) }
    unfinished = reviews.unfinished.map { Item($0, at: moment, in: wording) }
    hasUnfinished = !unfinished.isEmpty
    (hasAsked, hasToWrite, hasSubmitted) = (!asked.isEmpty, !toWrite.isEmpty, !submitted.isEmpty)
    pager = Pager(reviews.submitted, in: wording) { address(wording.path(.review(.mine)), [("page", "\($0)")]) }
    results = waves.map { wave in
      LinkItem(
        href: wording.path(.review(.wave(wave.slug))),
        label: "\(wave.call[wording.language]), \(wave.name[wording.language])")
    }
    hasResults = !results.isEmpty
  }
}

/// What an expert sees before they accept: what it takes to know of an interest of one's own.
package struct AskedReviewPage: PageModel {
  package static let template = "Reviews/asked"

  let title: String
  let reference: String
  let call: String
  let isExample: Bool
  let due: String
  let organisations: [String]
  let places: [String]
  let action: String
  let csrf: String
  let reason: String
  let reasonError: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  let mineHref: String

  package init(
    _ asked: AskedReview, reason: String = "", refusal: Refusal? = nil, csrf: String, in wording: Wording
  ) {
    title = asked.title
    reference = asked.reference
    call = "\(asked.wave.call[wording.language]), \(asked.wave.name[wording.language])"
    isExample = asked.wave.isExample
    due = wording.catalogue("reviewDue", wording.day(asked.assignment.dueOn))
    organisations = asked.organisations
    places = asked.perimeter.map(wording.place)
    action = wording.path(.review(.answer(asked.assignment.dossier)))
    self.csrf = csrf
    self.reason = reason
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    reasonError = findings.map(wording.finding)
    errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map { finding in
        LinkItem(
          href: "#reason",
          label: wording.catalogue("declineReason") + wording.catalogue("colon") + wording.finding(finding))
      }
    hasErrors = !errors.isEmpty
    mineHref = wording.path(.review(.mine))
  }
}
