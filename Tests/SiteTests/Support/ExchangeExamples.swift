import Domain
import Foundation
import Site

/// What is written about a dossier, and what awaits somebody.
enum ExchangeExamples {
  private typealias V = ExampleValues
  private typealias D = ExampleDossiers

  static let tasks = AwaitedTask.Kind.allCases.flatMap { kind in
    [nil, 0, 3].map { count in
      AwaitedTask(
        kind: kind,
        place: place(kind),
        title: V.hostile,
        reference: count == nil ? "" : "FI-0001", since: V.moment, due: count == nil ? nil : V.moment, count: count)
    }
  }

  private static func place(_ kind: AwaitedTask.Kind) -> AwaitedTask.Place {
    switch kind {
    case .invitation: .organisations
    case .dossierInvitation: .letter
    case .jurySession: .jury(V.identity(70))
    case .nobodyExamines: .conflicts
    default: .dossier(V.identity(5))
    }
  }

  static let earlier = [
    DossierListing(
      id: V.identity(40), reference: "FI-0002", title: V.hostile, state: .published,
      wave: LocalisedText(fr: V.hostile, en: V.hostile), waveSlug: V.wave().slug, isExample: true,
      updatedAt: V.moment, submittedAt: V.moment)
  ]

  /// A copy into a form that asks for nothing: all is left.
  static let copy = AnswerCopy(
    D.faulty, from: D.procedure,
    to: Procedure(
      id: "x", version: "1", name: D.procedure.name, effect: D.procedure.effect, isHistorical: false,
      requiresSignatory: false, receipt: D.procedure.receipt, sections: []))

  static func exchange(_ side: ExchangeSide, isDraft: Bool, isEmpty: Bool = false) -> Exchange {
    let dossier = D.file(isDraft ? .draft : .submitted).dossier
    guard let email = EmailAddress("nom@exemple.example") else { return exchange(side, isDraft: isDraft) }
    let author = Person(id: V.identity(9), email: email, name: V.hostile, language: .french)
    let file = Attachment(
      id: V.identity(11), dossier: dossier.id, owner: dossier.owner, digest: "0", name: V.hostile, type: .pdf,
      size: 900, addedAt: V.moment, message: V.identity(30))
    func message(_ number: Int, _ side: ExchangeSide, settled: Bool) -> ExchangeMessage {
      ExchangeMessage(
        id: V.identity(number), dossier: dossier.id, side: side, author: settled ? author : nil,
        text: "\(V.hostile)\nsuite\n\n\(V.hostile)", sentAt: V.moment, settledAt: settled ? V.moment : nil,
        files: settled ? [file] : [])
    }
    let messages = ExchangeSide.allCases.flatMap { side in
      [message(30, side, settled: true), message(31, side, settled: false)]
    }
    return Exchange(
      dossier: dossier, wave: V.wave(), side: side,
      messages: Page(items: isEmpty ? [] : messages, total: isEmpty ? 0 : 250, request: .longest))
  }
}

extension PrivateExamples {
  func exchange() throws -> [PageExample] {
    let link = Link.exchange(ExampleValues.identity(5))
    let refusal = Refusal.invalid([
      Finding(field: "text", problem: .tooLong(length: 6000, maximum: 5000)),
      Finding(field: "file", problem: .fileKind),
    ])
    return [
      try example(
        "exchange",
        ExchangePage(
          ExchangeExamples.exchange(.applicant, isDraft: true), mayWrite: true, csrf: "token",
          text: ExampleValues.hostile, refusal: refusal, in: wording), link),
      try example(
        "exchange of the service",
        ExchangePage(
          ExchangeExamples.exchange(.service, isDraft: false), mayWrite: true, csrf: "token", in: wording), link),
      try example(
        "exchange about a draft",
        ExchangePage(
          ExchangeExamples.exchange(.service, isDraft: true), mayWrite: false, csrf: "token", in: wording), link),
      try example(
        "no exchange",
        ExchangePage(
          ExchangeExamples.exchange(.applicant, isDraft: false, isEmpty: true), mayWrite: true, csrf: "token",
          in: wording), link),
    ]
  }
}
