package import Domain

/// The addresses of the jury, under `Link`.
package enum JuryLink: Hashable, Sendable {
  case list
  case planning(Slug)
  case session(ID<JurySession>)
  case plan(ID<JurySession>)
  case agenda(ID<JurySession>)
  case desk(ID<JurySession>)
  case step(ID<JurySession>)
  case attendance(ID<JurySession>)
  case item(ID<JurySession>)
  case vote(ID<JurySession>)
  case departure(ID<JurySession>)
  case ranking(ID<JurySession>)
  case minutes(ID<JurySession>)
  case minutesFile(ID<JurySession>)
  case dossier(ID<Dossier>)

  var path: String {
    switch self {
    case .list: "/jury"
    case .planning(let slug): "/service/jury/\(slug)"
    case .session(let id): "/jury/\(id)"
    case .plan(let id): "/jury/\(id)/preparation"
    case .agenda(let id): "/jury/\(id)/preparation/ordre-du-jour"
    case .desk(let id): "/jury/\(id)/secretariat"
    case .step(let id): "/jury/\(id)/secretariat/seance"
    case .attendance(let id): "/jury/\(id)/secretariat/presences"
    case .item(let id): "/jury/\(id)/secretariat/points"
    case .vote(let id): "/jury/\(id)/votes"
    case .departure(let id): "/jury/\(id)/deports"
    case .ranking(let id): "/jury/\(id)/classement"
    case .minutes(let id): "/jury/\(id)/proces-verbal"
    case .minutesFile(let id): "/jury/\(id)/proces-verbal/document"
    case .dossier(let id): "/jury/dossiers/\(id)"
    }
  }
}

/// Shorter names.
extension Link {
  package static let juries = Link.meeting(.list)
  package static func juryPlanning(_ slug: Slug) -> Link { .meeting(.planning(slug)) }
  package static func jury(_ id: ID<JurySession>) -> Link { .meeting(.session(id)) }
  package static func juryPlan(_ id: ID<JurySession>) -> Link { .meeting(.plan(id)) }
  package static func juryAgenda(_ id: ID<JurySession>) -> Link { .meeting(.agenda(id)) }
  package static func juryDesk(_ id: ID<JurySession>) -> Link { .meeting(.desk(id)) }
  package static func juryStep(_ id: ID<JurySession>) -> Link { .meeting(.step(id)) }
  package static func juryAttendance(_ id: ID<JurySession>) -> Link { .meeting(.attendance(id)) }
  package static func juryItem(_ id: ID<JurySession>) -> Link { .meeting(.item(id)) }
  package static func juryVote(_ id: ID<JurySession>) -> Link { .meeting(.vote(id)) }
  package static func juryDeparture(_ id: ID<JurySession>) -> Link { .meeting(.departure(id)) }
  package static func juryRanking(_ id: ID<JurySession>) -> Link { .meeting(.ranking(id)) }
  package static func juryMinutes(_ id: ID<JurySession>) -> Link { .meeting(.minutes(id)) }
  package static func juryMinutesFile(_ id: ID<JurySession>) -> Link { .meeting(.minutesFile(id)) }
  package static func juryDossier(_ id: ID<Dossier>) -> Link { .meeting(.dossier(id)) }
}
