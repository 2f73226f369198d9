import Domain
import Foundation
import Site

/// The register, and the pages about one's own data.
struct PrivacyExamples {
  private typealias V = ExampleValues
  private let setting: PageExample.Setting
  private var wording: Wording { setting.wording }

  init(_ setting: PageExample.Setting) { self.setting = setting }

  func all() throws -> [PageExample] {
    guard let address = EmailAddress("nom@exemple.example") else { return [] }
    let empty = ErasurePreview(drafts: [], kept: [], obstacle: nil)
    let full = ErasurePreview(drafts: [V.hostile], kept: [V.hostile], obstacle: nil)
    let blocked = ErasurePreview(drafts: [], kept: ["FI-1"], obstacle: .dossierUnderExamination(reference: V.hostile))
    return [
      try example("register", PrivacyPage(PrivacyExamples.data(isToComplete: true), in: wording), .privacy),
      try example("completed register", PrivacyPage(PrivacyExamples.data(isToComplete: false), in: wording), .privacy),
      try example("own data", OwnDataPage(in: wording), .ownData),
      try example("erasure", ErasurePage(empty, address: address, csrf: "token", in: wording), .erasure),
      try example(
        "refused erasure",
        ErasurePage(
          full, address: address, csrf: "token", typed: V.hostile,
          findings: [Finding(field: "email", problem: .notYourAddress)], in: wording), .erasure),
      try example("blocked erasure", ErasurePage(blocked, address: address, csrf: "token", in: wording), .erasure),
      try example("erased", ErasedPage(in: wording), .home),
    ]
  }

  private func example(_ name: String, _ model: some PageModel, _ link: Link) throws -> PageExample {
    try PageExample(name, model, setting.layout(link), setting)
  }

  static func data(isToComplete: Bool) -> PrivacyData {
    let durations: [RetentionRule.Duration] = [.days(1), .months(12), .kept(V.both("K"))]
    let kinds: [RetentionRule.Kind] = [.signIn, .messages, .journal]
    return PrivacyData(
      register: ProcessingRegister(
        controller: .init(
          name: V.both("N"), contact: V.both("C"), officer: V.both("O"), isToComplete: isToComplete),
        processings: [
          .init(
            id: "p", purpose: V.both("P"), basis: V.both("B"), isBasisConfirmed: !isToComplete, people: V.both("G"),
            categories: [V.both("D")], recipients: [V.both("R")], retention: kinds)
        ], rights: [V.both("R")], complaint: V.both("C")),
      retention: zip(kinds, durations).map { kind, duration in
        RetentionRule(
          kind: kind, title: V.both("T"), explanation: V.both("E"), duration: duration,
          basis: kind == .journal ? .law(V.both("L")) : .choice)
      })
  }
}
