/// What can be done in the program, each guarded by a line of `Policy.grants`.
package enum Permission: String, CaseIterable, Sendable {
  case startDossier
  case readDossier
  case editDossier
  case submitDossier
  case withdrawDossier
  /// Letting a draft be written and submitted after its wave closed.
  case reopenDossier
  case appealDecision
  /// Recording an appeal that came to the service by another way than the site.
  case recordAppeal
  /// What the applicant and the service write to each other about a dossier, from its draft on.
  case readExchange
  case writeExchange
  case readQueue
  case examineDossier
  case deliberateDossier
  case decideDossier
  case notifyDecision
  case publishDecision
  case openWave
  case askQuestion
  /// Answering what people ask about a call, which publishes it.
  case answerQuestion
  /// Giving somebody a role, and taking it away.
  case grantRole
  /// The people of the programme and the roles that they hold.
  case readPeople
  case readOutbox
  /// What was sent and what could not be: retrying it, giving it up.
  case manageMessages
  case manageWebhooks
  case readOwnAccount
  /// Removing an account for good: one's own, or, on the command line, somebody's who asked for it.
  case eraseAccount
  /// Removing what the programme keeps no longer.
  case applyRetention
  /// Looking organisations up by name and number, registering one, asking to join one.
  case findOrganisation
  /// The members of an organisation: one's own is one that one belongs to.
  case readOrganisation
  /// Editing, inviting, removing: one's own is one that one manages.
  case manageOrganisation
  /// Two records of one organisation become one; files of organisations are read in.
  case mergeOrganisations
  /// Remarks on the fields of a dossier that is being written.
  case commentDossier
  /// Inviting others to a dossier, saying what each may do, handing over its lead.
  case manageCollective
  /// Leaving a dossier that one writes with others.
  case leaveDossier
  /// Signing a version of a dossier for one's organisation.
  case signDossier
  /// Seeing the versions of the procedures, and putting a new one into use.
  case publishProcedure
  /// Who examines a dossier, the notes of the service, its checklist: never for those who file it.
  case readDesk
  /// Giving a dossier to somebody who examines, or giving it back.
  case giveDossier
  case writeNote
  /// Proposing which experts examine which dossiers of a wave, changing it by hand, asking them.
  case assignExperts
  /// What an expert says of what they know, and how many dossiers they take.
  case keepExpertProfile
  /// Approving a decision that somebody else prepared, or sending it back.
  case approveDecision
  /// Setting the hour at which the decisions of a wave become public.
  case setPublication
  /// Answering the reasons of a decision before it is taken, agreeing to the conditions of a deepening.
  case answerDecision
  /// The labels with their states and due days, as the service lists them.
  case readLabels
  /// The page of one label: what is due, its history, the exchange about it.
  case readLabel
  /// What the holder of a label does: answering a notice, asking for a renewal, giving the label up.
  case holdLabel
  /// What the service does to a label: notices, suspension, withdrawal, renewal, changes, corrections.
  case manageLabel
  /// Saying what ties one to those who may file a dossier.
  case declareInterests
  /// The register of conflicts of interest.
  case readConflicts
  /// Finding that a conflict of somebody else does not stand in the way, and taking that back.
  case setConflictAside
  /// The page of what one reviews.
  case readOwnReviews
  /// Accepting or declining to review a dossier that one was asked for.
  case answerReview
  /// Asking an expert to review a dossier, and taking that back.
  case askReviewer
  /// Reading a dossier to review it, and scoring it: experts who accepted, and whoever examines it.
  case writeReview
  /// All sheets of a dossier, and the results of a wave.
  case readReviews
  /// Writing how far scores that lie apart were reconciled.
  case reconcileReviews
  /// The sessions of a jury: their agenda, what is dealt with, what came out.
  case readJury
  /// Planning a session: who sits in it, by which rule, on what.
  case planJury
  /// Leading a session: its president, and its secretary.
  case leadJury
  case voteInJury
}

/// The one table that says who may do what. Routes and operations name the permission; a test walks
/// every route × every role and compares with it.
package enum Policy {
  package static let grants: [Permission: Set<Grant>] = [
    .startDossier: [Grant(.applicant, .any)],
    .readDossier: [
      Grant(.applicant, .own), Grant(.applicant, .writing), Grant(.applicant, .commenting), Grant(.applicant, .reading),
      Grant(.instructor, .other), Grant(.administrator, .other), Grant(.jury, .seated),
    ],
    .editDossier: [Grant(.applicant, .own), Grant(.applicant, .writing)],
    .commentDossier: [Grant(.applicant, .own), Grant(.applicant, .writing), Grant(.applicant, .commenting)],
    .manageCollective: [Grant(.applicant, .own)],
    .leaveDossier: [Grant(.applicant, .writing), Grant(.applicant, .commenting), Grant(.applicant, .reading)],
    .signDossier: [
      Grant(.applicant, .own), Grant(.applicant, .writing), Grant(.applicant, .commenting), Grant(.applicant, .reading),
    ],
    .submitDossier: [Grant(.applicant, .own)],
    .withdrawDossier: [Grant(.applicant, .own)],
    .reopenDossier: [Grant(.instructor, .unsubmitted)],
    .appealDecision: [Grant(.applicant, .own)],
    .recordAppeal: [Grant(.instructor, .other)],
    .readExchange: [
      Grant(.applicant, .own), Grant(.applicant, .writing), Grant(.applicant, .commenting), Grant(.applicant, .reading),
      Grant(.instructor, .other), Grant(.instructor, .unsubmitted), Grant(.administrator, .other),
    ],
    .writeExchange: [
      Grant(.applicant, .own), Grant(.applicant, .writing), Grant(.applicant, .commenting),
      Grant(.instructor, .other), Grant(.instructor, .unsubmitted),
    ],
    .readQueue: [Grant(.instructor, .any), Grant(.administrator, .any)],
    .examineDossier: [Grant(.instructor, .other)],
    .deliberateDossier: [Grant(.instructor, .other)],
    .decideDossier: [Grant(.instructor, .other)],
    .notifyDecision: [Grant(.instructor, .other)],
    .publishDecision: [Grant(.instructor, .other)],
    .openWave: [Grant(.administrator, .any)],
    .askQuestion: Set(Role.allCases.map { Grant($0, .any) }),
    .answerQuestion: [Grant(.instructor, .any)],
    .grantRole: [Grant(.administrator, .any)],
    .readPeople: [Grant(.administrator, .any)],
    .readOutbox: [Grant(.administrator, .any)],
    .manageMessages: [Grant(.administrator, .any)],
    .manageWebhooks: [Grant(.administrator, .any)],
    .readOwnAccount: Set(Role.allCases.map { Grant($0, .own) }),
    .eraseAccount: Set(Role.allCases.map { Grant($0, .own) } + [Grant(.administrator, .other)]),
    .applyRetention: [Grant(.administrator, .any)],
    .findOrganisation: Set(Role.allCases.map { Grant($0, .any) }),
    .readOrganisation: Set(Role.allCases.map { Grant($0, .own) } + [Grant(.administrator, .other)]),
    .manageOrganisation: Set(Role.allCases.map { Grant($0, .own) } + [Grant(.administrator, .other)]),
    .mergeOrganisations: [Grant(.administrator, .any)],
    .publishProcedure: [Grant(.administrator, .any)],
    .readDesk: [Grant(.instructor, .other), Grant(.administrator, .other)],
    .giveDossier: [Grant(.instructor, .other), Grant(.administrator, .other)],
    .writeNote: [Grant(.instructor, .other), Grant(.administrator, .other)],
    .assignExperts: [Grant(.instructor, .other), Grant(.administrator, .other)],
    .keepExpertProfile: [Grant(.expert, .own)],
    .approveDecision: [Grant(.instructor, .other), Grant(.administrator, .other)],
    .setPublication: [Grant(.instructor, .any), Grant(.administrator, .any)],
    .answerDecision: [Grant(.applicant, .own)],
    .readLabels: [Grant(.instructor, .any), Grant(.administrator, .any)],
    .readLabel: [
      Grant(.applicant, .own), Grant(.applicant, .writing), Grant(.instructor, .other), Grant(.administrator, .other),
    ],
    .holdLabel: [Grant(.applicant, .own)],
    .manageLabel: [Grant(.instructor, .other)],
    .declareInterests: Set(Role.allCases.filter { $0 != .applicant }.map { Grant($0, .any) }),
    .readConflicts: [Grant(.instructor, .any), Grant(.administrator, .any)],
    .setConflictAside: [Grant(.instructor, .other), Grant(.administrator, .other)],
    .readOwnReviews: [Grant(.expert, .any), Grant(.instructor, .any)],
    .answerReview: [Grant(.expert, .any)],
    .askReviewer: [Grant(.instructor, .other), Grant(.administrator, .other)],
    .writeReview: [Grant(.expert, .reviewing), Grant(.instructor, .other)],
    .readReviews: [Grant(.instructor, .other)],
    .reconcileReviews: [Grant(.expert, .reviewing), Grant(.instructor, .other)],
    .readJury: [
      Grant(.jury, .seated), Grant(.jury, .presiding), Grant(.instructor, .recording), Grant(.instructor, .other),
      Grant(.administrator, .other),
    ],
    .planJury: [Grant(.instructor, .any), Grant(.administrator, .any)],
    .leadJury: [Grant(.jury, .presiding), Grant(.instructor, .recording)],
    .voteInJury: [Grant(.jury, .seated), Grant(.jury, .presiding)],
  ]

  package static func allows(_ permission: Permission, to role: Role, on relation: Relation) -> Bool {
    relation != .conflicted && grants[permission, default: []].contains(Grant(role, relation))
  }
}

extension Principal {
  /// - Parameter wave: the wave of the thing; a role that is limited to another one does not count. Without it, the
  ///   question is whether there is anything at all that the principal may do this to.
  package func may(_ permission: Permission, on relation: Relation, in wave: ID<Wave>? = nil) -> Bool {
    held.contains { role in
      (wave.map { role.reaches($0) } ?? true) && Policy.allows(permission, to: role.role, on: relation)
    }
  }

  /// The waves in which the principal has a permission; nil when it is all of them.
  package func waves(of permission: Permission, on relation: Relation) -> Set<ID<Wave>>? {
    var waves: Set<ID<Wave>> = []
    for role in held where Policy.allows(permission, to: role.role, on: relation) {
      switch role.scope {
      case .everywhere: return nil
      case .wave(let wave): waves.insert(wave)
      }
    }
    return waves
  }

  /// - Throws: `notAllowed` when no role of the principal has the permission on this relation.
  package func require(_ permission: Permission, on relation: Relation) throws(Refusal) {
    guard may(permission, on: relation) else { throw .notAllowed(permission) }
  }

  /// How the principal stands to a dossier. Whoever has a part in a dossier has an interest in its examination.
  package func relation(to dossier: Dossier, for permission: Permission) -> Relation {
    let own: Relation
    if dossier.owner == actor {
      own = .own
    } else {
      switch person.flatMap({ dossier.member($0) })?.part {
      case .writer?: own = .writing
      case .commenter?: own = .commenting
      case .reader?: own = .reading
      case nil:
        if let person, dossier.conflicted.contains(person) { return .conflicted }
        if dossier.submittedAt == nil { return .unsubmitted }
        let sits = person.map(dossier.jurors.contains) ?? false
        let reviews = person.map(dossier.reviewers.contains) ?? false
        // Whoever both reviewed it and sits on it reads it as a juror where a reviewer may not.
        if reviews, !sits || may(permission, on: .reviewing, in: dossier.wave) { return .reviewing }
        return sits && !may(permission, on: .other, in: dossier.wave) ? .seated : .other
      }
    }
    switch permission {
    case .examineDossier, .deliberateDossier, .decideDossier, .notifyDecision, .publishDecision, .reopenDossier,
      .readDesk, .giveDossier, .writeNote, .approveDecision, .setConflictAside, .askReviewer, .writeReview,
      .readReviews, .reconcileReviews, .readJury, .planJury, .leadJury, .voteInJury, .manageLabel, .assignExperts,
      .recordAppeal:
      // The replay plays every part of a wave that was judged long ago; no interest is at stake.
      return person == nil ? .other : .conflicted
    case .startDossier, .readDossier, .editDossier, .submitDossier, .withdrawDossier,
      .appealDecision, .readExchange, .writeExchange, .readQueue, .openWave, .askQuestion, .answerQuestion, .grantRole,
      .readPeople, .readOutbox, .manageMessages, .manageWebhooks, .readOwnAccount, .eraseAccount, .applyRetention,
      .findOrganisation,
      .readOrganisation, .manageOrganisation, .mergeOrganisations, .commentDossier, .manageCollective, .leaveDossier,
      .keepExpertProfile, .signDossier, .publishProcedure, .setPublication, .answerDecision, .declareInterests,
      .readConflicts, .readOwnReviews, .answerReview, .readLabels, .readLabel, .holdLabel:
      return own
    }
  }

  package func may(_ permission: Permission, to dossier: Dossier) -> Bool {
    may(permission, on: relation(to: dossier, for: permission), in: dossier.wave)
  }

  /// The check of every operation on a dossier. Whoever may not even read it is told that there is none.
  package func require(_ permission: Permission, on dossier: Dossier) throws(Refusal) {
    if may(permission, to: dossier) { return }
    let mayRead = may(.readDossier, to: dossier)
    throw mayRead ? .notAllowed(permission) : .notFound
  }
}
