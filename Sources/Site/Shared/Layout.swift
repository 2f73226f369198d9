package import Domain

/// What stands around every page: title, navigation, language, account.
package struct Layout: Sendable {
  package struct Item: Sendable {
    let href: String
    let label: String
    let isCurrent: Bool
  }

  /// Somebody who is signed in. Public pages have none: they are the same for everybody, and cached.
  package struct Account: Sendable {
    let name: String
    let csrf: String
    let signOutHref: String
    let items: [Item]

    /// The account bar of a signed-in page.
    package init(_ session: Session, in wording: Wording) {
      name = session.person.name
      csrf = session.csrf
      signOutHref = wording.path(.signOut)
      var items: [Item] = []
      if session.principal.may(.readQueue, on: .any) {
        items.append(Item(href: wording.path(.queue), label: wording.catalogue("queue"), isCurrent: false))
      }
      if session.principal.may(.readOwnReviews, on: .any) {
        items.append(Item(href: wording.path(.review(.mine)), label: wording.catalogue("myReviews"), isCurrent: false))
      }
      if session.principal.may(.readLabels, on: .any) {
        items.append(Item(href: wording.path(.labels), label: wording.catalogue("labels"), isCurrent: false))
      }
      if session.principal.may(.readPeople, on: .any) {
        items.append(Item(href: wording.path(.people), label: wording.catalogue("people"), isCurrent: false))
      }
      if session.principal.may(.manageMessages, on: .any) {
        items.append(Item(href: wording.path(.messages), label: wording.catalogue("messages"), isCurrent: false))
      }
      self.items = items
    }
  }

  let title: String
  let description: String
  let lang: String
  let stylesheet: String
  let icon: String
  let script: String
  let homeHref: String
  let searchHref: String
  let canonical: String
  let alternateHref: String
  let alternateLang: String
  let alternateLabel: String
  let navigation: [Item]
  let footer: [Item]
  let account: [Account]
  let spaceHref: String
  let isPrivate: Bool
  let isDemonstration: Bool
  let isReadOnly: Bool
  let demonstrationHref: String
  let mailboxHref: String

  /// - Parameters:
  ///   - link: the page, for its own address and that in the other language.
  ///   - query: what follows the address, `?page=2`, kept when the language changes.
  ///   - isPrivate: a page that is not for search engines, nor for a shared cache.
  ///   - isReadOnly: nothing can be saved for the moment, which pages with forms say before somebody writes.
  package init(
    title: String, description: String = "", link: Link?, query: String = "", account: Account? = nil,
    isPrivate: Bool = false, isDemonstration: Bool, isReadOnly: Bool = false, in wording: Wording
  ) {
    let words = wording.catalogue
    let other: Language = wording.language == .french ? .english : .french
    self.title = title
    self.description = description.isEmpty ? wording.programme.tagline[wording.language] : description
    lang = wording.language.rawValue
    stylesheet = Assets.stylesheet.path
    icon = Assets.icon.path
    script = Assets.script.path
    homeHref = wording.path(.home)
    searchHref = wording.path(.search)
    canonical = (link ?? .home).path(wording.language) + query
    alternateHref = (link ?? .home).path(other) + query
    alternateLang = other.rawValue
    alternateLabel = words("otherLanguage")
    navigation = [Link.territories, .challenges, .label, .calls, .openData].map { target in
      Item(href: wording.path(target), label: words(Layout.key(target)), isCurrent: link == target)
    }
    footer = [Link.legal, .privacy, .accessibility, .openData].map { target in
      Item(href: wording.path(target), label: words(Layout.key(target)), isCurrent: link == target)
    }
    self.account = account.map { [$0] } ?? []
    spaceHref = wording.path(.space)
    self.isPrivate = isPrivate
    self.isDemonstration = isDemonstration
    self.isReadOnly = isReadOnly
    demonstrationHref = wording.path(.demonstration)
    mailboxHref = wording.path(.mailbox)
  }

  private static func key(_ link: Link) -> String {
    switch link {
    case .territories: "territories"
    case .challenges: "challenges"
    case .label: "theLabel"
    case .calls: "calls"
    case .openData: "openData"
    case .legal: "legal"
    case .privacy: "privacy"
    case .accessibility: "accessibilityShort"
    default: "home"
    }
  }
}
