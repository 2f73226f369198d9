package import Foundation

/// What the grid advises on a dossier, as it stood when the jury concluded.
package enum JuryAdvice: Hashable, Sendable {
  /// Nothing is scored: there is no grid, or the item is no dossier.
  case unscored
  /// There is a grid, and it advises nothing: a gate is failed, or some line could not be judged.
  case missing
  /// The id of a band.
  case band(String)

  /// As it is stored: empty, `?`, the id of the band.
  package var stored: String {
    switch self {
    case .unscored: ""
    case .missing: "?"
    case .band(let id): id
    }
  }

  package init(stored: String) {
    switch stored {
    case "": self = .unscored
    case "?": self = .missing
    default: self = .band(stored)
    }
  }

  /// - Parameters:
  ///   - rule: nil where nothing is scored.
  ///   - result: what the sheets of the dossier come to; nil where there is none.
  package init(_ result: DossierResult?, under rule: ScoringRule?) {
    guard rule != nil else {
      self = .unscored
      return
    }
    self = result?.band.map { .band($0.id) } ?? .missing
  }

  /// Whether a jury that is for this outcome must say why (policy, ours): it parts from the grid, or the grid says nothing.
  /// The best band advises a favourable outcome, with or without conditions; one with gaps to close advises to defer; the
  /// others advise to refuse.
  package func needsReason(for kind: Procedure.Outcome.Kind, under rule: ScoringRule?) -> Bool {
    switch self {
    case .unscored: return false
    case .missing: return true
    case .band(let id):
      guard let rule, let place = rule.bands.firstIndex(where: { $0.id == id }) else { return true }
      let isAgreed =
        switch kind {
        case .favourable, .conditional: place == 0
        case .deferred: rule.bands[place].needsGaps
        case .refused: place > 0 && !rule.bands[place].needsGaps
        }
      return !isAgreed
    }
  }
}

/// What a jury proposes for a dossier, to whoever decides.
package struct JuryProposal: Hashable, Sendable {
  package let session: ID<JurySession>
  package let sessionTitle: String
  package let outcome: Decision.Outcome
  /// Empty where the jury follows the grid and wrote none.
  package let reason: String
  package let advice: JuryAdvice
  package let closedAt: Date

  package init(
    session: ID<JurySession>, sessionTitle: String, outcome: Decision.Outcome, reason: String, advice: JuryAdvice,
    closedAt: Date
  ) {
    self.session = session
    self.sessionTitle = sessionTitle
    self.outcome = outcome
    self.reason = reason
    self.advice = advice
    self.closedAt = closedAt
  }
}

/// The code on a secret ballot: drawn by the program when the ballot is kept, and shown to the voter alone.
///
/// It follows from the ticket of the form, which nobody keeps, and from a key of the round, which nobody is shown and which
/// is forgotten when the vote ends. Whoever votes can neither choose it nor know it before, the same form sent twice bears
/// the same code, and no table says whose it is.
package struct BallotCode: Hashable, Comparable, Sendable {
  /// `7K3QD-M20XB`: ten letters and digits that are not mistaken for each other.
  package let value: String

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let length = 10

  /// - Parameters:
  ///   - key: of the round, of the world's randomness.
  ///   - ticket: of the form, of the world's randomness too.
  package init(drawnWith key: String, for ticket: String) {
    let digits = Array(sha256("ballot:\(sha256(key)):\(sha256(ticket))").utf8)
    let letters = (0..<BallotCode.length).map { place -> Character in
      let (high, low) = (BallotCode.digit(digits[2 * place]), BallotCode.digit(digits[2 * place + 1]))
      return BallotCode.alphabet[(16 * high + low) % BallotCode.alphabet.count]
    }
    value = String(letters.prefix(5)) + "-" + String(letters.suffix(5))
  }

  /// Nil for what the program never draws.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 5 && $0.allSatisfy(BallotCode.alphabet.contains) }) else {
      return nil
    }
    value = text
  }

  private static func digit(_ byte: UInt8) -> Int {
    byte >= UInt8(ascii: "a") ? Int(byte - UInt8(ascii: "a")) + 10 : Int(byte - UInt8(ascii: "0"))
  }

  package static func < (one: BallotCode, other: BallotCode) -> Bool { one.value < other.value }
}

/// A ballot as it is published: whoever knows the code finds their own.
package struct SecretBallot: Hashable, Sendable {
  package let code: BallotCode
  package let choice: JuryChoice

  package init(code: BallotCode, choice: JuryChoice) {
    self.code = code
    self.choice = choice
  }
}

/// Why a jury cannot do something now.
package enum JuryProblem: Hashable, Sendable {
  case noQuorum(present: Int, needed: Int)
  case notOpen
  /// Nothing is voted on, or something else is.
  case noVote
  /// Whoever votes is not in the room: not noted as present, or kept out of this item.
  case notInTheRoom
  case tooFewForSecrecy(least: Int)
  /// The president's vote is awaited first.
  case castingAwaited
  /// The item is being dealt with: it is finished first.
  case itemUnfinished
  /// The dossier has been decided since.
  case decidedAlready
  /// The dossier was withdrawn or decided: nothing is voted on it.
  case noLongerDue
  /// The form of the ballot is none of the program's, or somebody else's: the page is opened anew.
  case codeTaken
  case tooManyItems(maximum: Int)
  /// A vote in which somebody took part who must not: it is held again.
  case voided
  /// The session went on in the meantime.
  case movedOn
  /// The vote is counted: whoever notes an interest now has the item taken up again first.
  case counted
  /// The dossier is on the agenda of a session that is not closed, where it is deliberated.
  case onAgenda
}
