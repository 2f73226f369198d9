package import Domain

/// Every address of the site. The router takes its patterns, the pages their links, so that a page that is
/// renamed is a compile error and not a dead link.
package enum Link: Hashable, Sendable {
  case home
  case territories
  case territory(Slug)
  case challenges
  case search
  case label
  case wave(Slug)
  case calls
  case openData
  case legal
  case accessibility
  case signIn
  case linkSent
  case signInLink(String)
  case signOut
  case providerSignIn
  case providerReturn
  case sessions
  case sessionEnd(ID<OpenSession>)
  case signOutEverywhere
  case space
  case startDossier(wave: Slug)
  case dossier(ID<Dossier>)
  case section(ID<Dossier>, String)
  case autosave(ID<Dossier>, String)
  case sectionWork(ID<Dossier>)
  case collective(ID<Dossier>)
  case collectiveInvitations(ID<Dossier>)
  case collectiveInvitationEnd(ID<Dossier>)
  case dossierMember(ID<Dossier>)
  case dossierMemberEnd(ID<Dossier>)
  case dossierDeparture(ID<Dossier>)
  case dossierLead(ID<Dossier>)
  case signOff(ID<Dossier>)
  case dossierInvitation(String)
  case comments(ID<Dossier>)
  case commentEnd(ID<Dossier>)
  case submission(ID<Dossier>)
  case withdrawal(ID<Dossier>)
  case answerHistory(ID<Dossier>)
  case document(ID<Dossier>, Int)
  case files(ID<Dossier>)
  case file(ID<Dossier>, ID<Attachment>)
  case fileRemoval(ID<Dossier>, ID<Attachment>)
  case queue
  case examination(ID<Dossier>)
  case step(ID<Dossier>)
  case decision(ID<Dossier>)
  case notification(ID<Dossier>)
  case publication(ID<Dossier>)
  case people
  case person(ID<Person>)
  case personRoles(ID<Person>)
  case roleWithdrawal(ID<Person>)
  case messages
  case messageRetry(ID<OutboxMessage>)
  case messageEnd(ID<OutboxMessage>)
  case webhooks
  case webhookEnd(ID<Webhook>)
  case mailChoice
  case declineMail(ID<OutboxMessage>)
  case organisations
  case organisation(ID<Organisation>)
  case organisationJoin(ID<Organisation>)
  case organisationInvitations(ID<Organisation>)
  case invitationWithdrawal(ID<Organisation>)
  case memberRole(ID<Organisation>)
  case memberEnd(ID<Organisation>)
  case invitation(String)
  case organisationRegister
  case organisationMerger
  case procedures
  case procedure(ProcedureKey)
  case procedurePublication(ProcedureKey)
  case privacy
  case ownData
  case ownDataExport
  case erasure
  case demonstration
  case mailbox
  case mail(ID<OutboxMessage>)

  /// The address in a language: French stands at the root, English under `/en`.
  package func path(_ language: Language) -> String {
    switch language {
    case .french: path
    case .english: self == .home ? "/en" : "/en" + path
    }
  }

  private var path: String {
    switch self {
    case .home: "/"
    case .territories: "/territoires"
    case .territory(let slug): "/territoires/\(slug)"
    case .challenges: "/defis"
    case .search: "/recherche"
    case .label: "/label"
    case .wave(let slug): "/vagues/\(slug)"
    case .calls: "/appels"
    case .openData: "/donnees"
    case .legal: "/mentions-legales"
    case .accessibility: "/accessibilite"
    case .signIn: "/connexion"
    case .linkSent: "/connexion/verifier"
    case .signInLink(let token): "/connexion/lien/\(token)"
    case .signOut: "/deconnexion"
    case .providerSignIn: "/connexion/oidc"
    case .providerReturn: "/connexion/oidc/retour"
    case .sessions: "/espace/connexions"
    case .sessionEnd(let id): "/espace/connexions/\(id)/fin"
    case .signOutEverywhere: "/espace/connexions/deconnexion"
    case .space: "/espace"
    case .startDossier(let wave): "/appels/\(wave)/dossiers"
    case .dossier(let id): "/dossiers/\(id)"
    case .section(let id, let section): "/dossiers/\(id)/sections/\(section)"
    case .autosave(let id, let section): "/dossiers/\(id)/sections/\(section)/champs"
    case .sectionWork(let id): "/dossiers/\(id)/sections"
    case .collective(let id): "/dossiers/\(id)/collectif"
    case .collectiveInvitations(let id): "/dossiers/\(id)/collectif/invitations"
    case .collectiveInvitationEnd(let id): "/dossiers/\(id)/collectif/invitations/retrait"
    case .dossierMember(let id): "/dossiers/\(id)/collectif/membres"
    case .dossierMemberEnd(let id): "/dossiers/\(id)/collectif/membres/fin"
    case .dossierDeparture(let id): "/dossiers/\(id)/collectif/depart"
    case .dossierLead(let id): "/dossiers/\(id)/collectif/chef-de-file"
    case .signOff(let id): "/dossiers/\(id)/collectif/signatures"
    case .dossierInvitation(let token): "/collectif/invitations/\(token)"
    case .comments(let id): "/dossiers/\(id)/remarques"
    case .commentEnd(let id): "/dossiers/\(id)/remarques/fin"
    case .submission(let id): "/dossiers/\(id)/depot"
    case .withdrawal(let id): "/dossiers/\(id)/retrait"
    case .answerHistory(let id): "/dossiers/\(id)/historique"
    case .document(let id, let number): "/dossiers/\(id)/depots/\(number)"
    case .files(let id): "/dossiers/\(id)/pieces"
    case .file(let id, let file): "/dossiers/\(id)/pieces/\(file)"
    case .fileRemoval(let id, let file): "/dossiers/\(id)/pieces/\(file)/retrait"
    case .queue: "/instruction"
    case .examination(let id): "/instruction/\(id)"
    case .step(let id): "/instruction/\(id)/etapes"
    case .decision(let id): "/instruction/\(id)/decision"
    case .notification(let id): "/instruction/\(id)/notification"
    case .publication(let id): "/instruction/\(id)/publication"
    case .people: "/administration/personnes"
    case .person(let id): "/administration/personnes/\(id)"
    case .personRoles(let id): "/administration/personnes/\(id)/roles"
    case .roleWithdrawal(let id): "/administration/personnes/\(id)/retrait"
    case .messages: "/administration/messages"
    case .messageRetry(let id): "/administration/messages/\(id)/relance"
    case .messageEnd(let id): "/administration/messages/\(id)/abandon"
    case .webhooks: "/administration/webhooks"
    case .webhookEnd(let id): "/administration/webhooks/\(id)/fin"
    case .mailChoice: "/espace/messages"
    case .declineMail(let id): "/messages/\(id)/arret"
    case .organisations: "/organisations"
    case .organisation(let id): "/organisations/\(id)"
    case .organisationJoin(let id): "/organisations/\(id)/demande"
    case .organisationInvitations(let id): "/organisations/\(id)/invitations"
    case .invitationWithdrawal(let id): "/organisations/\(id)/invitations/retrait"
    case .memberRole(let id): "/organisations/\(id)/membres"
    case .memberEnd(let id): "/organisations/\(id)/membres/fin"
    case .invitation(let token): "/invitations/\(token)"
    case .organisationRegister: "/administration/organisations"
    case .organisationMerger: "/administration/organisations/fusion"
    case .procedures: "/administration/procedures"
    case .procedure(let key): "/administration/procedures/\(key.id)/\(key.version)"
    case .procedurePublication(let key): "/administration/procedures/\(key.id)/\(key.version)/publication"
    case .privacy: "/donnees-personnelles"
    case .ownData: "/espace/donnees"
    case .ownDataExport: "/espace/donnees/export"
    case .erasure: "/espace/donnees/effacement"
    case .demonstration: "/demo"
    case .mailbox: "/demo/courrier"
    case .mail(let id): "/demo/courrier/\(id)"
    }
  }

  /// The same addresses as the router writes them.
  package enum Pattern: String, CaseIterable, Sendable {
    case home = "/"
    case territories = "/territoires"
    case territory = "/territoires/:slug"
    case challenges = "/defis"
    case search = "/recherche"
    case label = "/label"
    case wave = "/vagues/:slug"
    case calls = "/appels"
    case openData = "/donnees"
    case legal = "/mentions-legales"
    case accessibility = "/accessibilite"
    case signIn = "/connexion"
    case linkSent = "/connexion/verifier"
    case signInLink = "/connexion/lien/:token"
    case signOut = "/deconnexion"
    case providerSignIn = "/connexion/oidc"
    case providerReturn = "/connexion/oidc/retour"
    case sessions = "/espace/connexions"
    case sessionEnd = "/espace/connexions/:id/fin"
    case signOutEverywhere = "/espace/connexions/deconnexion"
    case space = "/espace"
    case startDossier = "/appels/:slug/dossiers"
    case dossier = "/dossiers/:id"
    case section = "/dossiers/:id/sections/:section"
    case autosave = "/dossiers/:id/sections/:section/champs"
    case sectionWork = "/dossiers/:id/sections"
    case collective = "/dossiers/:id/collectif"
    case collectiveInvitations = "/dossiers/:id/collectif/invitations"
    case collectiveInvitationEnd = "/dossiers/:id/collectif/invitations/retrait"
    case dossierMember = "/dossiers/:id/collectif/membres"
    case dossierMemberEnd = "/dossiers/:id/collectif/membres/fin"
    case dossierDeparture = "/dossiers/:id/collectif/depart"
    case dossierLead = "/dossiers/:id/collectif/chef-de-file"
    case signOff = "/dossiers/:id/collectif/signatures"
    case dossierInvitation = "/collectif/invitations/:token"
    case comments = "/dossiers/:id/remarques"
    case commentEnd = "/dossiers/:id/remarques/fin"
    case submission = "/dossiers/:id/depot"
    case withdrawal = "/dossiers/:id/retrait"
    case answerHistory = "/dossiers/:id/historique"
    case document = "/dossiers/:id/depots/:number"
    case files = "/dossiers/:id/pieces"
    case file = "/dossiers/:id/pieces/:file"
    case fileRemoval = "/dossiers/:id/pieces/:file/retrait"
    case queue = "/instruction"
    case examination = "/instruction/:id"
    case step = "/instruction/:id/etapes"
    case decision = "/instruction/:id/decision"
    case notification = "/instruction/:id/notification"
    case publication = "/instruction/:id/publication"
    case people = "/administration/personnes"
    case person = "/administration/personnes/:id"
    case personRoles = "/administration/personnes/:id/roles"
    case roleWithdrawal = "/administration/personnes/:id/retrait"
    case messages = "/administration/messages"
    case messageRetry = "/administration/messages/:id/relance"
    case messageEnd = "/administration/messages/:id/abandon"
    case webhooks = "/administration/webhooks"
    case webhookEnd = "/administration/webhooks/:id/fin"
    case mailChoice = "/espace/messages"
    case declineMail = "/messages/:id/arret"
    case organisations = "/organisations"
    case organisation = "/organisations/:id"
    case organisationJoin = "/organisations/:id/demande"
    case organisationInvitations = "/organisations/:id/invitations"
    case invitationWithdrawal = "/organisations/:id/invitations/retrait"
    case memberRole = "/organisations/:id/membres"
    case memberEnd = "/organisations/:id/membres/fin"
    case invitation = "/invitations/:token"
    case organisationRegister = "/administration/organisations"
    case organisationMerger = "/administration/organisations/fusion"
    case procedures = "/administration/procedures"
    case procedure = "/administration/procedures/:procedure/:version"
    case procedurePublication = "/administration/procedures/:procedure/:version/publication"
    case privacy = "/donnees-personnelles"
    case ownData = "/espace/donnees"
    case ownDataExport = "/espace/donnees/export"
    case erasure = "/espace/donnees/effacement"
    case demonstration = "/demo"
    case mailbox = "/demo/courrier"
    case mail = "/demo/courrier/:id"
  }
}

/// An address with its query, percent-encoded; members without a value are left out.
package func address(_ path: String, _ query: [(name: String, value: String?)]) -> String {
  let members = query.compactMap { member -> String? in
    guard let value = member.value, !value.isEmpty else { return nil }
    return member.name + "=" + percentEncoded(value)
  }
  return members.isEmpty ? path : path + "?" + members.joined(separator: "&")
}

private func percentEncoded(_ text: String) -> String {
  var encoded = ""
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      encoded.append(Character(Unicode.Scalar(byte)))
    default:
      let hex = String(byte, radix: 16, uppercase: true)
      encoded += "%" + (hex.count == 1 ? "0" + hex : hex)
    }
  }
  return encoded
}
