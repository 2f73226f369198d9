import Domain

/// A form came in after its session had ended: nothing was saved, and nothing that was typed is lost.
package struct SessionExpiredPage: PageModel {
  package static let template = "People/session-expired"

  let signInHref: String
  let entries: [Entry]

  struct Entry: Sendable {
    let entryID: String
    let label: String
    let value: String
  }

  /// - Parameters:
  ///   - members: the form as it was posted.
  ///   - returnPath: where one goes after signing in.
  package init(members: [(name: String, value: String)], returnPath: String, in wording: Wording) {
    signInHref = address(wording.path(.signIn), [("retour", returnPath)])
    entries = SessionExpiredPage.typed(members).enumerated().map { index, member in
      Entry(entryID: "typed-\(index)", label: member.name, value: member.value)
    }
  }

  /// What a person typed, without the hidden members and the buttons of the form.
  package static func typed(_ members: [(name: String, value: String)]) -> [(name: String, value: String)] {
    let hidden: Set = ["csrf", "version", "add", "remove", "addPlace", "searchPlace", "continue", "event"]
    return members.filter { !hidden.contains($0.name) && !$0.name.hasSuffix("#") && !$0.value.trimmed.isEmpty }
  }
}
