package import Foundation

/// A role that somebody was given: in the whole programme or in one part of it, for ever or until a day.
package struct Mandate: Hashable, Sendable {
  /// Counts the mandates of one person, from 1.
  package let number: Int
  package let role: Role
  package let scope: Scope
  package let grantedAt: Date
  /// The last day on which it holds, in Europe/Paris.
  package let until: Day?
  package let withdrawnAt: Date?

  package init(number: Int, role: Role, scope: Scope, grantedAt: Date, until: Day?, withdrawnAt: Date?) {
    self.number = number
    self.role = role
    self.scope = scope
    self.grantedAt = grantedAt
    self.until = until
    self.withdrawnAt = withdrawnAt
  }

  package func isHeld(at moment: Date) -> Bool {
    withdrawnAt == nil && (until.map { Day(moment) <= $0 } ?? true)
  }

  /// The part of the programme in which a role holds.
  package enum Scope: Hashable, Sendable, CustomStringConvertible {
    case everywhere
    case wave(ID<Wave>)

    /// As it is stored: `all`, `wave:<id>`.
    package var description: String {
      switch self {
      case .everywhere: "all"
      case .wave(let id): "wave:\(id)"
      }
    }

    package init?(_ text: String) {
      if text == "all" {
        self = .everywhere
      } else if text.hasPrefix("wave:"), let id = ID<Wave>(String(text.dropFirst(5))) {
        self = .wave(id)
      } else {
        return nil
      }
    }
  }
}

extension Role {
  /// Whether the role can be limited to one wave. An administrator answers for the whole programme, and an applicant's
  /// limits are their own dossiers.
  package var canBeLimited: Bool {
    switch self {
    case .instructor, .expert, .jury: true
    case .applicant, .animator, .deskAgent, .correspondent, .fundManager, .company, .evaluator, .administrator: false
    }
  }
}

/// A role with the part of the programme in which it holds: what a permission is judged by.
package struct HeldRole: Hashable, Sendable {
  package let role: Role
  package let scope: Mandate.Scope

  package init(_ role: Role, in scope: Mandate.Scope = .everywhere) {
    self.role = role
    self.scope = scope
  }

  package func reaches(_ wave: ID<Wave>) -> Bool {
    switch scope {
    case .everywhere: true
    case .wave(let own): own == wave
    }
  }
}
