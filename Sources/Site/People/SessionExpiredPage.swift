package import Domain

/// A form came in after its session had ended, or its dossier was closed: nothing was saved, and nothing that was typed
/// is lost.
package struct SessionExpiredPage: PageModel {
  package static let template = "People/session-expired"

  let title: String
  let text: String
  let href: String
  let action: String
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
    let words = wording.catalogue
    (title, text, action) = (words("sessionExpired"), words("sessionExpiredText"), words("signIn"))
    href = address(wording.path(.signIn), [("retour", returnPath)])
    entries = SessionExpiredPage.typed(members).enumerated().map { index, member in
      Entry(entryID: "typed-\(index)", label: member.name, value: member.value)
    }
  }

  /// What was typed into a section of a dossier that can no longer be written.
  package init(
    members: [(name: String, value: String)], of file: DossierFile, section: Procedure.Section, in wording: Wording
  ) {
    let words = wording.catalogue
    (title, text, action) = (words("dossierClosedTitle"), words("dossierClosedText"), words("backToDossier"))
    href = wording.path(.dossier(file.dossier.id))
    let own = Set(section.fields.map(\.id))
    let typed = SessionExpiredPage.typed(members).filter { own.contains(String($0.name.prefix { $0 != "." })) }
    entries = typed.enumerated().map { index, member in
      Entry(
        entryID: "typed-\(index)", label: file.procedure.label(of: member.name, in: wording.language),
        value: member.value)
    }
  }

  /// What a person typed, without the hidden members and the buttons of the form.
  package static func typed(_ members: [(name: String, value: String)]) -> [(name: String, value: String)] {
    let hidden: Set = [
      "csrf", "version", "add", "remove", "addPlace", "searchPlace", "searchedPlace", "continue", "event",
    ]
    return members.filter { !hidden.contains($0.name) && !$0.name.hasSuffix("#") && !$0.value.trimmed.isEmpty }
  }
}
