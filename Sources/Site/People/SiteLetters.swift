package import Domain

/// Writes letters with the templates of the module.
package struct SiteLetters: LetterWriter {
  private let renderer: Renderer
  private let wording: @Sendable (Language) -> Wording?

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
  var silenceDay = ""
  var silenceBasis = ""
  var appeal = ""
  var event = ""
  var reasons: [String] = []
  var outcome = ""
  var signatory: [String] = []
  var isExample = false
  var role = ""
  var scope: [String] = []
  var until: [String] = []

  init(_ letter: Letter, in wording: Wording) {
    switch letter {
    case .signIn(let link, let minutes):
      self.link = link
      self.minutes = "\(minutes)"
    case .receipt(let dossier, let wave, let terms, let submittedAt):
      take(dossier, wave, wording)
      take(terms, wording)
      received = wording.moment(submittedAt)
      silenceMonths = "\(terms.silence.months)"
      silenceDay = wording.day(terms.silence.implicitDecision(completeOn: Day(submittedAt)))
    case .step(let dossier, let wave, let event, let reasons):
      take(dossier, wave, wording)
      self.event = wording.event(event)
      self.reasons = reasons.map { [$0] } ?? []
    case .decision(let dossier, let wave, let decision, let terms):
      take(dossier, wave, wording)
      take(terms, wording)
      outcome = wording.outcome(decision.outcome)
      reasons = [decision.reasons]
      signatory = decision.signatory.map { ["\($0.name), \($0.function)"] } ?? []
    case .roleGranted(let role, let wave, let until):
      self.role = wording.role(role)
      scope = wave.map { [$0.name[wording.language]] } ?? []
      self.until = until.map { [wording.day($0)] } ?? []
    case .roleWithdrawn(let role, let wave):
      self.role = wording.role(role)
      scope = wave.map { [$0.name[wording.language]] } ?? []
    }
  }

  private mutating func take(_ dossier: Dossier, _ wave: Wave, _ wording: Wording) {
    title = dossier.title
    reference = dossier.reference
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
