package import Domain

/// Writes letters with the templates of the module.
package struct SiteLetters: LetterWriter {
  let renderer: Renderer
  let wording: @Sendable (Language) -> Wording?

  /// - Parameter wording: how values are put into words, in each language.
  package init(renderer: Renderer, wording: @escaping @Sendable (Language) -> Wording?) {
    self.renderer = renderer
    self.wording = wording
  }

  package func write(_ letter: Letter, in language: Language) throws -> LetterText {
    guard let wording = wording(language) else { throw RenderFault.noTemplate(letter.kind) }
    let words = LetterModel(letter, in: wording)
    return try renderer.letter(
      words, template: "Letters/\(letter.kind)-\(language.rawValue)", wording.catalogue.strings)
  }
}

extension SiteLetters {
  package func html(_ text: LetterText, in language: Language, declineAddress: String?) throws -> String {
    guard let wording = wording(language) else { throw RenderFault.noTemplate("mail") }
    return try renderer.standalone(
      MailModel(text, in: language, declineAddress: declineAddress), wording.catalogue.strings)
  }
}

extension SiteLetters {
  package func blankForm(_ procedure: Procedure, in language: Language) throws -> String {
    guard let wording = wording(language) else { throw RenderFault.noTemplate(BlankFormPrint.template) }
    return try renderer.standalone(BlankFormPrint(procedure, in: wording), wording.catalogue.strings)
  }
}

extension SiteLetters {
  package func certificate(_ certificate: LabelCertificate, in language: Language) throws -> String {
    guard let wording = wording(language) else { throw RenderFault.noTemplate(CertificatePrint.template) }
    return try renderer.standalone(CertificatePrint(certificate, in: wording), wording.catalogue.strings)
  }
}

extension SiteLetters {
  package func labelPaper(_ paper: LabelPaper, in language: Language) throws -> String {
    guard let wording = wording(language) else { throw RenderFault.noTemplate(LabelPaperPrint.template) }
    return try renderer.standalone(LabelPaperPrint(paper, in: wording), wording.catalogue.strings).printable
  }
}

extension SiteLetters {
  package func document(_ submitted: SubmittedDossier, in language: Language) throws -> String {
    guard let wording = wording(language) else { throw RenderFault.noTemplate(SubmissionPrint.template) }
    return try renderer.standalone(SubmissionPrint(submitted, in: wording), wording.catalogue.strings).printable
  }
}

extension SiteLetters {
  package func minutes(_ minutes: JuryMinutes, in language: Language) throws -> String {
    guard let wording = wording(language) else { throw RenderFault.noTemplate(MinutesPrint.template) }
    return try renderer.standalone(MinutesPrint(minutes, in: wording), wording.catalogue.strings).printable
  }
}

/// The values of a letter; each kind uses its own.
struct LetterModel: PageModel {
  static let template = "Letters"

  var link = ""
  var minutes = ""
  var title = ""
  var reference = ""
  var wave = ""
  var received = ""
  var service: [String] = []
  var serviceName = ""
  var silenceEffect = ""
  var silenceMonths = ""
  var silenceDay: [String] = []
  var silenceBasis = ""
  var appeal = ""
  var event = ""
  var reasons: [String] = []
  var outcome = ""
  var conditions: [String] = []
  var signatory: [String] = []
  var isExample = false
  var isChanged = false
  /// Why a session was called off.
  var cancelled: [String] = []
  var role = ""
  var scope: [String] = []
  var until: [String] = []
  var organisation = ""
  var person = ""
  var email = ""
  var days = ""
  var newRole: [String] = []
  var isEnded = false
  var count = ""
  var parts: [Part] = []
  var reason = ""
  var limit = ""
  var asked: [Asked] = []
  var standing = false
  var gaps: [LinkItem] = []
  var hasGaps = false
  var isComplete = false
  var more: [String] = []
  var links: [String] = []
  var isFromService = false
  var given: [LinkItem] = []
  var criteria: [Motive] = []
  var terms: [String] = []
  var hasTerms = false
  var ground: [String] = []
  /// The ground and the facts that a measure rests on.
  var restsOn: [String] = []
  var appeals: [String] = []

  init(_ letter: Letter, in wording: Wording) {
    switch letter {
    case .signIn(let link, let minutes):
      self.link = link
      self.minutes = "\(minutes)"
    case .receipt(let dossier, let wave, let terms, let submittedAt, let silenceOn):
      take(dossier, wave, wording)
      take(terms, wording)
      received = wording.moment(submittedAt)
      silenceMonths = "\(terms.silence.months)"
      silenceDay = silenceOn.map { [wording.day($0)] } ?? []
    case .step(let dossier, let wave, let event, let reasons, let appeal):
      appeals = appeal.map { [$0[wording.language]] } ?? []
      take(dossier, wave, wording)
      self.event = wording.happened(event)
      self.reasons = reasons.map { [$0] } ?? []
    case .complements(let dossier, let wave, let procedure, let request):
      take(dossier, wave, wording)
      take(request, procedure, wording)
    case .reopened(let dossier, let wave, let reopening):
      take(dossier, wave, wording)
      limit = wording.closing(reopening.until)
      reason = reopening.reason
    case .reminder(let dossier, let wave, let procedure, let findings, let days, let site):
      take(dossier, wave, wording)
      take(findings, of: dossier, procedure, site, wording)
      limit = wording.closing(wave.closesAt)
      self.days = wording.catalogue.count("days", days)
    case .questionAnswered(let wave, let question, let answer):
      take(wave, wording)
      title = question
      reason = answer
    case .decision(let dossier, let wave, let decision, let procedure):
      take(dossier, wave, wording)
      take(procedure.receipt, wording)
      outcome = wording.outcome(decision.outcome, of: procedure)
      reasons = [decision.reasons]
      conditions = decision.conditions.map { [$0] } ?? []
      signatory = decision.signatory.map { ["\($0.name), \($0.function)"] } ?? []
      criteria = decision.criteria.sorted { $0.key < $1.key }.map {
        Motive(label: wording.criterion($0.key), text: $0.value)
      }
      terms = decision.standing.map { $0[wording.language] }
      hasTerms = !terms.isEmpty
    case .projectedDecision(let dossier, let wave, let procedure, let reply, let link):
      take(dossier, wave, wording)
      outcome = wording.outcome(Decision.Outcome(rawValue: reply.content.outcome), of: procedure)
      limit = wording.day(reply.dueOn)
      self.link = link
    case .decisionToApprove(let dossier, let wave, let name, let link):
      take(dossier, wave, wording)
      person = name
      self.link = link
    case .exchange(let dossier, let wave, let text, let side, let link):
      take(dossier, wave, wording)
      title = dossier.title(for: side.other)
      reasons = [text]
      links = link.map { [$0] } ?? []
      isFromService = side == .service
    case .roleGranted(let role, let wave, let until):
      self.role = wording.role(role)
      scope = wave.map { [$0.name[wording.language]] } ?? []
      self.until = until.map { [wording.day($0)] } ?? []
    case .roleWithdrawn(let role, let wave):
      self.role = wording.role(role)
      scope = wave.map { [$0.name[wording.language]] } ?? []
    case .organisationInvitation(let name, let role, let link, let days):
      organisation = name
      self.role = wording.membership(role)
      self.link = link
      self.days = "\(days)"
    case .joinRequest(let name, let person, let link):
      organisation = name
      self.person = person.name
      email = person.email.value
      self.link = link
    case .membershipChanged(let name, let role):
      organisation = name
      newRole = role.map { [wording.membership($0)] } ?? []
      isEnded = role == nil
    case .dossierInvitation(let dossier, let host, let part, let link, let days):
      (title, reference, person) = (dossier.title, dossier.reference, host)
      role = wording.part(part)
      self.link = link
      self.days = "\(days)"
    case .dossierJoined(let dossier, let name), .dossierLeft(let dossier, let name),
      .dossierHandedOver(let dossier, let name):
      (title, reference, person) = (dossier.title, dossier.reference, name)
    case .dossierComment(let dossier, let name, let body, let link):
      (title, reference, person) = (dossier.title, dossier.reference, name)
      reasons = [body]
      self.link = link
    case .dossiersGiven(let dossiers, let name):
      person = name
      count = wording.catalogue.count("dossierCount", dossiers.count)
      given = dossiers.map { LinkItem(href: $0.link, label: "\($0.reference) · \($0.title)") }
    case .label(let letter): take(letter, wording)
    case .review(let letter): take(letter, wording)
    case .jury(let letter): take(letter, wording)
    case .digest(let letters):
      count = wording.catalogue.count("messageCount", letters.count)
      parts = letters.map { Part(subject: $0.subject, body: $0.body) }
    }
  }

  /// The reasons on a criterion.
  struct Motive: Sendable {
    let label: String
    let text: String
  }

  struct Part: Sendable {
    let subject: String
    let body: String
  }

  private mutating func take(_ dossier: Dossier, _ wave: Wave, _ wording: Wording) {
    title = dossier.title
    reference = dossier.reference
    take(wave, wording)
  }

  mutating func take(_ wave: Wave, _ wording: Wording) {
    self.wave = "\(wave.call[wording.language]), \(wave.name[wording.language])"
    isExample = wave.isExample
  }

  private mutating func take(_ terms: ReceiptTerms, _ wording: Wording) {
    serviceName = terms.service.name[wording.language]
    service = [terms.service.postal, terms.service.email, terms.service.phone].compactMap { $0 }
    silenceEffect = wording.catalogue("silence_\(terms.silence.effect.rawValue)")
    silenceBasis = terms.silence.basis[wording.language]
    appeal = terms.appeal[wording.language]
  }
}

extension LetterModel {
  /// A field that is asked for.
  struct Asked: Sendable {
    let label: String
    let reason: String
    let isIndispensable: Bool
  }

  /// The gaps that a reminder lists; the page of the dossier has them all.
  private static let shownGaps = 20

  fileprivate mutating func take(_ request: ComplementRequest, _ procedure: Procedure, _ wording: Wording) {
    limit = wording.day(request.dueOn)
    standing = request.stopsClock
    asked = request.items.map {
      Asked(
        label: procedure.label(of: $0.field, in: wording.language), reason: $0.reason,
        isIndispensable: $0.isIndispensable)
    }
  }

  fileprivate mutating func take(
    _ findings: [Finding], of dossier: Dossier, _ procedure: Procedure, _ site: String, _ wording: Wording
  ) {
    link = site + wording.path(.dossier(dossier.id))
    isComplete = findings.isEmpty
    hasGaps = !findings.isEmpty
    gaps = findings.prefix(LetterModel.shownGaps).map { finding in
      let label = procedure.label(of: finding.field, in: wording.language)
      let page = procedure.section(holding: finding.field).map { wording.path(.section(dossier.id, $0.id)) }
      return LinkItem(
        href: page.map {
          site
            + LongGroup.href(
              $0, to: finding.field, anchor: FieldItem.htmlID(of: finding), asking: [("verifier", "1")])
        } ?? link,
        label: label + wording.catalogue("colon") + wording.finding(finding))
    }
    let rest = findings.count - gaps.count
    more = rest > 0 ? [wording.catalogue.count("moreGaps", rest)] : []
  }
}
