package import Foundation

/// A message that the program sends, as data: its sentences come from the templates of the site.
package enum Letter: Hashable, Sendable {
  /// The one-time link to sign in: where it leads, and for how many minutes.
  case signIn(link: String, minutes: Int)
  /// The acknowledgement that the law asks for (CRPA R112-5), at the moment of a complete submission.
  case receipt(Dossier, Wave, ReceiptTerms, submittedAt: Date)
  /// A step of the examination, with its reasons where it has some.
  case step(Dossier, Wave, DossierEvent, reasons: String?)
  case decision(Dossier, Wave, Decision, ReceiptTerms)
  /// Somebody was given a role: in one wave or in the whole programme, until a day or for ever.
  case roleGranted(Role, Wave?, until: Day?)
  case roleWithdrawn(Role, Wave?)

  /// The name of the kind, as it is stored.
  package var kind: String {
    switch self {
    case .signIn: "signIn"
    case .receipt: "receipt"
    case .step: "step"
    case .decision: "decision"
    case .roleGranted: "roleGranted"
    case .roleWithdrawn: "roleWithdrawn"
    }
  }
}

/// Puts a letter into words.
package protocol LetterWriter: Sendable {
  func write(_ letter: Letter, in language: Language) throws -> LetterText
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
