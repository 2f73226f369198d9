package import Domain

/// Who could examine what: the proposal of a wave.
package struct PanelProposalPage: PageModel {
  package static let template = "Reviews/panel-proposal"

  let action: String
  let wave: String
  let isExample: Bool
  let queueHref: String
  let panelHref: String
  let csrf: String
  let version: String
  let errors: [LinkItem]
  let hasErrors: Bool
  /// Opens the settings: before the first proposal, and when something in them is wrong.
  let isOpen: Bool
  let isMade: Bool
  let summary: [String]
  let made: [String]
  let demand: String
  let demandError: [String]
  let objectives: [ExpertProfilePage.Option]
  let colleges: [ExpertProfilePage.Option]
  let hasColleges: Bool
  let collegesError: [String]
  let sparesRegions: Bool
  let balance: String
  let balanceError: [String]
  let makeLabel: String
  let filters: [Filter]
  let lines: [Line]
  let isEmpty: Bool
  let loads: [Load]
  let pager: Pager
  /// The form that asks them all; nothing where nobody is proposed.
  let asking: [Asking]
  let report: [Report]

  struct Asking: Sendable {
    let askAction: String
    let due: String
    let dueError: [String]
  }

  /// What became of the experts who were asked.
  struct Report: Sendable {
    let done: [String]
    let refused: [String]
    let hasRefused: Bool
  }

  struct Filter: Sendable {
    let href: String
    let label: String
    let current: [String]
  }

  struct Line: Sendable {
    let href: String
    let title: String
    let reference: String
    let experts: [Expert]
    let shortage: [String]
    /// Who could step in where somebody is missing, a decline for instance.
    let alternate: [String]
  }

  struct Expert: Sendable {
    let name: String
    let points: String
    let college: String
    let tags: [String]
    let reasons: [String]
  }

  struct Load: Sendable {
    let name: String
    let college: String
    let region: String
    let load: String
    let over: [String]
    let asked: String
  }

  /// - Parameter draft: settings that were typed and not taken.
  package init(
    _ overview: PanelOverview, draft: PanelSettingsDraft? = nil, onlyShort: Bool = false, refusal: Refusal? = nil,
    due: String = "", report: PanelAsking? = nil, csrf: String, in wording: Wording
  ) {
    let (words, language, proposal) = (wording.catalogue, wording.language, overview.proposal)
    let slug = overview.wave.slug
    action = wording.path(.panelProposal(slug))
    wave = overview.wave.name[language]
    isExample = overview.wave.isExample
    queueHref = wording.path(.queue)
    panelHref = wording.path(.panel(slug))
    self.csrf = csrf
    version = "\(proposal.version)"
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    func errors(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    self.errors =
      findings.isEmpty
      ? refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map {
        LinkItem(href: "#\($0.field)", label: words("panel_\($0.field)") + words("colon") + wording.finding($0))
      }
    hasErrors = !self.errors.isEmpty
    isMade = proposal.version > 0
    isOpen = !isMade || findings.contains { $0.field != "due" }
    summary = isMade ? PanelProposalPage.summary(overview, wording) : []
    made = proposal.madeAt.map { [words("panelMade", wording.moment($0))] } ?? []
    let settings = draft ?? PanelSettingsDraft(proposal.settings)
    demand = settings.demand
    demandError = errors("demand")
    objectives = AssignmentProblem.Objective.allCases.map {
      ExpertProfilePage.Option(
        optionID: "objective-\($0.rawValue)", value: $0.rawValue, label: words("panelObjective_\($0.rawValue)"),
        isSelected: settings.objective == $0.rawValue)
    }
    colleges = wording.programme.colleges.map {
      ExpertProfilePage.Option(
        optionID: "colleges-\($0.id)", value: $0.id, label: $0.label[language],
        isSelected: settings.colleges.contains($0.id))
    }
    hasColleges = !colleges.isEmpty
    collegesError = errors("colleges")
    sparesRegions = settings.sparesRegions
    balance = settings.balance
    balanceError = errors("balance")
    makeLabel = words(isMade ? "panelMakeAgain" : "panelMake")
    filters = [false, true].map { short in
      Filter(
        href: address(wording.path(.panelProposal(slug)), [("vue", short ? "manques" : nil)]),
        label: words(short ? "panelOnlyShort" : "all"), current: short == onlyShort ? ["page"] : [])
    }
    let people = Dictionary(
      (overview.loads.map(\.member) + overview.retired).toldApart.map { ($0.person.id, $0) }, uniquingKeysWith: { $1 })
    lines = overview.lines.items.map { Line($0, people, isMade: proposal.version > 0, wording) }
    isEmpty = lines.isEmpty
    loads = overview.loads.map { load in
      Load(
        name: people[load.member.person.id]?.person.name ?? load.member.person.name,
        college: wording.college(load.member.profile.college),
        region: load.member.profile.region.map(wording.region) ?? words("noRegion"),
        load: words("loadOf", "\(load.proposed + load.asked)", "\(load.capacity)"),
        over: load.isOver ? [words("loadOver")] : [], asked: "\(load.asked)")
    }
    asking =
      overview.proposed > 0
      ? [Asking(askAction: wording.path(.panelAsking(slug)), due: due, dueError: errors("due"))] : []
    self.report = report.map { [PanelProposalPage.told($0, wording)] } ?? []
    pager = Pager(overview.lines, in: wording) { number in
      address(
        wording.path(.panelProposal(slug)), [("vue", onlyShort ? "manques" : nil), ("page", "\(number)")])
    }
  }

  private static func told(_ report: PanelAsking, _ wording: Wording) -> Report {
    let words = wording.catalogue
    return Report(
      done: report.asked > 0 ? [words.count("panelAskedNow", report.asked)] : [],
      refused: report.refused.map { refused in
        words("panelNotAsked", refused.reference, refused.name) + words("colon") + wording.refusal(refused.refusal)
      }, hasRefused: !report.refused.isEmpty)
  }

  private static func summary(_ overview: PanelOverview, _ wording: Wording) -> [String] {
    let words = wording.catalogue
    var told = [words.count("panelProposed", overview.proposed)]
    told.append(overview.short == 0 ? words("panelNothingShort") : words.count("panelShort", overview.short))
    if overview.over > 0 { told.append(words.count("panelOver", overview.over)) }
    told.append(wording.loss(overview.loss))
    return told
  }
}

extension PanelProposalPage.Line {
  init(_ line: PanelLine, _ people: [ID<Person>: PanelMember], isMade: Bool, _ wording: Wording) {
    href = wording.path(.panelDossier(line.dossier.id))
    title = line.dossier.title
    reference = line.dossier.reference
    experts = line.board.seats.filter {
      line.board.chosen.contains($0.person) || line.board.asked.contains($0.person)
    }.compactMap { seat in
      people[seat.person].map { PanelProposalPage.Expert(seat, $0, line, wording) }
    }
    shortage = isMade ? wording.shortage(line) : []
    alternate =
      line.board.alternates().prefix(isMade ? 1 : 0).compactMap { alternate in
        people[alternate.seat.person].map { member in
          wording.catalogue(
            "panelBestAlternate", member.person.name, wording.points(alternate.seat.affinity),
            wording.cost(alternate.cost))
        }
      }
  }
}

extension PanelProposalPage.Expert {
  init(_ seat: PanelBoard.Seat, _ member: PanelMember, _ line: PanelLine, _ wording: Wording) {
    let words = wording.catalogue
    name = member.person.name
    points = wording.points(seat.affinity)
    college = wording.college(member.profile.college)
    tags =
      (line.board.asked.contains(seat.person) ? [words("panelAsked")] : [])
      + (line.byHand.contains(seat.person) ? [words("panelByHand")] : [])
      + (line.locked.contains(seat.person) ? [words("panelLocked")] : [])
      + (seat.barrier.map { [wording.panelProblem($0)] } ?? [])
    reasons =
      (line.facts?.affinities[seat.person].map(wording.reasons) ?? [])
      + [words("loadOf", "\(seat.load)", "\(seat.capacity)")]
  }
}
