package import Domain

/// Whether the label behind a code holds today: nothing that is not public.
package struct VerificationPage: PageModel {
  package static let template = "Territories/verification"

  let action: String
  let code: String
  let found: [Found]
  let isUnknown: Bool
  let errors: [LinkItem]

  struct Found: Sendable {
    let name: String
    let href: String
    let code: String
    let verdict: String
    let isValid: Bool
    let labelledOn: String
    let waveName: String
    let term: String
    let since: [String]
    let asOf: String
    let isExample: Bool
  }

  /// - Parameter code: what was typed; empty when nothing was asked.
  package init(_ code: String, _ facts: LabelFacts?, in wording: Wording) {
    let words = wording.catalogue
    action = wording.path(.verification)
    self.code = code
    isUnknown = !code.trimmed.isEmpty && facts == nil
    errors = isUnknown ? [LinkItem(href: "#code", label: words("verifyUnknown"))] : []
    found =
      facts.map { facts in
        [
          Found(
            name: facts.name, href: wording.path(.territory(facts.slug)), code: facts.code.map { "\($0)" } ?? "",
            verdict: words("verify_\(facts.mark.rawValue)"), isValid: facts.mark == .valid,
            labelledOn: words("labelledOn", wording.day(facts.grantedOn)), waveName: facts.wave.name[wording.language],
            term: wording.term(facts), since: wording.since(facts).map { [$0] } ?? [],
            asOf: words("asOfDay", wording.day(facts.day)), isExample: facts.isExample)
        ]
      } ?? []
  }
}

/// The badge of a label, an SVG of its own: on light or on dark ground, with the years of the label, or with the word
/// that it is suspended or over.
package struct BadgePicture: PageModel {
  package static let template = "Territories/badge"

  let language: String
  let title: String
  let programme: String
  let detail: String
  let ground: String
  let ink: String
  let accent: String
  let isExample: Bool

  package init(_ facts: LabelFacts, isDark: Bool, in wording: Wording) {
    let words = wording.catalogue
    language = wording.language.rawValue
    programme = wording.programme.name[wording.language]
    detail =
      facts.mark == .valid
      ? words("badgeYears", wording.years(facts)) : words("badge_\(facts.mark.rawValue)")
    title = words("badgeAlt", facts.name, programme, detail)
    ground = isDark ? "#17395c" : "#ffffff"
    ink = isDark ? "#ffffff" : "#17395c"
    accent =
      switch facts.mark {
      case .valid: isDark ? "#7fd3b0" : "#0b6b4b"
      case .suspended: isDark ? "#ffc37a" : "#8a4a00"
      case .ended: isDark ? "#d3dae2" : "#4d5a6a"
      }
    isExample = facts.isExample
  }
}

/// The certificate of a label, to be printed.
struct CertificatePrint: PageModel {
  static let template = "Territories/certificate"

  let language: String
  let name: String
  let programme: String
  let labelledOn: String
  let waveName: String
  let term: String
  let mark: String
  let since: [String]
  let perimeter: [String]
  let asOf: String
  let verifyAddress: String
  let code: String
  let isExample: Bool

  init(_ certificate: LabelCertificate, in wording: Wording) {
    let (facts, words) = (certificate.facts, wording.catalogue)
    language = wording.language.rawValue
    name = facts.name
    programme = wording.programme.name[wording.language]
    labelledOn = words("labelledOn", wording.day(facts.grantedOn))
    waveName = facts.wave.name[wording.language]
    term = wording.term(facts)
    mark = words("labelMark_\(facts.mark.rawValue)")
    since = wording.since(facts).map { [$0] } ?? []
    perimeter = certificate.perimeter.map { "\(wording.place($0)) (\($0.code))" }
    asOf = words("asOfDay", wording.day(facts.day))
    verifyAddress = certificate.site + wording.path(.verification)
    code = facts.code.map { "\($0)" } ?? ""
    isExample = facts.isExample
  }
}
