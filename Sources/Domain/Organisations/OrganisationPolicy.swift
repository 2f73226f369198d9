extension Principal {
  /// How the principal stands to an organisation, by what they are in it.
  package func relation(as role: Membership.Role?, for permission: Permission) -> Relation {
    switch role {
    case .manager: .own
    case .member: permission == .readOrganisation ? .own : .other
    case nil: .other
    }
  }

  /// The check of every operation on an organisation. Whoever may not see its members is told that there is none.
  package func require(_ permission: Permission, as role: Membership.Role?) throws(Refusal) {
    if may(permission, on: relation(as: role, for: permission)) { return }
    let mayRead = may(.readOrganisation, on: relation(as: role, for: .readOrganisation))
    throw mayRead ? .notAllowed(permission) : .notFound
  }
}
