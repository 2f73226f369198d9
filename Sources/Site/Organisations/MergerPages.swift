package import Domain

/// The organisations, for administrators: two of a list are compared, to be made one.
package struct OrganisationRegisterPage: PageModel {
  package static let template = "Organisations/register"

  let action: String
  let mergerAction: String
  let query: String
  let isSearch: Bool
  let count: String
  let organisations: [Line]
  let isEmpty: Bool
  let canCompare: Bool
  let pager: Pager

  struct Line: Sendable {
    let line: OrganisationLine
    let href: String
    let keep: String
    let duplicate: String
  }

  package init(_ page: Page<Organisation>?, query: String, in wording: Wording) {
    action = wording.path(.organisationRegister)
    mergerAction = wording.path(.organisationMerger)
    self.query = query
    isSearch = page != nil
    count = wording.catalogue.count("organisationCount", page?.total ?? 0)
    organisations = (page?.items ?? []).map { organisation in
      Line(
        line: OrganisationLine(organisation, isOwn: true, in: wording),
        href: wording.path(.organisation(organisation.id)),
        keep: wording.catalogue("keepRecord", organisation.card.name),
        duplicate: wording.catalogue("duplicateRecord", organisation.card.name))
    }
    isEmpty = organisations.isEmpty
    canCompare = organisations.count > 1
    pager = Pager(page ?? Page(items: [], total: 0, request: .longest), in: wording) {
      address(wording.path(.organisationRegister), [("q", query), ("page", "\($0)")])
    }
  }
}

/// Two records side by side, before they become one.
package struct MergerPage: PageModel {
  package static let template = "Organisations/merger"

  let registerHref: String
  let action: String
  let csrf: String
  let kept: Record
  let duplicate: Record
  let errors: [String]
  let hasErrors: Bool

  struct Record: Sendable {
    let id: String
    let name: String
    let details: String
    let members: String
    let href: String
  }

  package init(
    kept: OrganisationFile, duplicate: OrganisationFile, message: String? = nil, csrf: String, in wording: Wording
  ) {
    registerHref = wording.path(.organisationRegister)
    action = wording.path(.organisationMerger)
    self.csrf = csrf
    self.kept = MergerPage.record(kept, wording)
    self.duplicate = MergerPage.record(duplicate, wording)
    errors = message.map { [$0] } ?? []
    hasErrors = message != nil
  }

  private static func record(_ file: OrganisationFile, _ wording: Wording) -> Record {
    let line = OrganisationLine(file.organisation, isOwn: true, in: wording)
    return Record(
      id: line.id, name: line.name, details: line.details,
      members: wording.catalogue.count("memberCount", file.members.total),
      href: wording.path(.organisation(file.organisation.id)))
  }
}
