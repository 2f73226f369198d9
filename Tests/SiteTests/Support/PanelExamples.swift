import Domain
import Site
import TestSupport

/// The pages of the assignment of experts.
struct PanelExamples {
  private typealias V = ExampleValues
  let base: PrivateExamples
  let wording: Wording

  private static let affinity = Affinity(
    themePoints: 250, sharedThemes: ["T01"], textPoints: 60,
    words: [.init(V.hostile, points: 40)], otherWordPoints: 20, pastPoints: 30)
  private static let none = Affinity(
    themePoints: 0, sharedThemes: [], textPoints: 0, words: [], otherWordPoints: 0, pastPoints: 0)

  func all() throws -> [PageExample] { try profiles() + panels() + proposals() + dossiers() }

  private func profiles() throws -> [PageExample] {
    let waves = [V.wave()]
    var draft = ExpertProfileDraft(
      ExpertProfile(college: "c1", region: "27", themes: ["T01"], knowledge: V.hostile, version: 2),
      capacities: [V.identity(1): 4])
    let saved = ExpertProfilePage(
      draft, waves: waves, regions: ["27", "53"], isSaved: true, csrf: "token", in: wording)
    draft.capacities = [V.identity(1): V.hostile]
    let findings = ["college", "region", "themes", "knowledge", "capacity.\(waves[0].id)"].map {
      Finding(field: $0, problem: .unknownOption(V.hostile))
    }
    let refused = ExpertProfilePage(
      draft, waves: waves, regions: ["27"], refusal: .invalid(findings), csrf: "token", in: wording)
    let late = ExpertProfilePage(
      ExpertProfileDraft(), waves: [], regions: ["27"], refusal: .changedMeanwhile, csrf: "token", in: wording)
    return try [("saved", saved), ("refused", refused), ("late", late)].map {
      try base.example("expert profile \($0)", $1, .expertProfile)
    }
  }

  private func members() throws -> [PanelMember] {
    let person = try ReviewExamples.person()
    let profile = ExpertProfile(
      college: "c1", region: "27", themes: ["T01"], knowledge: V.hostile, version: 1)
    return [
      PanelMember(person: person, profile: profile, capacity: 3),
      PanelMember(
        person: Person(id: V.identity(10), email: person.email, name: "Deux", language: .french), profile: .empty,
        capacity: nil),
      PanelMember(
        person: Person(id: V.identity(11), email: person.email, name: "Trois", language: .french), profile: .empty,
        capacity: 0),
      PanelMember(
        person: Person(id: V.identity(12), email: person.email, name: "Quatre", language: .french), profile: profile,
        capacity: 3),
    ]
  }

  private func panels() throws -> [PageExample] {
    let members = try members()
    let field = "capacity.\(members[0].person.id)"
    return try [
      ("saved", PanelPage(members, of: V.wave(), isSaved: true, csrf: "token", in: wording)),
      ("empty", PanelPage([], of: V.wave(full: false), csrf: "token", in: wording)),
      (
        "refused",
        PanelPage(
          members, of: V.wave(), typed: [members[0].person.id: V.hostile],
          refusal: .invalid([Finding(field: field, problem: .notAWholeNumber)]), csrf: "token", in: wording)
      ),
      (
        "late",
        PanelPage(
          members, of: V.wave(), typed: [members[0].person.id: "9"], refusal: .changedMeanwhile, csrf: "token",
          in: wording)
      ),
    ].map { try base.example("panel \($0)", $1, .panel(V.wave().slug)) }
  }

  /// - Parameters: places of members.
  private func line(
    _ number: Int, demand: Int, colleges: [String], chosen: [Int], asked: [Int], locked: [Int] = []
  ) throws -> PanelLine {
    let members = try members()
    let ids = members.map(\.person.id)
    let board = PanelBoard(
      settings: PanelSettings(
        demand: demand, objective: .fair, colleges: colleges, sparesRegions: true, balance: 10),
      seats: members.enumerated().map { place, member in
        PanelBoard.Seat(
          person: member.person.id, college: member.profile.college, capacity: member.capacity,
          load: place == 1 ? 2 : 1,
          affinity: place == 0 ? 340 : 1 - place % 2, barrier: place == 1 ? .conflict : place == 2 ? .retired : nil)
      }, chosen: Set(chosen.map { ids[$0] }), asked: Set(asked.map { ids[$0] }))
    return PanelLine(
      dossier: PanelDossier(id: V.identity(number), reference: "FI-\(number)", title: V.hostile), board: board,
      facts: number == 71
        ? nil
        : PanelFacts(
          regions: ["27"], themes: ["T01", "T02"],
          affinities: [ids[0]: PanelExamples.affinity, ids[1]: PanelExamples.none]),
      locked: Set(locked.map { ids[$0] }), byHand: Set(locked.map { ids[$0] }), members: members)
  }

  private func overview(_ lines: [PanelLine], version: Int, optimum: Int = 340, value: Int = 300) throws
    -> PanelOverview
  {
    PanelOverview(
      wave: V.wave(full: version > 0),
      proposal: PanelProposal(
        wave: V.identity(1), settings: .usual, version: version, optimum: optimum,
        madeAt: version > 0 ? V.moment : nil), value: value,
      loads: try members().map { PanelLoad(member: $0, capacity: $0.capacity, proposed: 1, asked: 1) },
      lines: base.page(lines), short: lines.count - 1, proposed: lines.count, retired: [try members()[0]])
  }

  private func proposals() throws -> [PageExample] {
    let lines = [
      try line(70, demand: 2, colleges: ["c1"], chosen: [0], asked: [3], locked: [0]),
      try line(71, demand: 3, colleges: ["c1", "c2"], chosen: [1], asked: []),
    ]
    let typed = PanelSettingsDraft(
      demand: V.hostile, objective: "fair", colleges: ["c1"], sparesRegions: false, balance: V.hostile)
    let findings = ["demand", "colleges", "balance"].map { Finding(field: $0, problem: .unknownOption(V.hostile)) }
    let slug = V.wave().slug
    var all = PanelAsking()
    all.asked = 2
    var asked = PanelAsking()
    asked.refused = [.init(reference: "FI-1", name: V.hostile, refusal: .notAReviewer(V.hostile))]
    func page(
      _ overview: PanelOverview, _ draft: PanelSettingsDraft? = nil, _ refusal: Refusal? = nil, short: Bool = false
    ) -> PanelProposalPage {
      PanelProposalPage(overview, draft: draft, onlyShort: short, refusal: refusal, csrf: "token", in: wording)
    }
    return try [
      ("made", page(try overview(lines, version: 3))),
      ("whole", page(try overview([lines[0]], version: 3, value: 340), short: true)),
      ("none", page(try overview([], version: 0))),
      ("refused", page(try overview(lines, version: 1), typed, .invalid(findings))),
      ("late", page(try overview(lines, version: 1), typed, .changedMeanwhile)),
      (
        "asked",
        PanelProposalPage(
          try overview(lines, version: 1), refusal: .invalid([Finding(field: "due", problem: .notADay)]),
          due: V.hostile, report: asked, csrf: "token", in: wording)
      ),
      (
        "all asked",
        PanelProposalPage(try overview(lines, version: 1), report: all, csrf: "token", in: wording)
      ),
    ].map { try base.example("panel proposal \($0)", $1, .panelProposal(slug)) }
  }

  private func dossiers() throws -> [PageExample] {
    let proposal = PanelProposal(wave: V.identity(1), settings: .usual, version: 3, optimum: 340, madeAt: V.moment)
    let members = try members()
    let lines = [
      ("whole", try line(70, demand: 2, colleges: ["c1"], chosen: [0], asked: [3], locked: [0]), nil),
      ("short", try line(71, demand: 3, colleges: [], chosen: [1], asked: []), Refusal.panelProblem(.full)),
      ("empty", try line(72, demand: 2, colleges: ["c2"], chosen: [], asked: []), Refusal.changedMeanwhile),
    ]
    return try lines.map { name, line, refusal in
      try base.example(
        "panel dossier \(name)",
        PanelDossierPage(
          line, of: V.wave(), proposal: name == "empty" ? PanelProposal(wave: V.identity(1)) : proposal,
          value: name == "whole" ? 340 : 300, members: members,
          refusal: refusal, csrf: "token", in: wording), .panelDossier(line.dossier.id))
    }
  }
}
