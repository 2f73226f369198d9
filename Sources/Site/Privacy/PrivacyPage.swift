package import Domain

/// The register of processing: what is done with personal data, why, and for how long.
package struct PrivacyPage: PageModel {
  package static let template = "Privacy/privacy"

  let controller: String
  let contact: String
  let officer: String
  let isToComplete: Bool
  let processings: [ProcessingItem]
  let rules: [RuleItem]
  let rights: [String]
  let complaint: String
  let ownDataHref: String
  let legalHref: String

  struct ProcessingItem: Sendable {
    let purpose: String
    let basis: String
    let isToConfirm: Bool
    let people: String
    let categories: [String]
    let recipients: [String]
    let durations: [String]
  }

  struct RuleItem: Sendable {
    let title: String
    let explanation: String
    let duration: String
    let basis: String
  }

  package init(_ data: PrivacyData, in wording: Wording) {
    let language = wording.language
    let register = data.register
    controller = register.controller.name[language]
    contact = register.controller.contact[language]
    officer = register.controller.officer[language]
    isToComplete = register.controller.isToComplete
    processings = register.processings.map { processing in
      ProcessingItem(
        purpose: processing.purpose[language], basis: processing.basis[language],
        isToConfirm: !processing.isBasisConfirmed, people: processing.people[language],
        categories: processing.categories.map { $0[language] }, recipients: processing.recipients.map { $0[language] },
        durations: processing.retention.compactMap { data.rule($0) }.map { rule in
          wording.catalogue("ruleOf", rule.title[language], PrivacyPage.duration(rule, wording))
        })
    }
    rules = data.retention.map { rule in
      RuleItem(
        title: rule.title[language], explanation: rule.explanation[language],
        duration: PrivacyPage.duration(rule, wording), basis: PrivacyPage.basis(rule, wording))
    }
    rights = register.rights.map { $0[language] }
    complaint = register.complaint[language]
    ownDataHref = wording.path(.ownData)
    legalHref = wording.path(.legal)
  }

  private static func duration(_ rule: RetentionRule, _ wording: Wording) -> String {
    switch rule.duration {
    case .days(let days): wording.catalogue.count("days", days)
    case .months(let months): wording.catalogue.count("months", months)
    case .kept(let text): text[wording.language]
    }
  }

  private static func basis(_ rule: RetentionRule, _ wording: Wording) -> String {
    switch rule.basis {
    case .choice: wording.catalogue("basisChoice")
    case .law(let text): text[wording.language]
    }
  }
}
