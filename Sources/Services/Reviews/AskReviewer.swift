package import Domain
import Foundation
import Storage

extension Operations {
  /// Asks an expert to review a dossier until a day. They hear of it by its number and its call alone. Asked twice, it is
  /// asked once; asked again with another day, the last day moves, and they are told.
  ///
  /// - Parameter address: where the expert answers, for the letter.
  /// - Throws: `Refusal.invalid` for a day that is past; `.notAReviewer` for somebody who may not review it;
  ///   `.reviewsClosed`, `.noRubric`; `.notFound` for everybody who may not ask.
  @discardableResult
  package func askReviewer(
    _ person: ID<Person>, on id: ID<Dossier>, due: Day?, by principal: Principal,
    address: @escaping @Sendable (ID<Dossier>) -> String
  ) async throws -> ReviewAssignment {
    let now = world.now()
    return try await database.write { transaction in
      let dossier = try desk(of: id, allowing: .askReviewer, to: principal, in: transaction)
      guard let expert = try PersonRecords(transaction).find(person) else { throw Refusal.notFound }
      let findings = ReviewAssignment.findings(due: due, at: now)
      guard findings.isEmpty, let due else { throw Refusal.invalid(findings) }
      return try ask(expert, of: dossier, dueOn: due, by: principal, address: address, in: transaction)
    }
  }

  /// The same in a transaction that checked the permission and the day.
  func ask(
    _ expert: Person, of dossier: Dossier, dueOn: Day, by principal: Principal, address: (ID<Dossier>) -> String,
    in transaction: any Transaction
  ) throws -> ReviewAssignment {
    let (records, now) = (ReviewAssignmentRecords(transaction), world.now())
    if let standing = try records.standing(of: dossier.id, expert.id) {
      if standing.dueOn != dueOn {
        try move(standing, of: dossier, expert, to: dueOn, by: principal, address: address, in: transaction)
      }
      return standing
    }
    guard dossier.state.isReviewed else { throw Refusal.reviewsClosed }
    let (wave, procedure) = try waveAndProcedure(of: dossier, in: transaction)
    guard try freezeRubric(of: wave, procedure, in: transaction) != nil else { throw Refusal.noRubric }
    guard try mayReview(expert.id, dossier, in: transaction) else { throw Refusal.notAReviewer(expert.name) }
    let assignment = ReviewAssignment(
      id: world.newIdentity(), dossier: dossier.id, person: expert.id, askedBy: principal.person, askedAt: now,
      dueOn: dueOn)
    try records.insert(assignment)
    try JournalRecords(transaction).append(
      "review.asked", on: "dossier:\(dossier.id)", by: principal.actor, at: now,
      change: [
        "review": .string("\(assignment.id)"), "person": .string("\(expert.id)"), "due": .string("\(dueOn)"),
      ])
    try post(
      .review(
        ReviewLetter(.asked, reference: dossier.reference, wave: wave, dueOn: dueOn, link: address(dossier.id))),
      to: expert, about: [dossier.id], in: transaction)
    return assignment
  }

  private func move(
    _ assignment: ReviewAssignment, of dossier: Dossier, _ expert: Person, to day: Day, by principal: Principal,
    address: (ID<Dossier>) -> String, in transaction: any Transaction
  ) throws {
    guard dossier.state.isReviewed else { throw Refusal.reviewsClosed }
    try ReviewAssignmentRecords(transaction).move(assignment.id, to: day)
    try JournalRecords(transaction).append(
      "review.dueMoved", on: "dossier:\(dossier.id)", by: principal.actor, at: world.now(),
      change: [
        "review": .string("\(assignment.id)"), "due": .string("\(day)"), "before": .string("\(assignment.dueOn)"),
      ])
    let (wave, _) = try waveAndProcedure(of: dossier, in: transaction)
    let letter = ReviewLetter(
      .moved, reference: dossier.reference, wave: wave, dueOn: day, link: address(dossier.id))
    try post(.review(letter), to: expert, about: [dossier.id], in: transaction)
  }

  /// Whether somebody may be asked: an expert of the wave, who does not examine the dossier themselves, and in whose way
  /// no interest stands.
  func mayReview(_ person: ID<Person>, _ dossier: Dossier, in transaction: any Transaction) throws -> Bool {
    let held = try MandateRecords(transaction).held(by: person, at: world.now())
    let expert = Principal(person: person, held: held)
    // An interest that was declared in an answer stands among the declared ones: where it was set aside, it binds no more.
    return [.other, .reviewing].contains(expert.relation(to: dossier, for: .writeReview))
      && expert.may(.writeReview, on: .reviewing, in: dossier.wave)
      && !expert.may(.examineDossier, on: .other, in: dossier.wave)
  }

  /// Takes back that somebody was asked. A sheet of theirs that is in stays readable, and counts no longer: this changes
  /// the result, and is not done without a reason that all who examine read beside it. Pressed twice, it is taken back
  /// once.
  ///
  /// - Throws: `Refusal.invalid` at `reason` where a sheet is in.
  package func withdrawReviewer(
    _ assignment: ID<ReviewAssignment>, of id: ID<Dossier>, because reason: String = "", by principal: Principal,
    address: String
  ) async throws {
    let (reason, now) = (InternalNote.cleaned(reason), world.now())
    try await database.write { transaction in
      let dossier = try desk(of: id, allowing: .askReviewer, to: principal, in: transaction)
      let records = ReviewAssignmentRecords(transaction)
      guard let found = try records.find(assignment, of: id) else { throw Refusal.notFound }
      guard found.state.isStanding else { return }
      guard dossier.state.isReviewed else { throw Refusal.reviewsClosed }
      let isIn = try !ReviewSheetRecords(transaction).versions(of: id, by: found.person).isEmpty
      let counts = isIn && found.state == .accepted
      let findings = counts ? ReviewAssignment.findings(withdrawing: reason) : []
      guard findings.isEmpty else { throw Refusal.invalid(findings) }
      try records.withdraw(assignment, because: counts ? reason : "", at: now)
      try JournalRecords(transaction).append(
        "review.withdrawn", on: "dossier:\(id)", by: principal.actor, at: now,
        change: [
          "review": .string("\(assignment)"), "person": .string("\(found.person)"),
          "reason": counts ? .string(sha256(reason)) : .null,
        ])
      let (wave, _) = try waveAndProcedure(of: dossier, in: transaction)
      if let expert = try PersonRecords(transaction).find(found.person) {
        try post(
          .review(
            ReviewLetter(.withdrawn, reference: dossier.reference, wave: wave, dueOn: found.dueOn, link: address)),
          to: expert, about: [dossier.id], in: transaction)
      }
    }
  }

  /// Tells those whose sheet is awaited that the dossier goes on without it. What they wrote stays theirs to read.
  func freeReviewers(of dossier: Dossier, in transaction: any Transaction) throws {
    let submitted = Set(try ReviewSheetRecords(transaction).versions(of: dossier.id).map(\.person))
    let awaited = try ReviewAssignmentRecords(transaction).list(of: dossier.id).filter { assignment in
      assignment.state.isStanding && !submitted.contains(assignment.person)
        && !dossier.conflicted.contains(assignment.person)
    }
    guard !awaited.isEmpty, let wave = try WaveRecords(transaction).find(dossier.wave) else { return }
    for assignment in awaited {
      guard let expert = try PersonRecords(transaction).find(assignment.person) else { continue }
      let letter = ReviewLetter(
        .freed, reference: dossier.reference, wave: wave, dueOn: assignment.dueOn, link: "")
      try post(.review(letter), to: expert, about: [dossier.id], in: transaction)
    }
  }

  func waveAndProcedure(of dossier: Dossier, in transaction: any Transaction) throws -> (Wave, Procedure) {
    guard let wave = try WaveRecords(transaction).find(dossier.wave) else { throw Refusal.notFound }
    return (wave, try ProcedureRecords(transaction).find(dossier.procedure))
  }
}
