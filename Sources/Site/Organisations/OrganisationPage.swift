package import Domain

/// One organisation, for its members and for administrators.
package struct OrganisationPage: PageModel {
  package static let template = "Organisations/organisation"

  let organisationsHref: String
  let name: String
  let details: String
  let socialEconomy: Bool
  let kinds: [String]
  let website: [String]
  let notice: [String]
  let errors: [String]
  let hasErrors: Bool
  let members: [MemberLine]
  let hasMembers: Bool
  let memberCount: String
  let pager: Pager
  let management: [Management]
  let leave: [Leave]

  struct MemberLine: Sendable {
    let name: String
    let email: String
    let role: String
    let since: String
    let isReader: Bool
    let actions: [MemberActions]
  }

  struct MemberActions: Sendable {
    let roleAction: String
    let endAction: String
    let csrf: String
    let person: String
    let newRole: String
    let change: String
    let remove: String
  }

  struct Management: Sendable {
    let inviteAction: String
    let withdrawAction: String
    let csrf: String
    let email: String
    let emailError: [String]
    let roles: [ChoiceOption]
    let invitations: [InvitationLine]
    let hasInvitations: Bool
    let form: OrganisationForm
  }

  struct InvitationLine: Sendable {
    let id: String
    let email: String
    let role: String
    let expires: String
    let withdraw: String
  }

  struct Leave: Sendable {
    let action: String
    let csrf: String
    let person: String
  }

  /// What was typed, and what is wrong with it.
  package struct Draft: Sendable {
    package let entry: OrganisationEntry?
    package let email: String
    package let findings: [Finding]
    package let message: String?

    package init(
      entry: OrganisationEntry? = nil, email: String = "", findings: [Finding] = [], message: String? = nil
    ) {
      self.entry = entry
      self.email = email
      self.findings = findings
      self.message = message
    }
  }

  /// - Parameter isSaved: whether something was just saved.
  package init(
    _ file: OrganisationFile, draft: Draft = Draft(), isSaved: Bool = false, csrf: String, in wording: Wording
  ) {
    let organisation = file.organisation
    let line = OrganisationLine(organisation, isOwn: true, in: wording)
    organisationsHref = wording.path(.organisations)
    name = line.name
    details = line.details
    socialEconomy = organisation.card.form.isSocialEconomy
    kinds = organisation.card.kinds.map(wording.kind)
    website = organisation.card.website.map { [$0] } ?? []
    notice = isSaved ? [wording.catalogue("organisationSaved")] : []
    errors = draft.findings.map(wording.finding) + (draft.message.map { [$0] } ?? [])
    hasErrors = !errors.isEmpty
    members = file.members.items.map { OrganisationPage.line($0, file, csrf, wording) }
    hasMembers = !members.isEmpty
    memberCount = wording.catalogue.count("memberCount", file.members.total)
    pager = Pager(file.members, in: wording) {
      address(wording.path(.organisation(organisation.id)), [("page", "\($0)")])
    }
    management = file.mayManage ? [OrganisationPage.management(file, draft, csrf, wording)] : []
    leave =
      file.own.map {
        [Leave(action: wording.path(.memberEnd(organisation.id)), csrf: csrf, person: "\($0.person)")]
      } ?? []
  }

  private static func line(
    _ member: OrganisationFile.Member, _ file: OrganisationFile, _ csrf: String, _ wording: Wording
  ) -> MemberLine {
    let (id, membership) = (file.organisation.id, member.membership)
    let isReader = membership.person == file.own?.person
    let newRole: Membership.Role = membership.role == .manager ? .member : .manager
    let change = wording.catalogue(newRole == .manager ? "makeManager" : "makeMember", member.person.name)
    let actions = MemberActions(
      roleAction: wording.path(.memberRole(id)), endAction: wording.path(.memberEnd(id)), csrf: csrf,
      person: "\(membership.person)", newRole: newRole.rawValue, change: change,
      remove: wording.catalogue("removeMember", member.person.name))
    return MemberLine(
      name: member.person.name, email: member.person.email.value, role: wording.membership(membership.role),
      since: wording.day(Day(membership.since)), isReader: isReader,
      actions: file.mayManage && !isReader ? [actions] : [])
  }

  private static func management(
    _ file: OrganisationFile, _ draft: Draft, _ csrf: String, _ wording: Wording
  ) -> Management {
    let organisation = file.organisation
    return Management(
      inviteAction: wording.path(.organisationInvitations(organisation.id)),
      withdrawAction: wording.path(.invitationWithdrawal(organisation.id)), csrf: csrf, email: draft.email,
      emailError: draft.findings.filter { $0.field == "email" }.map(wording.finding),
      roles: Membership.Role.allCases.reversed().map {
        ChoiceOption(value: $0.rawValue, label: wording.membership($0), isSelected: $0 == .member)
      },
      invitations: file.invitations.map {
        InvitationLine(
          id: "\($0.id)", email: $0.email.value, role: wording.membership($0.role),
          expires: wording.moment($0.expiresAt), withdraw: wording.catalogue("withdrawInvitation", $0.email.value))
      },
      hasInvitations: !file.invitations.isEmpty,
      form: OrganisationForm(
        draft.entry ?? OrganisationEntry(organisation.card), draft.findings, version: organisation.version,
        action: wording.path(.organisation(organisation.id)), csrf: csrf, in: wording))
  }
}

/// An invitation that its reader can accept.
package struct InvitationPage: PageModel {
  package static let template = "Organisations/invitation"

  let name: String
  let text: String
  let action: String
  let csrf: String

  package init(_ organisation: Organisation, _ role: Membership.Role, token: String, csrf: String, in wording: Wording)
  {
    name = organisation.card.name
    text = wording.catalogue("invitedAs", wording.membership(role))
    action = wording.path(.invitation(token))
    self.csrf = csrf
  }
}
