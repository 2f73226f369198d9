import Domain
import Foundation
import Storage
import Synchronization

/// Collectives write their candidacies together, sign them and submit them, each in its own days.
struct WriteStep: SimulationStep {
  let name = "candidacies written, signed and submitted"

  private enum Deed: Int {
    case begin
    case write
    case gather
    case submit
    case withdraw
  }

  private struct Appointment {
    let at: Date
    let candidacy: SimulatedCandidacy
    let deed: Deed
  }

  func run(_ stage: inout SimulationStage) async throws -> [SimulationLine.Count] {
    let appointments = stage.cast.candidacies.flatMap { self.appointments(of: $0, stage.plan) }
      .sorted { ($0.at, $0.candidacy.number, $0.deed.rawValue) < ($1.at, $1.candidacy.number, $1.deed.rawValue) }
    for appointment in appointments {
      let (candidacy, moment) = (appointment.candidacy, appointment.at)
      switch appointment.deed {
      case .begin: try await begin(candidacy, at: moment, &stage)
      case .write: try await write(candidacy, at: moment, stage)
      case .gather: try await gather(candidacy, at: moment, stage)
      case .submit:
        try await stage.sign(candidacy, at: moment)
        try await stage.submit(candidacy, at: moment)
      case .withdraw: try await stage.move(candidacy, by: .withdrawDossier, as: candidacy.lead, at: moment)
      }
    }
    let submitted = stage.cast.candidacies.count { $0.fate != .unfinished }
    return [
      .init("started", stage.dossiers.count), .init("submitted", submitted),
      .init("withdrawn", stage.cast.candidacies.count { $0.fate == .withdrawn }),
      .init("left as drafts", stage.dossiers.count - submitted),
    ]
  }

  private func appointments(of candidacy: SimulatedCandidacy, _ plan: SimulationPlan) -> [Appointment] {
    let begins = moment(plan.opensOn.adding(days: candidacy.startsAfter), candidacy)
    let submits = moment(plan.closesOn.adding(days: -candidacy.submitsBefore), candidacy)
    var deeds: [(Deed, Date)] = [
      (.begin, begins), (.write, begins.addingTimeInterval(3 * 86_400)),
      (.gather, begins.addingTimeInterval(4 * 86_400)),
    ]
    switch candidacy.fate {
    case .examined, .completed, .inadmissible: deeds.append((.submit, submits))
    case .withdrawn: deeds += [(.submit, submits), (.withdraw, submits.addingTimeInterval(2 * 86_400))]
    case .unfinished: break
    }
    return deeds.map { Appointment(at: $1, candidacy: candidacy, deed: $0) }
  }

  /// Some minute between nine and six.
  private func moment(_ day: Day, _ candidacy: SimulatedCandidacy) -> Date {
    (day.at(hour: "9:00") ?? day.start).addingTimeInterval(Double(candidacy.number * 4177 % 540) * 60)
  }

  private func begin(_ candidacy: SimulatedCandidacy, at moment: Date, _ stage: inout SimulationStage) async throws {
    let lead = try await stage.principal(candidacy.lead, at: moment)
    let draft = try await stage.at(moment).startDossier(in: stage.plan.slug, by: lead)
    stage.keep(draft.id, of: candidacy)
    let answers = stage.answers(of: candidacy).begun(stage.procedure)
    _ = try await stage.at(moment.addingTimeInterval(1800)).saveAnswers(
      answers, of: draft.id, version: draft.version, by: lead)
  }

  private func write(_ candidacy: SimulatedCandidacy, at moment: Date, _ stage: SimulationStage) async throws {
    let dossier = try await stage.dossier(of: candidacy)
    _ = try await stage.at(moment).saveAnswers(
      stage.answers(of: candidacy).whole(stage.procedure), of: dossier.id, version: dossier.version,
      by: try await stage.principal(candidacy.lead, at: moment))
  }

  /// The members of the collective are invited and come; an expert who belongs to it too.
  private func gather(_ candidacy: SimulatedCandidacy, at moment: Date, _ stage: SimulationStage) async throws {
    let dossier = try await stage.dossier(of: candidacy)
    let parties = stage.procedure.parties(in: dossier.answers)
    for (place, organisation) in candidacy.organisations.enumerated()
    where organisation.role != "lead" && !organisation.signsOnPaper {
      let party = parties.first { $0.index == place }?.id
      try await invite(
        organisation.person, to: dossier.id, as: place == 1 ? .writer : .commenter, for: party, of: candidacy,
        at: moment, stage)
    }
    for expert in stage.cast.experts where expert.collective == candidacy.number {
      try await invite(expert.person, to: dossier.id, as: .reader, for: nil, of: candidacy, at: moment, stage)
    }
  }

  private func invite(
    _ person: SimulatedPerson, to dossier: ID<Dossier>, as part: DossierMember.Part, for party: String?,
    of candidacy: SimulatedCandidacy, at moment: Date, _ stage: SimulationStage
  ) async throws {
    guard let email = EmailAddress(person.address) else { throw Refusal.notFound }
    let token = Mutex("")
    try await stage.at(moment).inviteToDossier(
      dossier, email, as: part, sections: nil, party: party, language: .french,
      by: try await stage.principal(candidacy.lead, at: moment)
    ) { given in
      token.withLock { $0 = given }
      return "(exemple)"
    }
    let answered = moment.addingTimeInterval(7200)
    _ = try await stage.at(answered).acceptDossierInvitation(
      token.withLock { $0 }, by: try await stage.principal(person, at: answered))
  }
}

extension SimulatedCandidacy {
  var lead: SimulatedPerson { organisations[0].person }
}

extension SimulationStage {
  func answers(of candidacy: SimulatedCandidacy) -> SimulatedAnswers {
    SimulatedAnswers(candidacy, year: plan.publishedOn.year)
  }

  /// Every organisation that has to signs what is written now; the lead records who signed on paper.
  func sign(_ candidacy: SimulatedCandidacy, at moment: Date) async throws {
    let dossier = try await dossier(of: candidacy)
    for party in procedure.parties(in: dossier.answers) where party.signs {
      let organisation = candidacy.organisations[party.index]
      let signer = organisation.signsOnPaper ? candidacy.lead : organisation.person
      try await at(moment.addingTimeInterval(-3600)).signDossier(
        dossier.id, for: party.id, version: dossier.version, name: organisation.person.name,
        capacity: "Présidence (exemple)", isOnPaper: organisation.signsOnPaper,
        by: try await principal(signer, at: moment))
    }
  }

  func submit(_ candidacy: SimulatedCandidacy, at moment: Date) async throws {
    let dossier = try await dossier(of: candidacy)
    _ = try await at(moment).submitDossier(
      dossier.id, version: dossier.version, by: try await principal(candidacy.lead, at: moment))
  }
}
