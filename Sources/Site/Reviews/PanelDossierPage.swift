package import Domain

/// The experts of one dossier in the proposal, and what each change would cost.
package struct PanelDossierPage: PageModel {
  package static let template = "Reviews/panel-dossier"

  let action: String
  let title: String
  let reference: String
  let queueHref: String
  let proposalHref: String
  let examinationHref: String
  let csrf: String
  let version: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let facts: [String]
  /// What the changes by hand cost; nothing before the first proposal.
  let loss: [String]
  let shortage: [String]
  let chosen: [Chosen]
  let hasChosen: Bool
  let others: [Other]

  struct Chosen: Sendable {
    let id: String
    let expert: PanelProposalPage.Expert
    /// The buttons; nothing for whoever was asked already.
    let buttons: [Buttons]
  }

  struct Buttons: Sendable {
    let removeCost: [String]
    let lockAction: String
    let lockLabel: String
    let replacements: [ChoiceOption]
    let hasReplacements: Bool
  }

  struct Other: Sendable {
    let id: String
    let name: String
    let points: String
    let college: String
    let reasons: [String]
    /// What adding them costs; nothing where it cannot be.
    let addCost: [String]
    /// Why they cannot be added.
    let barrier: [String]
  }

  package init(
    _ line: PanelLine, of wave: Wave, proposal: PanelProposal, value: Int, members: [PanelMember],
    refusal: Refusal? = nil, csrf: String, in wording: Wording
  ) {
    let (words, board) = (wording.catalogue, line.board)
    action = wording.path(.panelDossier(line.dossier.id))
    title = line.dossier.title
    reference = line.dossier.reference
    queueHref = wording.path(.queue)
    proposalHref = wording.path(.panelProposal(wave.slug))
    examinationHref = wording.path(.examination(line.dossier.id))
    self.csrf = csrf
    version = "\(proposal.version)"
    errors = refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
    hasErrors = !errors.isEmpty
    facts =
      line.facts.map { facts in
        [
          words("panelThemes", facts.themes.sorted().map(wording.theme).joined(separator: ", ")),
          words("panelRegions", facts.regions.sorted().map(wording.region).joined(separator: ", ")),
        ]
      } ?? []
    loss = proposal.version > 0 ? [wording.loss(max(0, proposal.optimum - value))] : []
    shortage = proposal.version > 0 ? wording.shortage(line) : []
    let people = Dictionary(members.toldApart.map { ($0.person.id, $0) }, uniquingKeysWith: { $1 })
    let taken = board.seats.filter { board.chosen.contains($0.person) || board.asked.contains($0.person) }
    chosen = taken.compactMap { seat in
      people[seat.person].map { member in
        Chosen(
          id: "\(seat.person)", expert: PanelProposalPage.Expert(seat, member, line, wording),
          buttons: board.chosen.contains(seat.person) ? [Buttons(seat, line, people, wording)] : [])
      }
    }
    hasChosen = !chosen.isEmpty
    others = board.seats.filter { seat in !taken.contains { $0.person == seat.person } }
      .sorted { ($1.affinity, "\($0.person)") < ($0.affinity, "\($1.person)") }
      .compactMap { seat in people[seat.person].map { Other(seat, $0, line, wording) } }
  }
}

extension PanelDossierPage.Buttons {
  init(_ seat: PanelBoard.Seat, _ line: PanelLine, _ people: [ID<Person>: PanelMember], _ wording: Wording) {
    let words = wording.catalogue
    removeCost = (try? line.board.cost(of: .remove(seat.person))).map { [wording.cost($0)] } ?? []
    let isLocked = line.locked.contains(seat.person)
    lockAction = isLocked ? "unlock" : "lock"
    lockLabel = words(isLocked ? "panelUnlock" : "panelLock")
    replacements = line.board.alternates(for: seat.person).compactMap { alternate in
      people[alternate.seat.person].map { member in
        ChoiceOption(
          value: "\(alternate.seat.person)",
          label: words(
            "panelAlternate", member.person.name, wording.points(alternate.seat.affinity), wording.cost(alternate.cost)),
          isSelected: false)
      }
    }
    hasReplacements = !replacements.isEmpty
  }
}

extension PanelDossierPage.Other {
  init(_ seat: PanelBoard.Seat, _ member: PanelMember, _ line: PanelLine, _ wording: Wording) {
    id = "\(seat.person)"
    name = member.person.name
    points = wording.points(seat.affinity)
    college = wording.college(member.profile.college)
    reasons =
      (line.facts?.affinities[seat.person].map(wording.reasons) ?? [])
      + [wording.catalogue("loadOf", "\(seat.load)", "\(seat.capacity)")]
    do throws(PanelProblem) {
      addCost = [wording.cost(try line.board.cost(of: .add(seat.person)))]
      barrier = []
    } catch {
      addCost = []
      barrier = [wording.panelProblem(error)]
    }
  }
}
