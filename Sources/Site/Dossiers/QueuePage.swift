package import Domain

/// What was submitted and waits for the service.
package struct QueuePage: PageModel {
  package static let template = "Dossiers/queue"

  let action: String
  let text: String
  let states: [ChoiceOption]
  let waves: [ChoiceOption]
  let procedures: [ChoiceOption]
  let givenTo: [ChoiceOption]
  let orders: [ChoiceOption]
  let count: String
  let stateCounts: [StateCount]
  let lines: [QueueLine]
  let isEmpty: Bool
  let pager: Pager
  let offices: [LinkItem]
  let csrf: String
  let views: [ViewItem]
  let hasViews: Bool
  let keepAction: String
  let viewName: String
  let nameError: [String]
  let giveAction: String
  let mayTick: Bool
  let candidates: [ChoiceOption]
  let personError: [String]
  let errors: [LinkItem]
  let hasErrors: Bool
  let report: [ReportItem]

  /// A state with how many dossiers are in it, as a filter.
  struct StateCount: Sendable {
    let href: String
    let label: String
    /// `page` on the one that is chosen.
    let current: [String]
  }

  struct ViewItem: Sendable {
    let href: String
    let name: String
    let current: [String]
    let deleteAction: String
    let view: String
    let deleteLabel: String
  }

  /// What became of the dossiers that were given in one go.
  struct ReportItem: Sendable {
    let done: [String]
    let refused: [String]
    let hasRefused: Bool
  }

  /// What somebody did with the queue that is shown again: names that were refused, dossiers that were given.
  package struct Outcome: Sendable {
    let viewName: String
    let refusal: Refusal?
    let report: GivingReport?
    /// Those that were ticked in a form that was not taken.
    let ticked: Set<ID<Dossier>>

    package init(
      viewName: String = "", refusal: Refusal? = nil, report: GivingReport? = nil, ticked: Set<ID<Dossier>> = []
    ) {
      self.ticked = ticked
      self.viewName = viewName
      self.refusal = refusal
      self.report = report
    }
  }

  /// - Parameters:
  ///   - times: the legal clock of each dossier of the page.
  ///   - questions: how many messages of the applicants wait for an answer, by dossier.
  ///   - mayGive: whether the reader gives dossiers to those who examine.
  package init(
    _ page: Page<DossierListing>, filter: QueueFilter, waves: [Wave], procedures: [Procedure],
    desk: QueueDesk = QueueDesk(), times: [ID<Dossier>: QueueTime] = [:], questions: [ID<Dossier>: Int] = [:],
    mayReopen: Bool = false, mayGive: Bool = false, csrf: String = "", outcome: Outcome = Outcome(),
    in wording: Wording
  ) {
    let (words, language) = (wording.catalogue, wording.language)
    var doors: [(Link, String)] = [(.interests, "interests"), (.conflicts, "conflicts")]
    if mayReopen { doors += [(.pendingQuestions, "pendingQuestions"), (.reopening, "reopening")] }
    if let wave = filter.wave {
      doors += [(.callStatistics(wave), "callStatistics"), (.panelProposal(wave), "panelProposal")]
    }
    offices = doors.map { LinkItem(href: wording.path($0.0), label: words($0.1)) }

    let examiners = Homonyms(desk.examiners)
    action = wording.path(.queue)
    text = filter.text ?? ""
    states = QueuePage.states.map {
      ChoiceOption(value: $0.rawValue, label: wording.state($0), isSelected: filter.state == $0)
    }
    self.waves = waves.map {
      ChoiceOption(value: $0.slug.value, label: $0.name[language], isSelected: filter.wave == $0.slug)
    }
    self.procedures = procedures.map {
      ChoiceOption(value: $0.id, label: $0.name[language], isSelected: filter.procedure == $0.id)
    }
    givenTo =
      [QueueFilter.Given.me, .nobody].map {
        ChoiceOption(value: $0.text, label: words("givenTo_\($0.text)"), isSelected: filter.given == $0)
      }
      + desk.examiners.map {
        ChoiceOption(value: "\($0.id)", label: examiners.label($0), isSelected: filter.given == .person($0.id))
      }
    orders = QueueFilter.Order.allCases.map {
      ChoiceOption(value: $0.rawValue, label: words("queueOrder_\($0.rawValue)"), isSelected: filter.order == $0)
    }
    count = words.count("dossierCount", page.total)
    stateCounts = QueuePage.counts(desk.counts, filter, wording)
    lines = page.items.map {
      QueueLine(
        $0, desk, times[$0.id], questions[$0.id, default: 0], mayGive, isTicked: outcome.ticked.contains($0.id), wording
      )
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in
      address(wording.path(.queue), filter.query + [("page", "\(number)")])
    }
    self.csrf = csrf
    views = desk.views.map { ViewItem($0, isShown: $0.filter == filter, in: wording) }
    hasViews = !desk.views.isEmpty
    keepAction = address(wording.path(.queueViews), filter.query)
    viewName = outcome.viewName
    var findings: [Finding] = []
    if case .invalid(let found)? = outcome.refusal { findings = found }
    nameError = findings.filter { $0.field == "name" }.map(wording.finding)
    errors =
      findings.isEmpty
      ? outcome.refusal.map { [LinkItem(href: "#main", label: wording.refusal($0))] } ?? []
      : findings.map { finding in
        switch finding.field {
        case "name": LinkItem(href: "#name", label: words("viewName") + words("colon") + wording.finding(finding))
        case "person": LinkItem(href: "#person", label: words("nobodyChosen"))
        default: LinkItem(href: "#main", label: words("nothingTicked"))
        }
      }
    hasErrors = !errors.isEmpty
    let number = page.request.offset / page.request.limit + 1
    giveAction = address(
      wording.path(.giving), filter.query + [("page", number > 1 ? "\(number)" : nil)])
    mayTick = mayGive
    candidates =
      mayGive
      ? desk.examiners.map { ChoiceOption(value: "\($0.id)", label: examiners.label($0), isSelected: false) }
        + [ChoiceOption(value: DossierToGive.nobody, label: words("giveBackOption"), isSelected: false)] : []
    personError = findings.contains { $0.field == "person" } ? [words("nobodyChosen")] : []
    report = outcome.report.map { [ReportItem($0, in: wording)] } ?? []
  }

  private static let states = DossierState.allCases.filter { $0 != .draft }

  private static func counts(
    _ counts: [DossierState: Int], _ filter: QueueFilter, _ wording: Wording
  ) -> [StateCount] {
    func item(_ state: DossierState?, _ label: String, _ count: Int) -> StateCount {
      var narrowed = filter
      narrowed.state = state
      return StateCount(
        href: address(wording.path(.queue), narrowed.query), label: wording.catalogue("stateCount", label, "\(count)"),
        current: filter.state == state ? ["page"] : [])
    }
    return [item(nil, wording.catalogue("all"), counts.values.reduce(0, +))]
      + states.filter { counts[$0, default: 0] > 0 || filter.state == $0 }.map {
        item($0, wording.state($0), counts[$0, default: 0])
      }
  }
}

extension QueuePage.ViewItem {
  init(_ view: QueueView, isShown: Bool, in wording: Wording) {
    href = address(wording.path(.queue), view.filter.query)
    name = view.name
    current = isShown ? ["page"] : []
    deleteAction = wording.path(.queueViewEnd)
    self.view = "\(view.id)"
    deleteLabel = wording.catalogue("deleteView", view.name)
  }
}

extension QueuePage.ReportItem {
  init(_ report: GivingReport, in wording: Wording) {
    let words = wording.catalogue
    func told(_ key: String, _ references: [String]) -> [String] {
      guard !references.isEmpty else { return [] }
      return [words(key, report.person ?? "", references.joined(separator: ", "))]
    }
    done =
      told(report.person == nil ? "reportGivenBack" : "reportGiven", report.given)
      + told(report.person == nil ? "reportBackAlready" : "reportAlready", report.already)
    refused = report.refused.map {
      ($0.reference ?? words("someDossier")) + words("colon") + QueuePage.ReportItem.reason($0.refusal, wording)
    }
    hasRefused = !refused.isEmpty
  }

  /// Nothing was typed here that could be shown again.
  private static func reason(_ refusal: Refusal, _ wording: Wording) -> String {
    refusal == .changedMeanwhile ? wording.catalogue("givenMeanwhile") : wording.refusal(refusal)
  }
}
