package import Domain

/// The expressions of interest that the service reads.
package struct InterestsPage: PageModel {
  package static let template = "Dossiers/interests"

  let queueHref: String
  let items: [Item]
  let isEmpty: Bool
  let pager: Pager

  struct Item: Sendable {
    let href: String
    let title: String
    let wave: String
    let isExample: Bool
    let at: String
  }

  package init(_ page: Page<InterestListing>, in wording: Wording) {
    queueHref = wording.path(.queue)
    items = page.items.map { item in
      Item(
        href: wording.path(.interestRead(item.id)),
        title: item.title.map { "\($0) · \(item.reference)" } ?? item.reference,
        wave: item.wave[wording.language], isExample: item.isExample, at: wording.moment(item.sentAt))
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in address(wording.path(.interests), [("page", "\(number)")]) }
  }
}

/// What an expression of interest said when it was sent.
package struct InterestPage: PageModel {
  package static let template = "Dossiers/interest"

  let interestsHref: String
  let reference: String
  let wave: String
  let isExample: Bool
  let sent: String
  let reading: [ReadingSection]

  package init(_ interest: Interest, in wording: Wording) {
    interestsHref = wording.path(.interests)
    reference = interest.reference
    wave = interest.wave.name[wording.language]
    isExample = interest.wave.isExample
    sent = wording.catalogue("interestSentOn", wording.moment(interest.sentAt))
    reading = ReadingSection.all(interest.procedure, interest.answers, in: wording).filter { !$0.lines.isEmpty }
  }
}
