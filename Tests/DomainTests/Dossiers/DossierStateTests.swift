import Domain
import Testing

@Suite struct DossierStateTests {
  @Test(arguments: DossierState.allCases)
  func `a state is closed exactly when no step leaves it`(state: DossierState) {
    #expect(state.isClosed == !DossierState.steps.contains { $0.from == state })
  }

  @Test(arguments: DossierState.allCases, DossierEvent.allCases)
  func `what is not in the table cannot happen`(state: DossierState, event: DossierEvent) {
    let step = DossierState.steps.first { $0.from == state && $0.event == event }
    if let step {
      #expect(throws: Never.self) { try state.after(event) }
      #expect((try? state.after(event)) == step.to)
    } else {
      #expect(throws: Refusal.notPossible(event, from: state)) { try state.after(event) }
    }
  }

  @Test func `no state has two ways out by one event`() {
    let keys = DossierState.steps.map { "\($0.from) \($0.event)" }
    #expect(Set(keys).count == keys.count)
  }

  @Test func `every state but the draft can be reached from it`() {
    var reached: Set<DossierState> = [.draft]
    while true {
      let next = Set(DossierState.steps.filter { reached.contains($0.from) }.map(\.to)).union(reached)
      if next == reached { break }
      reached = next
    }
    #expect(reached == Set(DossierState.allCases))
  }

  @Test func `the straight way leads from a draft to a publication in seven steps`() throws {
    let way: [DossierEvent] = [
      .submit, .findAdmissible, .openReview, .deliberate, .decide, .notify, .publish,
    ]
    var state = DossierState.draft
    for event in way { state = try state.after(event) }
    #expect(state == .published)
  }

  @Test(arguments: DossierState.allCases)
  func `answers change only where the applicant has the dossier in hand`(state: DossierState) {
    #expect(state.isEditable == (state == .draft || state == .incomplete))
  }
}
