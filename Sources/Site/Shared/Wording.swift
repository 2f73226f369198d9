package import Domain
package import Foundation

/// Puts the program's values into words of one language: what a page model is made with.
package struct Wording: Sendable {
  package let catalogue: Catalogue
  package let programme: Programme
  private let placeName: @Sendable (PlaceCode) -> String?

  package init(
    catalogue: Catalogue, programme: Programme, placeName: @escaping @Sendable (PlaceCode) -> String?
  ) {
    self.catalogue = catalogue
    self.programme = programme
    self.placeName = placeName
  }

  package var language: Language { catalogue.language }

  package func path(_ link: Link) -> String { link.path(language) }

  /// "25 février 2019", "1er mars 2019", "25 February 2019".
  package func day(_ day: Day) -> String {
    let month = catalogue("month_\(day.month)")
    let number = language == .french && day.day == 1 ? "1er" : "\(day.day)"
    return "\(number)\u{a0}\(month)\u{a0}\(day.year)"
  }

  /// A day or a month of the programme's calendar.
  package func milestone(_ on: String) -> String {
    if let day = Day(on) { return self.day(day) }
    guard let first = Day(on + "-01") else { return on }
    return "\(catalogue("month_\(first.month)"))\u{a0}\(first.year)"
  }

  /// The day and hour in Europe/Paris.
  package func moment(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = Day.parisZone
    let parts = calendar.dateComponents([.hour, .minute], from: date)
    let (hour, minute) = (parts.hour ?? 0, parts.minute ?? 0)
    return catalogue("moment", day(Day(date)), "\(hour)", minute < 10 ? "0\(minute)" : "\(minute)")
  }

  /// The hour and the minute in Paris of something on a day that is known.
  package func hour(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = Day.parisZone
    let parts = calendar.dateComponents([.hour, .minute], from: date)
    let (hour, minute) = (parts.hour ?? 0, parts.minute ?? 0)
    return catalogue("hourAndMinute", "\(hour)", minute < 10 ? "0\(minute)" : "\(minute)")
  }

  /// The hour in Europe/Paris, to the second.
  package func time(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = Day.parisZone
    let parts = calendar.dateComponents([.hour, .minute, .second], from: date)
    return [parts.hour, parts.minute, parts.second].map { part in
      let number = part ?? 0
      return number < 10 ? "0\(number)" : "\(number)"
    }.joined(separator: ":")
  }

  /// The moment at which something ends: midnight belongs to the day that it ends.
  package func closing(_ date: Date) -> String {
    let last = Day(date.addingTimeInterval(-1))
    return last.end == date ? catalogue("closing_midnight", day(last)) : moment(date)
  }

  /// Until when a call takes dossiers.
  package func closing(of wave: Wave) -> String {
    wave.isPermanent ? catalogue("noClosing") : catalogue("closesAt", closing(wave.closesAt))
  }

  package func place(_ code: PlaceCode) -> String { placeName(code) ?? code.description }
  package func region(_ code: String) -> String { place(PlaceCode(level: .region, code: code)) }
  package func department(_ code: String) -> String { place(PlaceCode(level: .department, code: code)) }
  package func theme(_ id: String) -> String { programme.theme(id)?.name[language] ?? id }
  package func state(_ state: DossierState) -> String { catalogue("state_\(state.rawValue)") }
  /// The name of a step that can be taken: what stands on its button.
  package func event(_ event: DossierEvent) -> String { catalogue("event_\(event.rawValue)") }
  /// The same step once it was taken: what stands in a history.
  package func happened(_ event: DossierEvent) -> String { catalogue("happened_\(event.rawValue)") }

  /// An outcome as its procedure calls it; those of the label have their words here.
  package func outcome(_ outcome: Decision.Outcome, of procedure: Procedure) -> String {
    procedure.outcome(outcome)?.name?[language] ?? catalogue("outcome_\(outcome.rawValue)")
  }
  package func role(_ role: Role) -> String { catalogue("role_\(role.rawValue)") }

  package func part(_ part: DossierMember.Part) -> String { catalogue("part_\(part.rawValue)") }
  package func membership(_ role: Membership.Role) -> String { catalogue("membership_\(role.rawValue)") }
  package func form(_ form: LegalForm) -> String { catalogue("legalForm_\(form.rawValue)") }
  package func kind(_ kind: ActorKind) -> String { catalogue("actorKind_\(kind.rawValue)") }

  package func finding(_ finding: Finding) -> String {
    // A rule of a procedure speaks for itself.
    if case .rule(let message, _) = finding.problem { return message[language] }
    return catalogue.fill("finding_\(finding.problem.key)", finding.problem.values)
  }

  /// What a refusal says to the person.
  package func refusal(_ refusal: Refusal) -> String {
    switch refusal {
    case .signInNeeded: catalogue("refusal_signInNeeded")
    case .notAllowed: catalogue("refusal_notAllowed")
    case .notFound: catalogue("refusal_notFound")
    case .changedMeanwhile: catalogue("refusal_changedMeanwhile")
    // That it is decided is nobody's to learn from a refusal before the hour.
    case .notPossible(let event, .deliberated), .notPossible(let event, .decided):
      catalogue("refusal_notPossibleNow", self.event(event))
    case .notPossible(let event, let state):
      catalogue("refusal_notPossible", self.event(event), self.state(state))
    case .invalid: catalogue("refusal_invalid")
    case .waveNotOpen: catalogue("refusal_waveNotOpen")
    case .complementsAwaited(let day): catalogue("refusal_complementsAwaited", self.day(day))
    case .linkNotValid: catalogue("refusal_linkNotValid")
    case .tooManyAttempts(let seconds): catalogue("refusal_tooManyAttempts", "\(max(1, (seconds + 59) / 60))")
    case .signatoryMissing: catalogue("refusal_signatoryMissing")
    case .lastAdministrator: catalogue("refusal_lastAdministrator")
    case .lastManager: catalogue("refusal_lastManager")
    case .lastManagerOf(let name): catalogue("refusal_lastManagerOf", name)
    case .invitedAtAnotherAddress: catalogue("refusal_invitedAtAnotherAddress")
    case .differentOrganisations: catalogue("refusal_differentOrganisations")
    case .leadsLabel(let name): catalogue("refusal_leadsLabel", name)
    case .dossierUnderExamination(let reference): catalogue("refusal_dossierUnderExamination", reference)
    case .notAnExaminer(let name): catalogue("refusal_notAnExaminer", name)
    case .tooLateToTakeBack: catalogue("refusal_tooLateToTakeBack", "\(InternalNote.minutesToTakeBack)")
    case .label(let problem): self.problem(problem)
    case .tooManyViews(let maximum): catalogue("refusal_tooManyViews", "\(maximum)")
    case .panelProblem(let problem): catalogue("panelProblem_\(problem.rawValue)")
    case .decision(.replyAwaited(let day)): catalogue("obstacle_replyAwaited", self.day(day))
    case .decision(.deepeningNotDue(let day)): catalogue("obstacle_deepeningNotDue", self.day(day))
    case .decision(let obstacle): catalogue("obstacle_\(obstacle.key)")
    case .notAReviewer(let name): catalogue("refusal_notAReviewer", name)
    case .reviewsClosed: catalogue("refusal_reviewsClosed")
    case .reviewIsIn: catalogue("refusal_reviewIsIn")
    case .serviceSheet(let problem): catalogue("serviceSheet_\(problem.rawValue)")
    case .noRubric: catalogue("refusal_noRubric")
    case .jury(let problem): jury(problem)
    }
  }
}
