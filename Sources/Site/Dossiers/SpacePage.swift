package import Domain

/// What is mine, and what awaits me.
package struct SpacePage: PageModel {
  package static let template = "Dossiers/space"

  let name: String
  let roles: [String]
  let tasks: [AwaitedTaskItem]
  let hasTasks: Bool
  let dossiers: [DossierLine]
  let hasDossiers: Bool
  let callsHref: String
  let queue: [LinkItem]
  let organisationsHref: String
  let administration: [LinkItem]
  let mailChoiceHref: String
  let ownDataHref: String
  let sessionsHref: String

  /// - Parameter tasks: what awaits them, the most urgent first.
  package init(
    _ session: Session, tasks: [AwaitedTask] = [], dossiers: Page<DossierListing>, in wording: Wording
  ) {
    self.tasks = tasks.prefix(50).map { AwaitedTaskItem($0, in: wording) }
    hasTasks = !tasks.isEmpty
    name = session.person.name
    roles = session.principal.roles.map(wording.role).sorted()
    self.dossiers = dossiers.items.map {
      DossierLine($0, href: wording.path(.dossier($0.id)), in: wording)
    }
    hasDossiers = !dossiers.items.isEmpty
    callsHref = wording.path(.calls)
    organisationsHref = wording.path(.organisations)
    let offices: [(Permission, Link, String)] = [
      (.readPeople, .people, "people"), (.mergeOrganisations, .organisationRegister, "organisationRegister"),
      (.declareInterests, .ownInterests, "ownInterests"), (.manageMessages, .messages, "messages"),
      (.publishProcedure, .procedures, "procedures"),
    ]
    administration =
      offices.filter { session.principal.may($0.0, on: .any) }.map { _, link, key in
        LinkItem(href: wording.path(link), label: wording.catalogue(key))
      }
      + (session.principal.may(.keepExpertProfile, on: .own)
        ? [LinkItem(href: wording.path(.expertProfile), label: wording.catalogue("expertProfile"))] : [])
    mailChoiceHref = wording.path(.mailChoice)
    ownDataHref = wording.path(.ownData)
    sessionsHref = wording.path(.sessions)
    let mayRead = session.principal.may(.readQueue, on: .any)
    queue = mayRead ? [LinkItem(href: wording.path(.queue), label: wording.catalogue("queue"))] : []
  }
}

/// A dossier in a list.
package struct DossierLine: Sendable {
  let href: String
  let title: String
  let reference: String
  let state: String
  let wave: String
  let submitted: String
  let isExample: Bool

  init(_ dossier: DossierListing, href: String, in wording: Wording) {
    self.href = href
    title = dossier.title
    reference = dossier.reference
    state = wording.state(dossier.state.asToldToApplicant(isFavourable: dossier.isFavourable))
    wave = dossier.wave[wording.language]
    submitted = dossier.submittedAt.map(wording.moment) ?? ""
    isExample = dossier.isExample
  }
}
