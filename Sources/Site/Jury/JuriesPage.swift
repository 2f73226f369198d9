package import Domain

/// The sessions of juries that somebody may read.
package struct JuriesPage: PageModel {
  package static let template = "Jury/juries"

  let sessions: [SessionLine]
  let isEmpty: Bool
  let plans: [LinkItem]
  let hasPlans: Bool
  let pager: Pager

  struct SessionLine: Sendable {
    let href: String
    let label: String
    let at: String
    let wave: String
    let state: String
  }

  /// - Parameters:
  ///   - waves: those of the sessions, and those in which the reader may plan one.
  ///   - planned: in which of them.
  package init(_ page: Page<JuryListing>, waves: [Wave], planned: [Wave], in wording: Wording) {
    sessions = page.items.map { session in
      SessionLine(
        href: wording.path(.jury(session.id)), label: session.title, at: wording.moment(session.plannedAt),
        wave: waves.first { $0.id == session.wave }?.name[wording.language] ?? "",
        state: wording.catalogue("juryState_\(session.state.rawValue)"))
    }
    isEmpty = page.items.isEmpty
    plans = planned.map {
      LinkItem(
        href: wording.path(.juryPlanning($0.slug)),
        label: wording.catalogue("juryPlanIn", $0.name[wording.language]))
    }
    hasPlans = !planned.isEmpty
    pager = Pager(page, in: wording) { address(wording.path(.juries), [("page", "\($0)")]) }
  }
}
