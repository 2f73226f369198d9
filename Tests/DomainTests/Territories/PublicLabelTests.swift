import Domain
import Testing

/// What everybody is told of a label, from what is kept of it.
@Suite struct PublicLabelTests {
  @Test(arguments: LabelState.allCases)
  func `a label without a known end holds, whatever goes on inside of the service`(
    state: LabelState
  ) throws {
    let day = try #require(Day("2027-03-01"))
    let label = PublicLabel(kept: state, until: nil, on: day)
    #expect(label.endedOn == nil && !label.isEnded)
    #expect(label.state == (state == .suspended ? .suspended : .valid))
  }

  @Test(arguments: LabelState.allCases) func `from its end on it is over, in the way that is known`(state: LabelState)
    throws
  {
    let end = try #require(Day("2027-03-01"))
    #expect(!PublicLabel(kept: state, until: end, on: end.adding(days: -1)).isEnded)
    for day in [end, end.adding(days: 400)] {
      let label = PublicLabel(kept: state, until: end, on: day)
      #expect(label.isEnded && label.endedOn == end)
      #expect(label.state.rawValue == (state == .withdrawn || state == .relinquished ? state.rawValue : "expired"))
    }
  }
}
