package import Foundation

/// A message that the program sends, as data: its sentences come from the templates of the site.
package enum Letter: Hashable, Sendable {
  /// The one-time link to sign in: where it leads, and for how many minutes.
  case signIn(link: String, minutes: Int)
  /// The acknowledgement that the law asks for (CRPA R112-5), at the moment of a complete submission.
  /// At the end of that day silence becomes a decision; nil while the clock stands still.
  case receipt(Dossier, Wave, ReceiptTerms, submittedAt: Date, silenceOn: Day?)
  /// A step of the examination, with its reasons where it has some, and the ways of appeal where it ends it.
  case step(Dossier, Wave, DossierEvent, reasons: String?, appeal: LocalisedText? = nil)
  /// What the service asks to have completed, until when.
  case complements(Dossier, Wave, Procedure, ComplementRequest)
  /// A draft may be written and submitted after the closing of its wave.
  case reopened(Dossier, Wave, Reopening)
  /// So many days are left before closing; what is missing, and where the site is reached.
  case reminder(Dossier, Wave, Procedure, [Finding], days: Int, site: String)
  case decision(Dossier, Wave, Decision, Procedure)
  /// The reasons of an unfavourable decision that is not taken, and where its applicant can answer them, until when.
  case projectedDecision(Dossier, Wave, Procedure, DecisionReply, link: String)
  /// A decision waits for a second person; by whom it was proposed, and where it is approved or sent back.
  case decisionToApprove(Dossier, Wave, by: String, link: String)
  /// What the other side wrote about a dossier, from that side; where it is read.
  case exchange(Dossier, Wave, text: String, from: ExchangeSide, link: String?)
  /// Somebody was given a role: in one wave or in the whole programme, until a day or for ever.
  case roleGranted(Role, Wave?, until: Day?)
  case roleWithdrawn(Role, Wave?)
  /// Somebody is asked to become a member of an organisation; where they accept, and for how many days.
  case organisationInvitation(name: String, Membership.Role, link: String, days: Int)
  /// Somebody asks those who answer for an organisation to let them in; where they are invited.
  case joinRequest(name: String, by: Person, link: String)
  /// What somebody is in an organisation from now on; nil when they no longer belong to it.
  case membershipChanged(name: String, Membership.Role?)
  /// The answer to a question that somebody asked about a call.
  case questionAnswered(Wave, question: String, answer: String)
  /// Somebody is asked to write a dossier with others; by whom, where they accept, and for how many days.
  case dossierInvitation(Dossier, by: String, DossierMember.Part, link: String, days: Int)
  case dossierJoined(Dossier, by: String)
  case dossierLeft(Dossier, person: String)
  /// Somebody leads a dossier from now on.
  case dossierHandedOver(Dossier, by: String)
  /// A remark in which somebody is mentioned.
  case dossierComment(Dossier, by: String, body: String, link: String)
  /// Dossiers that somebody is to examine from now on; by whom they were given.
  case dossiersGiven([GivenDossier], by: String)
  /// A step in the life of a label, or what the clock brings to it.
  case label(LabelLetter)
  /// To an expert, about a dossier to review.
  case review(ReviewLetter)
  /// To somebody who sits in a session of a jury.
  case jury(JuryLetter)
  /// What was kept for one mail a day.
  case digest([LetterText])

  /// The name of the kind, as it is stored.
  package var kind: String {
    switch self {
    case .signIn: "signIn"
    case .receipt: "receipt"
    case .step: "step"
    case .complements: "complements"
    case .reopened: "reopened"
    case .reminder: "reminder"
    case .questionAnswered: "questionAnswered"
    case .decision: "decision"
    case .projectedDecision: "projectedDecision"
    case .decisionToApprove: "decisionToApprove"
    case .exchange: "exchange"
    case .roleGranted: "roleGranted"
    case .roleWithdrawn: "roleWithdrawn"
    case .organisationInvitation: "organisationInvitation"
    case .joinRequest: "joinRequest"
    case .membershipChanged: "membershipChanged"
    case .dossierInvitation: "dossierInvitation"
    case .dossierJoined: "dossierJoined"
    case .dossierLeft: "dossierLeft"
    case .dossierHandedOver: "dossierHandedOver"
    case .dossierComment: "dossierComment"
    case .dossiersGiven: "dossiersGiven"
    case .label: "label"
    case .review(let letter): letter.step.kind
    case .jury: "jury"
    case .digest: "digest"
    }
  }
}

extension Letter {
  /// Whether a procedure, or the person themselves, asks for it: it is sent at once and cannot be declined.
  package var isProcedural: Bool {
    switch self {
    case .signIn, .receipt, .step, .complements, .reopened, .reminder, .decision, .projectedDecision,
      .organisationInvitation,
      .questionAnswered, .dossierInvitation, .dossierHandedOver, .review, .jury:
      true
    // To its holder it is the procedure; to the service it is work like other work.
    case .label(let letter): !letter.isToService
    // The service writes to an applicant in the course of the procedure; to the service it is work like other work.
    case .exchange(_, _, _, let side, _): side == .service
    case .roleGranted, .roleWithdrawn, .joinRequest, .membershipChanged, .dossierJoined, .dossierLeft, .dossierComment,
      .dossiersGiven, .digest, .decisionToApprove:
      false
    }
  }

  /// What it is about, so that mail programs keep the letters about one dossier together.
  package var thread: String? {
    switch self {
    case .receipt(let dossier, _, _, _, _), .step(let dossier, _, _, _, _), .complements(let dossier, _, _, _),
      .reopened(let dossier, _, _), .reminder(let dossier, _, _, _, _, _), .decision(let dossier, _, _, _),
      .projectedDecision(let dossier, _, _, _, _), .decisionToApprove(let dossier, _, _, _),
      .exchange(let dossier, _, _, _, _), .dossierJoined(let dossier, _), .dossierLeft(let dossier, _),
      .dossierHandedOver(let dossier, _), .dossierComment(let dossier, _, _, _):
      "dossier:\(dossier.id)"
    case .signIn, .roleGranted, .roleWithdrawn, .organisationInvitation, .joinRequest, .membershipChanged, .digest,
      .questionAnswered, .dossierInvitation, .dossiersGiven, .review, .jury:
      nil
    case .label(let letter): "territory:\(letter.facts.territory)"
    }
  }

  /// The dossiers that it speaks of: it is neither written nor shown to whom they bind.
  package var dossiers: Set<ID<Dossier>> {
    if case .dossierInvitation(let dossier, _, _, _, _) = self { return [dossier.id] }
    if case .dossiersGiven(let given, _) = self { return Set(given.map(\.dossier)) }
    return thread.flatMap { $0.hasPrefix("dossier:") ? ID<Dossier>(String($0.dropFirst(8))) : nil }.map { [$0] } ?? []
  }

  /// For how many seconds it is of use; nil for ever.
  package var lifetime: Double? {
    switch self {
    case .signIn(_, let minutes): Double(minutes) * 60
    case .organisationInvitation(_, _, _, let days): Double(days) * 86_400
    case .reminder(_, _, _, _, let days, _): Double(days) * 86_400
    case .dossierInvitation(_, _, _, _, let days): Double(days) * 86_400
    case .receipt, .step, .complements, .reopened, .decision, .projectedDecision, .exchange, .roleGranted,
      .roleWithdrawn, .joinRequest,
      .membershipChanged, .digest, .questionAnswered, .dossierJoined, .dossierLeft, .dossierHandedOver,
      .dossierComment, .dossiersGiven, .review, .decisionToApprove, .jury,
      .label:
      nil
    }
  }
}

/// Puts a letter into words.
package protocol LetterWriter: Sendable {
  func write(_ letter: Letter, in language: Language) throws -> LetterText
  /// The HTML of a letter that was written before.
  /// - Parameter declineAddress: where its reader can say that they want no such mail; nil where that is not possible.
  func html(_ text: LetterText, in language: Language, declineAddress: String?) throws -> String
  /// The form of a procedure to be filled in by hand, as HTML to be printed.
  func blankForm(_ procedure: Procedure, in language: Language) throws -> String
  /// The certificate of a label, as HTML to be printed.
  func certificate(_ certificate: LabelCertificate, in language: Language) throws -> String
  /// The letter of a measure about a label, as HTML to be printed.
  func labelPaper(_ paper: LabelPaper, in language: Language) throws -> String
  /// What was submitted, as HTML to be printed.
  func document(_ submitted: SubmittedDossier, in language: Language) throws -> String
  /// The minutes of a session of a jury, as HTML to be printed.
  func minutes(_ minutes: JuryMinutes, in language: Language) throws -> String
  /// The letter of a decision, as HTML to be printed.
  func decisionLetter(_ told: ToldDecision, in language: Language) throws -> String
}

/// A letter in words: plain text.
package struct LetterText: Hashable, Sendable {
  package let subject: String
  package let body: String

  package init(subject: String, body: String) {
    self.subject = subject
    self.body = body
  }
}
