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

  package init(
    _ page: Page<DossierListing>, filter: QueueFilter, waves: [Wave], procedures: [Procedure], in wording: Wording
  ) {
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
      DossierLine($0, href: wording.path(.examination($0.id)), showsOutcome: true, in: wording)
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
