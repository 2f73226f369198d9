package import Domain

/// Who writes a dossier together: people with their parts, organisations with their signatures, and who is waited for.
package struct CollectivePage: PageModel {
  package static let template = "Dossiers/collective"

  let title: String
  let dossierHref: String
  let csrf: String
  let isExample: Bool
  let notice: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  let lead: String
  let members: [MemberLine]
  let present: [String]
  let hasPresent: Bool
  let parties: [PartyLine]
  let hasParties: Bool
  let waiting: [String]
  let isWaiting: Bool
  let kindsPresent: [String]
  let kindsMissing: [String]
  let hasKindsPresent: Bool
  let hasKindsMissing: Bool
  let management: [Management]
  let departure: [String]
  let signature: [SignatureForm]
  let addPartiesHref: [String]

  struct MemberLine: Sendable {
    let name: String
    let email: [String]
    let part: String
    let sections: String
    let party: [String]
    let edit: [MemberEdit]
  }

  struct MemberEdit: Sendable {
    let person: String
    let name: String
    let elementID: String
    let action: String
    let endAction: String
    let leadAction: String
    let csrf: String
    let parts: [ChoiceOption]
    let sectionChoices: [FieldItem.Option]
  }

  struct PartyLine: Sendable {
    let name: String
    let kind: [String]
    let status: String
    let details: [String]
  }

  struct Management: Sendable {
    let inviteAction: String
    let withdrawAction: String
    let csrf: String
    let email: String
    let emailError: [String]
    let parts: [ChoiceOption]
    let partyChoices: [ChoiceOption]
    let hasPartyChoices: Bool
    let sectionChoices: [FieldItem.Option]
    let invitations: [InvitationLine]
    let hasInvitations: Bool
  }

  struct InvitationLine: Sendable {
    let id: String
    let email: String
    let part: String
    let expires: String
    let withdraw: String
  }

  struct SignatureForm: Sendable {
    let action: String
    let csrf: String
    let version: String
    let choices: [ChoiceOption]
    let name: String
    let capacity: String
    let nameError: [String]
    let capacityError: [String]
    let paperError: [String]
    let readHref: String
    let digest: String
    let mayRecord: Bool
  }

  /// What was typed, and what is wrong with it.
  package struct Draft: Sendable {
    package var email = ""
    package var name = ""
    package var capacity = ""
    package var party = ""
    package var findings: [Finding] = []
    package var message: String?

    package init() {}
  }

  package init(
    _ collective: CollectiveFile, draft: Draft = Draft(), isSaved: Bool = false, csrf: String, reader: String,
    in wording: Wording
  ) {
    let (file, words) = (collective.file, wording.catalogue)
    title = file.dossier.title
    dossierHref = wording.path(.dossier(file.dossier.id))
    self.csrf = csrf
    isExample = file.wave.isExample
    notice = isSaved ? [words("saved")] : []
    errors =
      draft.findings.map {
        LinkItem(href: "#\($0.field)", label: CollectivePage.label(of: $0.field, words) + wording.finding($0))
      }
      + (draft.message.map { [LinkItem(href: "#main", label: $0)] } ?? [])
    hasErrors = !errors.isEmpty
    lead = collective.lead?.name ?? words("somebody")
    members = collective.members.map { CollectivePage.line($0, collective, csrf, wording) }
    present = collective.present.map { wording.presence($0, file.procedure) }
    hasPresent = !present.isEmpty
    parties = collective.standings.map { CollectivePage.line($0, file.procedure, wording) }
    hasParties = !parties.isEmpty
    waiting = collective.standings.filter(\.blocks).map(\.party.name)
    isWaiting = !waiting.isEmpty
    let kinds = Set(collective.standings.compactMap(\.party.kind))
    let all = file.procedure.collective?.kind == nil ? [] : wording.programme.actorKinds
    kindsPresent = all.filter { kinds.contains($0.id) }.map { $0.label[wording.language] }
    kindsMissing = all.filter { !kinds.contains($0.id) }.map { $0.label[wording.language] }
    hasKindsPresent = !kindsPresent.isEmpty
    hasKindsMissing = !kindsMissing.isEmpty
    management = collective.mayManage ? [CollectivePage.management(collective, draft, csrf, wording)] : []
    departure = collective.mayLeave ? [wording.path(.dossierDeparture(file.dossier.id))] : []
    signature = CollectivePage.signature(collective, draft, csrf, reader, wording)
    addPartiesHref =
      file.procedure.collective.flatMap { file.procedure.section(holding: $0.field) }.map {
        [
          wording.path(.section(file.dossier.id, $0.id)) + "#"
            + FieldItem.htmlID(file.procedure.collective?.field ?? "")
        ]
      } ?? []
  }

  /// The label of a field of the page with its colon; nothing for what is no field of it.
  private static func label(of field: String, _ words: Catalogue) -> String {
    let labels = [
      "email": "emailAddress", "name": "signatoryName", "capacity": "signatoryCapacity", "paper": "recordPaper",
    ]
    return labels[field].map { words($0) + words("colon") } ?? ""
  }

  private static func line(
    _ member: CollectiveFile.Member, _ collective: CollectiveFile, _ csrf: String, _ wording: Wording
  ) -> MemberLine {
    let file = collective.file
    let sections = member.member.sections.map { own in
      file.procedure.sections.filter { own.contains($0.id) }.map { $0.title[wording.language] }
        .joined(separator: ", ")
    }
    let id = "membre-\(member.member.number)"
    let edit = MemberEdit(
      person: "\(member.person.id)", name: member.person.name, elementID: id,
      action: wording.path(.dossierMember(file.dossier.id)),
      endAction: wording.path(.dossierMemberEnd(file.dossier.id)),
      leadAction: wording.path(.dossierLead(file.dossier.id)), csrf: csrf,
      parts: parts(member.member.part, wording),
      sectionChoices: sectionChoices(file.procedure, member.member.sections, id: id, wording))
    return MemberLine(
      name: member.person.name, email: collective.mayManage ? [member.person.email.value] : [],
      part: wording.part(member.member.part), sections: sections ?? wording.catalogue("allSections"),
      party: collective.standings.filter { $0.party.id == member.member.party }.map(\.party.name),
      edit: collective.mayManage ? [edit] : [])
  }

  private static func line(_ standing: PartyStanding, _ procedure: Procedure, _ wording: Wording) -> PartyLine {
    let words = wording.catalogue
    var details: [String] = []
    if let signOff = standing.signOff {
      details.append(
        words("signedByWhom", signOff.name, signOff.capacity, wording.moment(signOff.signedAt), "\(signOff.version)"))
      if signOff.person == nil { details.append(words("signedOnPaper")) }
      details.append(words("signedDigest", signOff.digest))
    }
    if !standing.changed.isEmpty {
      let names = standing.changed.map { key in
        key.isEmpty ? words("partyItself") : procedure.section(key)?.title[wording.language] ?? key
      }
      details.append(words("changedSince", names.joined(separator: ", ")))
    }
    let status =
      standing.isSigned
      ? "signedState"
      : standing.signOff != nil ? "signAgainState" : standing.party.signs ? "notSignedState" : "needNotSignState"
    let kind = standing.party.kind.flatMap { id in wording.programme.actorKinds.first { $0.id == id } }
    return PartyLine(
      name: standing.party.name, kind: kind.map { [$0.label[wording.language]] } ?? [], status: words(status),
      details: details)
  }

  private static func management(
    _ collective: CollectiveFile, _ draft: Draft, _ csrf: String, _ wording: Wording
  ) -> Management {
    let id = collective.file.dossier.id
    return Management(
      inviteAction: wording.path(.collectiveInvitations(id)),
      withdrawAction: wording.path(.collectiveInvitationEnd(id)), csrf: csrf, email: draft.email,
      emailError: draft.findings.filter { $0.field == "email" }.map(wording.finding), parts: parts(.writer, wording),
      partyChoices: collective.standings.map {
        ChoiceOption(value: $0.party.id, label: $0.party.name, isSelected: $0.party.id == draft.party)
      },
      hasPartyChoices: !collective.standings.isEmpty,
      sectionChoices: sectionChoices(collective.file.procedure, nil, id: "invite", wording),
      invitations: collective.invitations.map {
        InvitationLine(
          id: "\($0.id)", email: $0.email.value, part: wording.part($0.part), expires: wording.moment($0.expiresAt),
          withdraw: wording.catalogue("withdrawInvitation", $0.email.value))
      },
      hasInvitations: !collective.invitations.isEmpty)
  }

  private static func signature(
    _ collective: CollectiveFile, _ draft: Draft, _ csrf: String, _ reader: String, _ wording: Wording
  ) -> [SignatureForm] {
    let dossier = collective.file.dossier
    // A representative signs in person over what the lead recorded from a paper.
    let open = collective.standings.filter { standing in
      let isRecorded = standing.signOff?.person == nil && !collective.mayManage
      return collective.mySignatures.contains(standing.party.id) && (!standing.isSigned || isRecorded)
    }
    guard dossier.state.isEditable, !open.isEmpty else { return [] }
    func errors(_ field: String) -> [String] { draft.findings.filter { $0.field == field }.map(wording.finding) }
    return [
      SignatureForm(
        action: wording.path(.signOff(dossier.id)), csrf: csrf, version: "\(dossier.version)",
        choices: open.map {
          ChoiceOption(value: $0.party.id, label: $0.party.name, isSelected: $0.party.id == draft.party)
        },
        name: draft.name.isEmpty && draft.findings.isEmpty ? reader : draft.name, capacity: draft.capacity,
        nameError: errors("name"), capacityError: errors("capacity"), paperError: errors("paper"),
        readHref: address(wording.path(.dossier(dossier.id)), [("lire", "1")]),
        digest: sha256(dossier.answers.json.canonical), mayRecord: collective.mayManage)
    ]
  }

  private static func parts(_ selected: DossierMember.Part, _ wording: Wording) -> [ChoiceOption] {
    DossierMember.Part.allCases.map {
      ChoiceOption(value: $0.rawValue, label: wording.part($0), isSelected: $0 == selected)
    }
  }

  private static func sectionChoices(
    _ procedure: Procedure, _ chosen: Set<String>?, id: String, _ wording: Wording
  ) -> [FieldItem.Option] {
    procedure.sections.map { section in
      FieldItem.Option(
        fieldName: "sections", optionID: "\(id)-\(section.id)", value: section.id,
        label: section.title[wording.language], isSelected: chosen?.contains(section.id) ?? false)
    }
  }
}

/// An invitation to write a dossier, which its reader can accept.
package struct DossierInvitationPage: PageModel {
  package static let template = "Dossiers/invitation"

  let title: String
  let text: String
  let party: [String]
  let action: String
  let csrf: String

  package init(
    _ invitation: DossierInvitation, title: String, party: String?, token: String, csrf: String, in wording: Wording
  ) {
    self.title = title
    text = wording.catalogue("invitedToDossier", wording.part(invitation.part))
    self.party = party.map { [wording.catalogue("forParty", $0)] } ?? []
    action = wording.path(.dossierInvitation(token))
    self.csrf = csrf
  }
}
