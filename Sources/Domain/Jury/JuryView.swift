package import Foundation

/// A session as one person may see it: items that a conflict of interests keeps from them are not in it.
package struct JuryView: Sendable {
  package let session: JurySession
  package let wave: Wave
  /// Those who still have an account.
  package let people: [ID<Person>: Person]
  /// In the order of the agenda.
  package let items: [Item]
  /// How many items are kept from the reader.
  package let leftOut: Int
  /// Whether one of these is being dealt with now.
  package let isAway: Bool
  /// Whether what is being dealt with is kept from everybody who leads the session.
  package let isStuck: Bool
  package let rubric: Rubric?
  package let mayLead: Bool
  package let mayPlan: Bool
  package let mayVote: Bool

  package init(
    session: JurySession, wave: Wave, people: [ID<Person>: Person], items: [Item], leftOut: Int, isAway: Bool,
    isStuck: Bool = false, rubric: Rubric?, mayLead: Bool, mayPlan: Bool, mayVote: Bool
  ) {
    self.session = session
    self.wave = wave
    self.people = people
    self.items = items
    self.leftOut = leftOut
    self.isAway = isAway
    self.isStuck = isStuck
    self.rubric = rubric
    self.mayLead = mayLead
    self.mayPlan = mayPlan
    self.mayVote = mayVote
  }

  package var current: Item? { items.first { $0.item.id == session.current } }

  /// An item with what surrounds it.
  package struct Item: Sendable {
    package let item: JuryItem
    /// From 1, among the items that the reader sees: no hole tells of another.
    package let number: Int
    /// Whether the reader may open its dossier.
    package let isReadable: Bool
    package let dossier: Dossier?
    package let outcomes: [Procedure.Outcome]
    package let room: JuryRoom
    package let standing: Standing?
    /// How many have voted in this round.
    package let voters: Int
    /// Whether the reader has.
    package let hasVoted: Bool
    /// What the reader voted for, in an open vote.
    package let own: JuryChoice?
    /// The votes of each round that was counted.
    package let votes: [Int: Votes]

    package init(
      item: JuryItem, number: Int, isReadable: Bool, dossier: Dossier?, outcomes: [Procedure.Outcome], room: JuryRoom,
      standing: Standing?,
      voters: Int, hasVoted: Bool, own: JuryChoice?, votes: [Int: Votes]
    ) {
      self.item = item
      self.number = number
      self.isReadable = isReadable
      self.dossier = dossier
      self.outcomes = outcomes
      self.room = room
      self.standing = standing
      self.voters = voters
      self.hasVoted = hasVoted
      self.own = own
      self.votes = votes
    }

    package var choices: [JuryChoice] {
      (dossier == nil ? [.inFavour, .against] : outcomes.map { JuryChoice($0.id) }) + [.abstention]
    }
  }

  /// Who voted how, or what was voted under which code: never both.
  package enum Votes: Hashable, Sendable {
    case named([ID<Person>: JuryChoice])
    case coded([SecretBallot])
  }

  /// What the sheets of a dossier come to, and its rank among those that the reader may see.
  package struct Standing: Hashable, Sendable {
    package let result: DossierResult
    package let rank: Int?
    package let dossiers: Int

    package init(result: DossierResult, rank: Int?, dossiers: Int) {
      self.result = result
      self.rank = rank
      self.dossiers = dossiers
    }
  }
}

/// What the dossiers of a wave were scored at, as far as one person may see it.
package struct JuryScores: Sendable {
  package let rubric: Rubric
  /// Under the ids of the dossiers as codes.
  package let results: [DossierResult]
  /// Of all dossiers of the wave, also of those that are kept from the reader.
  let sheets: [DossierSheets]

  /// - Parameter sheets: what counts of all dossiers of the wave, under the ids of the dossiers as codes.
  package init(rubric: Rubric, _ sheets: [DossierSheets]) {
    self.init(rubric: rubric, sheets, results: rubric.rule.results(of: sheets))
  }

  private init(rubric: Rubric, _ sheets: [DossierSheets], results: [DossierResult]) {
    self.rubric = rubric
    self.sheets = sheets
    self.results = results
  }

  package var ranking: Ranking { Ranking(results, under: rubric.rule) }

  /// Of all sheets of the wave, also of dossiers that are kept from the reader: the severity of an expert is the same
  /// whoever looks. It is computed when it is asked for.
  package var calibration: Calibration { Calibration(Calibration.readings(of: sheets, under: rubric.rule)) }

  /// Without the dossiers that somebody may not see: ranks are counted among the others, so that no gap tells of them.
  package func without(_ hidden: Set<ID<Dossier>>) -> JuryScores {
    let codes = Set(hidden.map { "\($0)" })
    return JuryScores(rubric: rubric, sheets, results: results.filter { !codes.contains($0.code) })
  }
}

/// What is printed of a session for one reader.
package struct JuryMinutes: Sendable {
  package let view: JuryView
  package let madeAt: Date

  package init(view: JuryView, madeAt: Date) {
    self.view = view
    self.madeAt = madeAt
  }
}

/// A session in a list.
package struct JuryListing: Hashable, Sendable {
  package let id: ID<JurySession>
  package let wave: ID<Wave>
  package let title: String
  package let plannedAt: Date
  package let state: JurySession.State

  package init(id: ID<JurySession>, wave: ID<Wave>, title: String, plannedAt: Date, state: JurySession.State) {
    self.id = id
    self.wave = wave
    self.title = title
    self.plannedAt = plannedAt
    self.state = state
  }
}
