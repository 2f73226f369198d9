import Domain

/// A dossier in the queue of the service.
struct QueueLine: Sendable {
  let href: String
  let title: String
  let reference: String
  let state: String
  let wave: String
  let submitted: String
  let isExample: Bool
  /// What the legal clock says, and what is awaited.
  let times: [String]
  /// The same where a day has passed, in words.
  let alerts: [String]
  let examiner: String
  let messages: [LinkItem]
  let tick: [Tick]

  struct Tick: Sendable {
    let tickID: String
    let value: String
    let tickLabel: String
    let isTicked: Bool
  }

  init(
    _ dossier: DossierListing, _ desk: QueueDesk, _ time: QueueTime?, _ messages: Int, _ mayGive: Bool,
    isTicked: Bool, _ wording: Wording
  ) {
    let holder = desk.holders[dossier.id]
    href = wording.path(.examination(dossier.id))
    title = dossier.title
    reference = dossier.reference
    state = wording.state(dossier.state)
    wave = dossier.wave[wording.language]
    submitted = dossier.submittedAt.map(wording.moment) ?? ""
    isExample = dossier.isExample
    let told = time.map(wording.clock) ?? []
    times = told.filter { !$0.isAlert }.map(\.text)
    alerts = told.filter(\.isAlert).map(\.text)
    examiner = holder?.name ?? wording.catalogue("givenTo_nobody")
    let answer = LinkItem(
      href: wording.path(.exchange(dossier.id)), label: wording.catalogue.count("unansweredCount", messages))
    self.messages = messages > 0 ? [answer] : []
    tick =
      mayGive
      ? [
        Tick(
          tickID: "tick-\(dossier.id)", value: DossierToGive(dossier.id, heldBy: holder?.id).text,
          tickLabel: wording.catalogue("tickDossier", dossier.reference), isTicked: isTicked)
      ] : []
  }
}
