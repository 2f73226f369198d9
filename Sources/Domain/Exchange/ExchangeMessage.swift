package import Foundation

/// What one side wrote to the other about a dossier. It is never changed.
package struct ExchangeMessage: Hashable, Sendable {
  package let id: ID<ExchangeMessage>
  package let dossier: ID<Dossier>
  package let side: ExchangeSide
  /// Nil where the account is gone.
  package let author: Person?
  package let text: String
  package let sentAt: Date
  /// A message of the service: when somebody of the applicant's side first opened it. One of the applicant: when the
  /// service answered it, or said that it needs no answer.
  package let settledAt: Date?
  package let files: [Attachment]

  package init(
    id: ID<ExchangeMessage>, dossier: ID<Dossier>, side: ExchangeSide, author: Person?, text: String, sentAt: Date,
    settledAt: Date? = nil, files: [Attachment] = []
  ) {
    self.id = id
    self.dossier = dossier
    self.side = side
    self.author = author
    self.text = text
    self.sentAt = sentAt
    self.settledAt = settledAt
    self.files = files
  }

  package enum Limits {
    package static let characters = 5000
    package static let files = 5
  }

  /// The text as it is kept: lines end in LF, without characters that control a terminal or turn the direction of
  /// writing.
  package static func cleaned(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let turning: ClosedRange<UInt32> = 0x202A...0x202E
    let isolating: ClosedRange<UInt32> = 0x2066...0x2069
    let kept = lines.unicodeScalars.filter { scalar in
      scalar == "\n" || scalar == "\t"
        || (scalar.properties.generalCategory != .control && !turning.contains(scalar.value)
          && !isolating.contains(scalar.value))
    }
    return String(String.UnicodeScalarView(kept)).trimmed
  }

  /// What keeps a text from being sent, once it is cleaned.
  package static func findings(_ text: String) -> [Finding] {
    if text.isEmpty { return [Finding(field: "text", problem: .missing)] }
    guard text.count > Limits.characters else { return [] }
    return [Finding(field: "text", problem: .tooLong(length: text.count, maximum: Limits.characters))]
  }
}

/// The two who write to each other about a dossier.
package enum ExchangeSide: String, CaseIterable, Sendable {
  case applicant
  case service

  package var other: ExchangeSide {
    switch self {
    case .applicant: .service
    case .service: .applicant
    }
  }
}

/// The messages on a dossier, with what a page of them says.
package struct Exchange: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  /// The side of whoever reads.
  package let side: ExchangeSide
  /// The newest first.
  package let messages: Page<ExchangeMessage>

  package init(dossier: Dossier, wave: Wave, side: ExchangeSide, messages: Page<ExchangeMessage>) {
    self.dossier = dossier
    self.wave = wave
    self.side = side
    self.messages = messages
  }

  /// A dossier without an owner has nobody to write to.
  package var mayWrite: Bool { dossier.hasOwner }

  /// Nothing of a draft is the service's to know but its reference.
  package var title: String { dossier.title(for: side) }
}

extension Dossier {
  /// Whether there is a person behind it: an old record has none, and an emptied candidacy no more.
  package var hasOwner: Bool {
    switch owner {
    case .person: true
    case .program: false
    }
  }

  /// What it is called on one side: nothing of a draft is the service's to know but its reference.
  package func title(for side: ExchangeSide) -> String {
    switch side {
    case .applicant: title
    case .service: submittedAt == nil ? reference : title
    }
  }
}

extension Principal {
  /// On which side somebody stands who may read the messages on a dossier; nil for who stands on neither. One who has
  /// a part in it is never of the service.
  package func exchangeSide(on dossier: Dossier) -> ExchangeSide? {
    switch relation(to: dossier, for: .readExchange) {
    case .own, .writing, .commenting, .reading: .applicant
    case .other, .unsubmitted: .service
    case .any, .reviewing, .conflicted: nil
    }
  }
}
