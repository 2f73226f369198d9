import Domain
import Services
import TestSupport

/// A wave with admissible dossiers and experts who have said what they know.
struct PanelHouse {
  let desk: DeskHouse
  let dossiers: [Dossier]
  let experts: [Principal]

  var operations: Operations { desk.operations }
  var slug: Slug { desk.wave.slug }

  /// Experts speak for `research` and `companies` in turn, know the theme T02 and T01 in turn, live in 53.
  init(dossiers count: Int = 3, experts expertCount: Int = 4, region: String = "53") async throws {
    desk = try await DeskHouse()
    var made: [Dossier] = []
    for number in 0..<count {
      let dossier = try await desk.submitted("Pays \(number)")
      try await desk.operations.moveDossier(
        dossier.id, version: dossier.version, by: .findAdmissible, reasons: nil, principal: desk.instructor)
      made.append(dossier)
    }
    dossiers = made
    var people: [Principal] = []
    for number in 0..<expertCount {
      let expert = try await desk.house.person(.expert, "expert\(number)")
      var draft = ExpertProfileDraft()
      draft.college = number.isMultiple(of: 2) ? "research" : "companies"
      draft.region = region
      draft.themes = [number.isMultiple(of: 2) ? "T02" : "T01"]
      draft.knowledge = number == 0 ? "Réparer les objets, le réemploi." : ""
      draft.capacities = [desk.wave.id: "3"]
      try await desk.operations.keepExpertProfile(draft, by: expert)
      people.append(expert)
    }
    experts = people
  }

  static func settings(
    demand: Int = 2, objective: String = "total", colleges: [String] = [], sparesRegions: Bool = true
  ) -> PanelSettingsDraft {
    PanelSettingsDraft(
      demand: "\(demand)", objective: objective, colleges: colleges, sparesRegions: sparesRegions, balance: "20")
  }

  func propose(
    _ settings: PanelSettingsDraft = PanelHouse.settings(), version: Int = 0, by principal: Principal? = nil
  ) async throws {
    try await operations.proposePanel(settings, for: slug, version: version, by: principal ?? desk.instructor)
  }

  func overview(_ principal: Principal? = nil) async throws -> PanelOverview {
    try await operations.panelProposal(of: slug, .longest, for: principal ?? desk.instructor)
  }

  func chosen(_ dossier: Dossier) async throws -> Set<ID<Person>> {
    try await operations.panelLine(of: dossier.id, for: desk.instructor).line.board.chosen
  }

  func change(_ change: PanelChange, _ dossier: Dossier, by principal: Principal? = nil) async throws {
    let version = try await overview().proposal.version
    try await operations.changePanel(change, of: dossier.id, version: version, by: principal ?? desk.instructor)
  }
}
