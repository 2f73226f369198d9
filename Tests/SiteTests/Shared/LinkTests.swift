import Domain
import Foundation
import Site
import Testing

@Suite struct LinkTests {
  private static let id = ExampleValues.identity(5) as ID<Dossier>

  /// One link for every pattern of the router. The switch is exhaustive: a new address comes in here.
  private func link(_ pattern: Link.Pattern) -> Link {
    let slug = Slug(naming: "Pays d’Exemple")
    return switch pattern {
    case .home: .home
    case .territories: .territories
    case .territory: .territory(slug)
    case .challenges: .challenges
    case .search: .search
    case .label: .label
    case .wave: .wave(slug)
    case .waveReport: .waveReport(slug)
    case .calls: .calls
    case .openData: .openData
    case .legal: .legal
    case .accessibility: .accessibility
    case .signIn: .signIn
    case .linkSent: .linkSent
    case .signInLink: .signInLink("secret-_0")
    case .signOut: .signOut
    case .providerSignIn: .providerSignIn
    case .providerReturn: .providerReturn
    case .sessions: .sessions
    case .sessionEnd: .sessionEnd(ExampleValues.identity(8))
    case .signOutEverywhere: .signOutEverywhere
    case .space: .space
    case .startDossier: .startDossier(wave: slug)
    case .dossier: .dossier(LinkTests.id)
    case .section: .section(LinkTests.id, "territory")
    case .autosave: .autosave(LinkTests.id, "territory")
    case .sectionWork: .sectionWork(LinkTests.id)
    case .collective: .collective(LinkTests.id)
    case .collectiveInvitations: .collectiveInvitations(LinkTests.id)
    case .collectiveInvitationEnd: .collectiveInvitationEnd(LinkTests.id)
    case .dossierMember: .dossierMember(LinkTests.id)
    case .dossierMemberEnd: .dossierMemberEnd(LinkTests.id)
    case .dossierDeparture: .dossierDeparture(LinkTests.id)
    case .dossierLead: .dossierLead(LinkTests.id)
    case .signOff: .signOff(LinkTests.id)
    case .dossierInvitation: .dossierInvitation("secret-_0")
    case .comments: .comments(LinkTests.id)
    case .commentEnd: .commentEnd(LinkTests.id)
    case .submission: .submission(LinkTests.id)
    case .withdrawal: .withdrawal(LinkTests.id)
    case .resumption: .resumption(LinkTests.id)
    case .interest: .interest(LinkTests.id)
    case .complements: .complements(LinkTests.id)
    case .reopening: .reopening
    case .interests: .interests
    case .interestRead: .interestRead(LinkTests.id)
    case .pendingQuestions: .pendingQuestions
    case .questionAnswer: .questionAnswer(ExampleValues.identity(8))
    case .callStatistics: .callStatistics(slug)
    case .serviceReport: .serviceReport(slug)
    case .selfCheck: .selfCheck(slug)
    case .callQuestions: .callQuestions(slug)
    case .newQuestion: .newQuestion(slug)
    case .answerHistory: .answerHistory(LinkTests.id)
    case .comparison: .comparison(LinkTests.id)
    case .document: .document(LinkTests.id, 2)
    case .files: .files(LinkTests.id)
    case .file: .file(LinkTests.id, ExampleValues.identity(8))
    case .fileRemoval: .fileRemoval(LinkTests.id, ExampleValues.identity(8))
    case .answerCopy: .answerCopy(LinkTests.id)
    case .dossierFile: .dossierFile(LinkTests.id)
    case .blankForm: .blankForm(wave: slug)
    case .exchange: .exchange(LinkTests.id)
    case .exchangeAside: .exchangeAside(LinkTests.id)
    case .exchangeFile: .exchangeFile(LinkTests.id, ExampleValues.identity(8))
    case .queue: .queue
    case .queueViews: .queueViews
    case .queueViewEnd: .queueViewEnd
    case .giving: .giving
    case .examination: .examination(LinkTests.id)
    case .dossierGiving: .dossierGiving(LinkTests.id)
    case .notes: .notes(LinkTests.id)
    case .noteEnd: .noteEnd(LinkTests.id)
    case .admissibility: .admissibility(LinkTests.id)
    case .expertProfile: .expertProfile
    case .panel: .panel(slug)
    case .panelProposal: .panelProposal(slug)
    case .panelDossier: .panelDossier(LinkTests.id)
    case .panelAsking: .panelAsking(slug)
    case .reviews: .review(.mine)
    case .review: .review(.review(LinkTests.id))
    case .reviewAnswer: .review(.answer(LinkTests.id))
    case .reviewAutosave: .review(.autosave(LinkTests.id))
    case .reviewAmendment: .review(.amendment(LinkTests.id))
    case .reviewDiscard: .review(.discard(LinkTests.id))
    case .reviewPrint: .review(.print(LinkTests.id))
    case .reviewFile: .review(.file(LinkTests.id, ExampleValues.identity(8)))
    case .reconciliation: .review(.reconciliation(LinkTests.id))
    case .waveReviews: .review(.wave(slug))
    case .dossierReviews: .review(.dossier(LinkTests.id))
    case .reviewers: .review(.reviewers(LinkTests.id))
    case .reviewerEnd: .review(.reviewerEnd(LinkTests.id))
    case .reviewQuestions: .review(.questions(LinkTests.id))
    case .juries: .juries
    case .juryPlanning: .juryPlanning(slug)
    case .jury: .jury(ExampleValues.identity(8))
    case .juryPlan: .juryPlan(ExampleValues.identity(8))
    case .juryAgenda: .juryAgenda(ExampleValues.identity(8))
    case .juryDesk: .juryDesk(ExampleValues.identity(8))
    case .juryStep: .juryStep(ExampleValues.identity(8))
    case .juryAttendance: .juryAttendance(ExampleValues.identity(8))
    case .juryItem: .juryItem(ExampleValues.identity(8))
    case .juryVote: .juryVote(ExampleValues.identity(8))
    case .juryDeparture: .juryDeparture(ExampleValues.identity(8))
    case .juryRanking: .juryRanking(ExampleValues.identity(8))
    case .juryMinutes: .juryMinutes(ExampleValues.identity(8))
    case .juryMinutesFile: .juryMinutesFile(ExampleValues.identity(8))
    case .juryDossier: .juryDossier(LinkTests.id)
    case .step: .step(LinkTests.id)
    case .decision: .decision(LinkTests.id)
    case .decisionDraft: .decisionDraft(LinkTests.id)
    case .decisionCheck: .decisionCheck(LinkTests.id)
    case .projectedDecision: .projectedDecision(LinkTests.id)
    case .appeal: .appeal(LinkTests.id)
    case .appealRecord: .appealRecord(LinkTests.id)
    case .decisionLetter: .decisionLetter(LinkTests.id)
    case .deepening: .deepening(LinkTests.id)
    case .wavePublication: .wavePublication(slug)
    case .notification: .notification(LinkTests.id)
    case .publication: .publication(LinkTests.id)
    case .ownInterests: .ownInterests
    case .ownInterestEnd: .ownInterestEnd
    case .interestStatement: .interestStatement
    case .recusal: .recusal(LinkTests.id)
    case .conflicts: .conflicts
    case .conflictAside: .conflictAside
    case .conflictBack: .conflictBack
    case .people: .people
    case .person: .person(ExampleValues.identity(7))
    case .personRoles: .personRoles(ExampleValues.identity(7))
    case .roleWithdrawal: .roleWithdrawal(ExampleValues.identity(7))
    case .messages: .messages
    case .messageRetry: .messageRetry(ExampleValues.identity(8))
    case .messageEnd: .messageEnd(ExampleValues.identity(8))
    case .webhooks: .webhooks
    case .webhookEnd: .webhookEnd(ExampleValues.identity(8))
    case .mailChoice: .mailChoice
    case .declineMail: .declineMail(ExampleValues.identity(8))
    case .organisations: .organisations
    case .organisation: .organisation(ExampleValues.identity(9))
    case .organisationJoin: .organisationJoin(ExampleValues.identity(9))
    case .organisationInvitations: .organisationInvitations(ExampleValues.identity(9))
    case .invitationWithdrawal: .invitationWithdrawal(ExampleValues.identity(9))
    case .memberRole: .memberRole(ExampleValues.identity(9))
    case .memberEnd: .memberEnd(ExampleValues.identity(9))
    case .invitation: .invitation("secret-_0")
    case .organisationRegister: .organisationRegister
    case .organisationMerger: .organisationMerger
    case .procedures: .procedures
    case .procedure: .procedure(ProcedureKey(id: "label-candidacy", version: "2026-1"))
    case .procedurePublication: .procedurePublication(ProcedureKey(id: "label-candidacy", version: "2026-1"))
    case .privacy: .privacy
    case .ownData: .ownData
    case .ownDataExport: .ownDataExport
    case .erasure: .erasure
    case .demonstration: .demonstration
    case .register: .register
    case .verification: .verification
    case .verifiedLabel: .verifiedLabel("7K3M-9QXT-0000-0001")
    case .badge: .badge("7K3M-9QXT-0000-0001")
    case .labels: .labels
    case .labelOf: .labelOf(ExampleValues.identity(2))
    case .dossierLabel: .dossierLabel(LinkTests.id)
    case .labelSteps: .labelSteps(ExampleValues.identity(2))
    case .labelCorrection: .labelCorrection(ExampleValues.identity(2))
    case .labelCertificate: .labelCertificate(ExampleValues.identity(2))
    case .labelPaper: .labelPaper(ExampleValues.identity(2), 3)
    case .mailbox: .mailbox
    case .mail: .mail(ExampleValues.identity(6))
    }
  }

  private func matches(_ path: String, _ pattern: Link.Pattern) -> Bool {
    let (steps, wanted) = (path.split(separator: "/"), pattern.rawValue.split(separator: "/"))
    return steps.count == wanted.count && zip(steps, wanted).allSatisfy { $1.hasPrefix(":") || $0 == $1 }
  }

  @Test(arguments: Link.Pattern.allCases) func `a link is the address that the router expects`(pattern: Link.Pattern) {
    let path = link(pattern).path(.french)
    #expect(matches(path, pattern))
    #expect(path.utf8.allSatisfy { $0 > 32 && $0 < 127 })
    #expect(link(pattern).path(.english) == (pattern == .home ? "/en" : "/en" + path))
  }

  @Test func `fixed addresses are never taken for another's parameter`() {
    for pattern in Link.Pattern.allCases {
      let path = link(pattern).path(.french)
      let fitting = Link.Pattern.allCases.filter { matches(path, $0) }
      #expect(fitting == [pattern] || fitting.allSatisfy { $0 == pattern || $0.rawValue.contains(":") }, "\(path)")
    }
  }
}
