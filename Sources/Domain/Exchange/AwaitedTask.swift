package import Foundation

/// Something that awaits somebody. Each kind has one query (`AwaitedTaskRecords`) and one sentence (`await_<kind>` in
/// the catalogues); a new kind is a case here, and the compiler leads to both.
package struct AwaitedTask: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A draft of one's own in a wave that is open.
    case unfinishedDraft
    case complements
    case unreadMessage
    case invitation
    /// To write a dossier with others.
    case dossierInvitation
    case decisionToRead
    /// An expert is asked whether they review a dossier; one that they accepted is to be written.
    case reviewAsked
    case reviewToWrite
    /// A session of a jury in which one sits, until it is closed.
    case jurySession
    /// Submitted, and opened by nobody of the service.
    case dossierToExamine
    case complementsBack
    case question
    /// A letter about a label that reaches nobody by mail: it is to be posted on paper.
    case labelPaperToPost
    /// Given to the reader, and silence decides soon, or has decided.
    case silenceNear
    case silencePast
    /// Of whoever gives roles: dossiers that bind all who could examine them, or that nobody can examine. Nothing else is
    /// told of them, since they may bind the reader too.
    case nobodyExamines

    /// Whether it awaits experts.
    package var isOfReviewer: Bool { self == .reviewAsked || self == .reviewToWrite }

    /// Whether its moment is none by which something is due.
    package var hasNoDueDay: Bool {
      self == .jurySession || self == .nobodyExamines || self == .silencePast
    }

    /// Whether it tells of the time that a dossier has left.
    package var isOfSilence: Bool { self == .silenceNear || self == .silencePast }

    /// Whether it awaits those who examine, rather than the applicant.
    package var isOfService: Bool {
      switch self {
      case .unfinishedDraft, .complements, .unreadMessage, .invitation, .dossierInvitation, .decisionToRead,
        .reviewAsked, .reviewToWrite, .jurySession, .nobodyExamines:
        false
      case .dossierToExamine, .complementsBack, .question, .silenceNear, .silencePast, .labelPaperToPost: true
      }
    }
  }

  /// Where it is done.
  package enum Place: Hashable, Sendable {
    case dossier(ID<Dossier>)
    case organisations
    case conflicts
    case jury(ID<JurySession>)
    case label(ID<Territory>)
    /// What opens it stands in a letter alone.
    case letter
  }

  package let kind: Kind
  package let place: Place
  package let title: String
  /// Empty where there is none.
  package let reference: String
  package let since: Date
  package let due: Date?
  /// How many messages, or gaps; nil where nothing is counted.
  package let count: Int?

  package init(
    kind: Kind, place: Place, title: String, reference: String, since: Date, due: Date? = nil, count: Int? = nil
  ) {
    self.kind = kind
    self.place = place
    self.title = title
    self.reference = reference
    self.since = since
    self.due = due
    self.count = count
  }

  package func counting(_ count: Int) -> AwaitedTask {
    AwaitedTask(
      kind: kind, place: place, title: title, reference: reference, since: since, due: due, count: count)
  }

  package func due(_ moment: Date) -> AwaitedTask {
    AwaitedTask(
      kind: kind, place: place, title: title, reference: reference, since: since, due: moment, count: count)
  }

  /// Whether it comes before another: what is due sooner. What has no day of its own is due two weeks after it came, so
  /// that it stands neither behind a call that closes in months nor before one that closes tomorrow.
  package func isMoreUrgent(than other: AwaitedTask) -> Bool {
    urgency == other.urgency ? since < other.since : urgency < other.urgency
  }

  private var urgency: Date { due ?? since.addingTimeInterval(14 * 86_400) }
}
