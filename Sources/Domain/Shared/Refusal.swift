/// A "no" that is meant for a person and says what they can do. Anything else that is thrown is a
/// fault: it is logged whole, and the person sees only its request id.
package enum Refusal: Error, Hashable, Sendable {
  /// Nobody is signed in, and the operation needs somebody.
  case signInNeeded
  /// The person may not do this to this thing. What they may not see answers `notFound` instead.
  case notAllowed(Permission)
  case notFound
  /// Somebody else saved in between: `expected` is the version that the form was drawn from.
  case changedMeanwhile
  case notPossible(DossierEvent, from: DossierState)
  case invalid([Finding])
  /// The wave is not open at this moment.
  case waveNotOpen
  /// It does not lapse yet: until the end of this day its applicant may complete it.
  case complementsAwaited(until: Day)
  /// The one-time link was used, has run out, or was asked for from another browser.
  case linkNotValid
  /// Too many attempts from here; try again after so many seconds.
  case tooManyAttempts(retryAfter: Int)
  /// The decision cannot be notified: the name and capacity of its author are missing (CRPA L212-1).
  case signatoryMissing
  /// Nobody else administers the programme: somebody must be appointed first.
  case lastAdministrator
  /// An organisation would have nobody who answers for it: somebody else must be made its manager first.
  case lastManager
  /// The same, when somebody wants to go from the whole platform; the organisation by its name.
  case lastManagerOf(String)
  /// The invitation was sent to another address than that of whoever is signed in.
  case invitedAtAnotherAddress
  /// These are two organisations, by their numbers, and not two records of one.
  case differentOrganisations
  /// The account cannot be erased while this dossier is examined: it must be withdrawn, or decided, first.
  case dossierUnderExamination(reference: String)
  /// The account cannot be erased while this territory has no other lead: nobody would answer for its label.
  case leadsLabel(String)
  /// Somebody who may not examine this dossier: they have no role for it, or a part in it. Their name.
  case notAnExaminer(String)
  /// A note that is older than its author may take back.
  case tooLateToTakeBack
  /// The life of a label does not allow it, by the reason that it gives.
  case label(LabelProblem)
  /// Nobody keeps more filters of the queue than this.
  case tooManyViews(maximum: Int)
  /// A change of a proposal that constraints forbid.
  case panelProblem(PanelProblem)
  /// What keeps a decision from being taken, told or published.
  case decision(DecisionObstacle)
  /// Somebody who may not review this dossier: not an expert of the wave, of the service, or with an interest in it.
  /// Their name.
  case notAReviewer(String)
  /// The dossier is not, or no longer, at a stage at which it is reviewed.
  case reviewsClosed
  /// The sheet is in: it is changed by an amendment.
  case reviewIsIn
  /// The service cannot write a sheet of its own now.
  case serviceSheet(ServiceSheetProblem)
  /// The programme has no grid for dossiers of this wave.
  case noRubric
  /// A jury cannot do this now.
  case jury(JuryProblem)
}
