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
  case waveReport(Slug)
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
  case resumption(ID<Dossier>)
  case interest(ID<Dossier>)
  case complements(ID<Dossier>)
  case reopening
  case interests
  case interestRead(ID<Dossier>)
  case pendingQuestions
  case questionAnswer(ID<CallQuestion>)
  case callStatistics(Slug)
  case serviceReport(Slug)
  case selfCheck(Slug)
  case callQuestions(Slug)
  case newQuestion(Slug)
  case answerHistory(ID<Dossier>)
  case comparison(ID<Dossier>)
  case document(ID<Dossier>, Int)
  case files(ID<Dossier>)
  case file(ID<Dossier>, ID<Attachment>)
  case fileRemoval(ID<Dossier>, ID<Attachment>)
  case answerCopy(ID<Dossier>)
  case dossierFile(ID<Dossier>)
  case blankForm(wave: Slug)
  case exchange(ID<Dossier>)
  case exchangeAside(ID<Dossier>)
  case exchangeFile(ID<Dossier>, ID<Attachment>)
  case queue
  case queueViews
  case queueViewEnd
  case giving
  case examination(ID<Dossier>)
  case dossierGiving(ID<Dossier>)
  case notes(ID<Dossier>)
  case noteEnd(ID<Dossier>)
  case admissibility(ID<Dossier>)
  /// What an expert says of what they know, and how many dossiers they take.
  case expertProfile
  /// The experts of a wave.
  case panel(Slug)
  /// Who could examine what: proposed, changed by hand, asked.
  case panelProposal(Slug)
  case panelDossier(ID<Dossier>)
  case panelAsking(Slug)
  case review(ReviewLink)
  /// What a jury meets at.
  case dossierLabel(ID<Dossier>)
  case labelLife(LabelLifeLink)
  case meeting(JuryLink)
  case step(ID<Dossier>)
  case decision(ID<Dossier>)
  case decisionDraft(ID<Dossier>)
  case decisionCheck(ID<Dossier>)
  case projectedDecision(ID<Dossier>)
  case appeal(ID<Dossier>)
  case appealRecord(ID<Dossier>)
  case decisionLetter(ID<Dossier>)
  case deepening(ID<Dossier>)
  case wavePublication(Slug)
  case notification(ID<Dossier>)
  case publication(ID<Dossier>)
  case ownInterests
  case ownInterestEnd
  case interestStatement
  /// Stepping aside from a dossier.
  case recusal(ID<Dossier>)
  case conflicts
  case conflictAside
  case conflictBack
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
  case register
  case verification
  case verifiedLabel(String)
  case badge(String)
  case mailbox
  case mail(ID<OutboxMessage>)

  /// The address in a language: French stands at the root, English under `/en`.
  package func path(_ language: Language) -> String {
    language == .french ? path : self == .home ? "/en" : "/en" + path
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
    case .waveReport(let slug): "/vagues/\(slug)/bilan"
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
    case .resumption(let id): "/dossiers/\(id)/reprise"
    case .interest(let id): "/dossiers/\(id)/interet"
    case .complements(let id): "/instruction/\(id)/complements"
    case .reopening: "/service/reouverture"
    case .interests: "/service/interets"
    case .interestRead(let id): "/service/interets/\(id)"
    case .pendingQuestions: "/service/questions"
    case .questionAnswer(let id): "/service/questions/\(id)"
    case .callStatistics(let slug): "/service/statistiques/\(slug)"
    case .serviceReport(let slug): "/service/bilans/\(slug)"
    case .selfCheck(let slug): "/appels/\(slug)/verifier"
    case .callQuestions(let slug): "/appels/\(slug)/questions"
    case .newQuestion(let slug): "/appels/\(slug)/questions/nouvelle"
    case .answerHistory(let id): "/dossiers/\(id)/historique"
    case .comparison(let id): "/dossiers/\(id)/comparaison"
    case .document(let id, let number): "/dossiers/\(id)/depots/\(number)"
    case .files(let id): "/dossiers/\(id)/pieces"
    case .file(let id, let file): "/dossiers/\(id)/pieces/\(file)"
    case .fileRemoval(let id, let file): "/dossiers/\(id)/pieces/\(file)/retrait"
    case .answerCopy(let id): "/dossiers/\(id)/copie"
    case .dossierFile(let id): "/dossiers/\(id)/dossier.json"
    case .blankForm(let wave): "/appels/\(wave)/formulaire"
    case .exchange(let id): "/dossiers/\(id)/messages"
    case .exchangeAside(let id): "/dossiers/\(id)/messages/sans-suite"
    case .exchangeFile(let id, let file): "/dossiers/\(id)/messages/pieces/\(file)"
    case .queue: "/instruction"
    case .queueViews: "/service/vues"
    case .queueViewEnd: "/service/vues/fin"
    case .giving: "/service/attributions"
    case .examination(let id): "/instruction/\(id)"
    case .dossierGiving(let id): "/instruction/\(id)/attribution"
    case .notes(let id): "/instruction/\(id)/notes"
    case .noteEnd(let id): "/instruction/\(id)/notes/reprise"
    case .admissibility(let id): "/instruction/\(id)/recevabilite"
    case .expertProfile: "/espace/expertise"
    case .panel(let slug): "/service/experts/\(slug)"
    case .panelProposal(let slug): "/service/affectations/\(slug)"
    case .panelDossier(let id): "/instruction/\(id)/affectation"
    case .panelAsking(let slug): "/service/affectations/\(slug)/demandes"
    case .review(let link): link.path
    case .meeting(let link): link.path
    case .dossierLabel(let id): "/dossiers/\(id)/label"
    case .labelLife(let link): link.path
    case .step(let id): "/instruction/\(id)/etapes"
    case .decision(let id): "/instruction/\(id)/decision"
    case .decisionDraft(let id): "/instruction/\(id)/projet"
    case .decisionCheck(let id): "/instruction/\(id)/projet/avis"
    case .projectedDecision(let id): "/dossiers/\(id)/motifs-envisages"
    case .appeal(let id): "/dossiers/\(id)/recours"
    case .appealRecord(let id): "/instruction/\(id)/recours"
    case .decisionLetter(let id): "/dossiers/\(id)/decision.pdf"
    case .deepening(let id): "/dossiers/\(id)/approfondissement"
    case .wavePublication(let slug): "/service/publication/\(slug)"
    case .notification(let id): "/instruction/\(id)/notification"
    case .publication(let id): "/instruction/\(id)/publication"
    case .ownInterests: "/espace/liens-d-interets"
    case .ownInterestEnd: "/espace/liens-d-interets/fin"
    case .interestStatement: "/espace/liens-d-interets/attestation"
    case .recusal(let id): "/instruction/\(id)/deport"
    case .conflicts: "/service/conflits"
    case .conflictAside: "/service/conflits/ecart"
    case .conflictBack: "/service/conflits/retour"
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
    case .register: "/territoires/registre"
    case .verification: "/verifier"
    case .verifiedLabel(let code): "/verifier/\(code)"
    case .badge(let code): "/verifier/\(code)/badge.svg"
    case .mailbox: "/demo/courrier"
    case .mail(let id): "/demo/courrier/\(id)"
    }
  }
}
