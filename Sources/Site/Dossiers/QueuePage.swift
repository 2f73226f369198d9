package import Domain

/// What was submitted and waits for the service.
package struct QueuePage: PageModel {
  package static let template = "Dossiers/queue"

  let action: String
  let states: [ChoiceOption]
  let waves: [ChoiceOption]
  let procedures: [ChoiceOption]
  let count: String
  let dossiers: [DossierLine]
  let isEmpty: Bool
  let pager: Pager
  let offices: [LinkItem]

  /// - Parameters:
  ///   - times: the legal clock of each dossier of the page.
  ///   - questions: how many messages of the applicants wait for an answer, by dossier.
  package init(
    _ page: Page<DossierListing>, filter: QueueFilter, waves: [Wave], procedures: [Procedure],
    times: [ID<Dossier>: QueueTime] = [:],
    questions: [ID<Dossier>: Int] = [:], mayReopen: Bool = false, in wording: Wording
  ) {
    var doors: [(Link, String)] = [(.interests, "interests")]
    if mayReopen { doors += [(.pendingQuestions, "pendingQuestions"), (.reopening, "reopening")] }
    if let wave = filter.wave { doors.append((.callStatistics(wave), "callStatistics")) }
    offices = doors.map {
      LinkItem(href: wording.path($0.0), label: wording.catalogue($0.1))
    }

    action = wording.path(.queue)
    states = DossierState.allCases.filter { $0 != .draft }.map {
      ChoiceOption(value: $0.rawValue, label: wording.state($0), isSelected: filter.state == $0)
    }
    self.waves = waves.map {
      ChoiceOption(
        value: $0.slug.value, label: $0.name[wording.language], isSelected: filter.wave == $0.slug)
    }
    self.procedures = procedures.map {
      ChoiceOption(value: $0.id, label: $0.name[wording.language], isSelected: filter.procedure == $0.id)
    }
    count = wording.catalogue.count("dossierCount", page.total)
    dossiers = page.items.map {
      DossierLine(
        $0, href: wording.path(.examination($0.id)), showsOutcome: true,
        messages: questions[$0.id, default: 0], notes: times[$0.id].map(wording.clock) ?? [], in: wording)
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in
      address(
        wording.path(.queue),
        [
          ("state", filter.state?.rawValue), ("procedure", filter.procedure), ("wave", filter.wave?.value),
          ("page", "\(number)"),
        ])
    }
  }
}
