import Domain

/// A form came in while nothing can be written: nothing was saved, nothing that was typed is lost, reading goes on.
package struct UnavailablePage: PageModel {
  package static let template = "Shared/unavailable"

  let entries: [SessionExpiredPage.Entry]
  let hasEntries: Bool
  let territoriesHref: String

  /// - Parameter members: the form as it was posted.
  package init(members: [(name: String, value: String)], in wording: Wording) {
    entries = SessionExpiredPage.typed(members).enumerated().map { index, member in
      SessionExpiredPage.Entry(entryID: "typed-\(index)", label: member.name, value: member.value)
    }
    hasEntries = !entries.isEmpty
    territoriesHref = wording.path(.territories)
  }
}
