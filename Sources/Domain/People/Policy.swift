/// What can be done in the program, each guarded by a line of `Policy.grants`.
package enum Permission: String, CaseIterable, Sendable {
  case startDossier
  case readDossier
  case editDossier
  case submitDossier
  case withdrawDossier
  case appealDecision
  case readQueue
  case examineDossier
  case deliberateDossier
  case decideDossier
  case notifyDecision
  case publishDecision
  case openWave
  case grantRole
  case readOutbox
  case readOwnAccount
}

/// How a person stands to the thing that an operation touches.
package enum Relation: String, CaseIterable, Sendable {
  /// There is no one thing yet, or it belongs to nobody in particular.
  case any
  case own
  case other
  /// Somebody else's draft: until it is submitted it is nobody's but its author's.
  case unsubmitted
  /// An interest of the person's own is at stake. It beats every grant.
  case conflicted
}

/// One line of the table: this role, standing so to the thing.
package struct Grant: Hashable, Sendable {
  package let role: Role
  package let relation: Relation

  package init(_ role: Role, _ relation: Relation) {
    self.role = role
    self.relation = relation
  }
}

/// The one table that says who may do what. Routes and operations name the permission; a test walks
/// every route × every role and compares with it.
package enum Policy {
  package static let grants: [Permission: Set<Grant>] = [
    .startDossier: [Grant(.applicant, .any)],
    .readDossier: [
      Grant(.applicant, .own), Grant(.instructor, .other), Grant(.administrator, .other),
    ],
    .editDossier: [Grant(.applicant, .own)],
    .submitDossier: [Grant(.applicant, .own)],
    .withdrawDossier: [Grant(.applicant, .own)],
    .appealDecision: [Grant(.applicant, .own)],
    .readQueue: [Grant(.instructor, .any), Grant(.administrator, .any)],
    .examineDossier: [Grant(.instructor, .other)],
    .deliberateDossier: [Grant(.instructor, .other)],
    .decideDossier: [Grant(.instructor, .other)],
    .notifyDecision: [Grant(.instructor, .other)],
    .publishDecision: [Grant(.instructor, .other)],
    .openWave: [Grant(.administrator, .any)],
    .grantRole: [Grant(.administrator, .any)],
    .readOutbox: [Grant(.administrator, .any)],
    .readOwnAccount: Set(Role.allCases.map { Grant($0, .own) }),
  ]

  package static func allows(_ permission: Permission, to role: Role, on relation: Relation) -> Bool {
    relation != .conflicted && grants[permission, default: []].contains(Grant(role, relation))
  }
}

extension Principal {
  package func may(_ permission: Permission, on relation: Relation) -> Bool {
    roles.contains { Policy.allows(permission, to: $0, on: relation) }
  }

  /// - Throws: `notAllowed` when no role of the principal has the permission on this relation.
  package func require(_ permission: Permission, on relation: Relation) throws(Refusal) {
    guard may(permission, on: relation) else { throw .notAllowed(permission) }
  }

  /// How the principal stands to a dossier. One who owns a dossier has an interest in its examination.
  package func relation(to dossier: Dossier, for permission: Permission) -> Relation {
    guard dossier.owner == actor else { return dossier.submittedAt == nil ? .unsubmitted : .other }
    switch permission {
    case .examineDossier, .deliberateDossier, .decideDossier, .notifyDecision, .publishDecision:
      // The replay plays every part of a wave that was judged long ago; no interest is at stake.
      return person == nil ? .other : .conflicted
    case .startDossier, .readDossier, .editDossier, .submitDossier, .withdrawDossier,
      .appealDecision, .readQueue, .openWave, .grantRole, .readOutbox, .readOwnAccount:
      return .own
    }
  }

  /// The check of every operation on a dossier. Whoever may not even read it is told that there is none.
  package func require(_ permission: Permission, on dossier: Dossier) throws(Refusal) {
    if may(permission, on: relation(to: dossier, for: permission)) { return }
    let mayRead = may(.readDossier, on: relation(to: dossier, for: .readDossier))
    throw mayRead ? .notAllowed(permission) : .notFound
  }
}
