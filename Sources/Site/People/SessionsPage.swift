package import Domain

/// Where one is signed in, and how to end it.
package struct SessionsPage: PageModel {
  package static let template = "People/sessions"

  let spaceHref: String
  let csrf: String
  let sessions: [Line]
  let everywhereAction: String
  let pager: Pager

  struct Line: Sendable {
    let browser: String
    let network: [String]
    let started: String
    let lastSeen: String
    let isCurrent: Bool
    let endAction: [String]
  }

  package init(_ page: Page<OpenSession>, csrf: String, in wording: Wording) {
    spaceHref = wording.path(.space)
    self.csrf = csrf
    sessions = page.items.map { session in
      Line(
        browser: session.origin.browser ?? wording.catalogue("unknownBrowser"),
        network: session.origin.network.map { [$0] } ?? [], started: wording.moment(session.startedAt),
        lastSeen: wording.moment(session.lastSeenAt), isCurrent: session.isCurrent,
        // This one ends with the button that every page has.
        endAction: session.isCurrent ? [] : [wording.path(.sessionEnd(session.id))])
    }
    everywhereAction = wording.path(.signOutEverywhere)
    pager = Pager(page, in: wording) { address(wording.path(.sessions), [("page", "\($0)")]) }
  }
}
