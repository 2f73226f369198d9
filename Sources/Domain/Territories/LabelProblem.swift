/// Why something cannot happen to a label now.
package enum LabelProblem: Hashable, Sendable {
  case notPossible(LabelStep, LabelState)
  case noNotice
  case noticePending
  case alreadyAnswered
  /// The time to answer is over since the end of this day.
  case timePassed(Day)
  case noHearing
  case hearingPending
  /// The holder can answer and ask for a hearing up to this day.
  case answerPending(Day)
  /// The notice spoke of a suspension alone.
  case notAnnounced
  case noSuchCondition
  /// An illegal label can be withdrawn up to this day, and its holder must have had time to answer.
  case tooLateWhenIllegal(Day)
  /// Whoever had a hand in a notice, or proposed what becomes of a renewal, does not decide on it.
  case sameJudge
  /// An interest binds somebody now who had a hand in what would be decided on.
  case boundHand
  /// Nobody examined the request for renewal and proposed this.
  case noProposal
  case noTerm
  case wrongTerm
  case renewalPending
  case renewalNotOpen(Day)
  case changePending
  case noChange
  case noReportDue
  /// The next report can be filed from this day on.
  case reportNotOpen(Day)
  /// The dossier is no submitted report of the holder, or stands for another report already.
  case noReport
  /// Only who leads a labelled territory writes such a report.
  case notAHolder
  /// What was recorded later would not be possible any more.
  case contradicts

  /// The key of its sentence in the catalogues.
  package var key: String {
    switch self {
    case .notPossible: "notPossible"
    case .noNotice: "noNotice"
    case .noticePending: "noticePending"
    case .alreadyAnswered: "alreadyAnswered"
    case .timePassed: "timePassed"
    case .noHearing: "noHearing"
    case .hearingPending: "hearingPending"
    case .answerPending: "answerPending"
    case .notAnnounced: "notAnnounced"
    case .noSuchCondition: "noSuchCondition"
    case .tooLateWhenIllegal: "tooLateWhenIllegal"
    case .sameJudge: "sameJudge"
    case .boundHand: "boundHand"
    case .noProposal: "noProposal"
    case .noTerm: "noTerm"
    case .wrongTerm: "wrongTerm"
    case .renewalPending: "renewalPending"
    case .renewalNotOpen: "renewalNotOpen"
    case .changePending: "changePending"
    case .noChange: "noChange"
    case .noReportDue: "noReportDue"
    case .reportNotOpen: "reportNotOpen"
    case .noReport: "noReport"
    case .notAHolder: "notAHolder"
    case .contradicts: "contradicts"
    }
  }

  /// The day that its sentence names.
  package var day: Day? {
    switch self {
    case .timePassed(let day), .answerPending(let day), .tooLateWhenIllegal(let day), .renewalNotOpen(let day),
      .reportNotOpen(let day):
      day
    case .notPossible, .noNotice, .noticePending, .alreadyAnswered, .noHearing, .hearingPending, .notAnnounced,
      .noSuchCondition, .sameJudge, .boundHand, .noProposal, .noTerm, .wrongTerm, .renewalPending, .changePending,
      .noChange,
      .noReportDue,
      .noReport, .notAHolder, .contradicts:
      nil
    }
  }
}
