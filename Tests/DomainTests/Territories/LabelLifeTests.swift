import Domain
import Foundation
import Testing

/// The life of a label: its table, its days, and what must come before a withdrawal.
@Suite struct LabelLifeTests {
  private static let conditions = [
    LabelCondition(
      id: "report", title: LocalisedText(fr: "Bilan", en: "Report"), text: LocalisedText(fr: "Un bilan", en: "A report")
    )
  ]
  private static let scheme = LabelScheme(
    termYears: 3, reviewMonths: 12, renewalMonths: 6, answerDays: 15, reviewProcedure: nil, conditions: conditions)

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }
  private func person(_ number: Int) -> ID<Person> {
    ID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, UInt8(number))))
  }

  private func life(granted: String, _ later: [(String, LabelContent)] = []) throws -> LabelLife {
    let first = try day(granted)
    let all = [(granted, LabelContent.granted(act: LabelLifeTests.scheme.act(grantedOn: first, adding: nil)))] + later
    return LabelLife(
      try all.enumerated().map { index, pair in
        let day = try day(pair.0)
        return LabelEvent(
          number: index + 1, day: day, recordedAt: day.start.addingTimeInterval(Double(index)), author: person(1),
          content: pair.1)
      })
  }

  private func notice(
    _ measure: LabelNotice.Measure = .withdrawal, _ ground: LabelNotice.Ground = .conditionFailed(condition: "report"),
    by day: String
  ) throws -> LabelContent {
    .noticeGiven(LabelNotice(measure: measure, ground: ground, facts: "Des faits", answerBy: try self.day(day)))
  }

  @Test(arguments: [
    ("2027-03-01", "2030-02-28"), ("2028-02-29", "2031-02-28"), ("2025-03-01", "2028-02-29"),
    ("2027-01-01", "2029-12-31"), ("2026-10-31", "2029-10-30"),
  ])
  func `a term of three years ends the day before the day of its number, leap years included`(
    start: String, end: String
  ) throws {
    #expect(try LabelLifeTests.scheme.term(from: day(start)).endsOn == day(end))
  }

  @Test(arguments: [
    ("2027-03-01", "2027-07-01"), ("2026-10-31", "2027-02-28"), ("2027-10-31", "2028-02-29"),
    ("2027-10-29", "2028-02-29"), ("2027-12-31", "2028-04-30"), ("2027-08-30", "2027-12-30"),
  ])
  func `an illegal label can be withdrawn up to four months after its grant, and its holder is heard before`(
    granted: String, last: String
  ) throws {
    let last = try day(last)
    #expect(LabelNotice.lastDayWhenIllegal(grantedOn: try day(granted)) == last)
    let given = try day(granted).adding(days: 20)
    func content(_ answerBy: Day) throws -> LabelContent {
      try notice(.withdrawal, .illegal, by: "\(answerBy)")
    }
    let before = try #require(try life(granted: granted).standing(on: given))
    #expect(before.problem(of: try content(last)) == .tooLateWhenIllegal(last))
    #expect(before.problem(of: try content(last.adding(days: -1))) == nil)
    let heard = try life(granted: granted, [("\(given)", try content(last.adding(days: -1)))])
    let withdrawal = LabelContent.withdrawn(reasons: "-", wasAnswered: false)
    let onTheLast = try #require(heard.standing(on: last))
    #expect(onTheLast.problem(of: withdrawal) == nil)
    let after = try #require(heard.standing(on: last.adding(days: 1)))
    #expect(after.problem(of: withdrawal) == .tooLateWhenIllegal(last))
  }

  @Test func `only a condition that the act states is a ground, and a label without conditions has none`() throws {
    let standing = try #require(try life(granted: "2027-03-01").standing(on: try day("2028-01-01")))
    #expect(standing.problem(of: try notice(by: "2028-02-01")) == nil)
    let other = try notice(.withdrawal, .conditionFailed(condition: "plan"), by: "2028-02-01")
    #expect(standing.problem(of: other) == .noSuchCondition)
    let old = LabelLife([
      LabelEvent(
        number: 1, day: try day("2019-02-25"), recordedAt: .distantPast, author: nil, content: .granted(act: .unstated))
    ])
    let first = try #require(old.standing(on: try day("2026-01-01")))
    #expect(first.state == .active && first.endsOn == nil && first.reportDueOn == nil && first.renewalOpensOn == nil)
    #expect(first.problem(of: try notice(by: "2026-02-01")) == .noSuchCondition)
    #expect(first.problem(of: .renewalRequested(reasons: "-")) == .noTerm)
    #expect(old.periods == [LabelPeriod(mark: .valid, from: try day("2019-02-25"), until: nil, perimeter: nil)])
  }

  @Test func `a measure waits for the end of the time, for the hearing, and for what was announced`() throws {
    let given = ("2027-06-01", try notice(by: "2027-06-16"))
    let withdrawal = LabelContent.withdrawn(reasons: "-", wasAnswered: false)
    let open = try life(granted: "2027-03-01", [given])
    let last = try day("2027-06-16")
    #expect(open.standing(on: last)?.state == .underNotice)
    #expect(open.standing(on: last)?.problem(of: withdrawal) == .answerPending(last))
    #expect(open.standing(on: last.adding(days: 1))?.problem(of: withdrawal) == nil)
    #expect(open.standing(on: last.adding(days: 1))?.problem(of: .answered(text: "-")) == .timePassed(last))
    let asked = try life(granted: "2027-03-01", [given, ("2027-06-10", .hearingAsked)])
    #expect(asked.standing(on: try day("2027-07-01"))?.problem(of: withdrawal) == .hearingPending)
    let held = try life(
      granted: "2027-03-01",
      [given, ("2027-06-10", .hearingAsked), ("2027-06-20", .hearingHeld(minutes: "-"))])
    #expect(held.standing(on: try day("2027-06-20"))?.problem(of: withdrawal) == nil)
    let answered = try life(granted: "2027-03-01", [given, ("2027-06-05", .answered(text: "-"))])
    #expect(answered.standing(on: last)?.problem(of: withdrawal) == .answerPending(last))
    #expect(answered.standing(on: last)?.problem(of: .hearingAsked) == nil)
    #expect(answered.standing(on: last.adding(days: 1))?.problem(of: withdrawal) == nil)
    let mild = try life(
      granted: "2027-03-01",
      [("2027-06-01", try notice(.suspension, by: "2027-06-16")), ("2027-06-05", .answered(text: "-"))])
    #expect(mild.standing(on: try day("2027-06-17"))?.problem(of: withdrawal) == .notAnnounced)
    #expect(mild.standing(on: try day("2027-06-17"))?.problem(of: .suspended(reasons: "-", wasAnswered: true)) == nil)
  }

  @Test func `a report is late the day after it was due, and a term ends unless its renewal is asked for in time`()
    throws
  {
    let plain = try life(granted: "2027-03-01")
    #expect(plain.standing(on: try day("2028-03-01"))?.state == .active)
    #expect(plain.standing(on: try day("2028-03-02"))?.state == .reportLate)
    #expect(plain.standing(on: try day("2030-02-28"))?.state == .reportLate)
    #expect(plain.standing(on: try day("2030-03-01"))?.state == .expired)
    #expect(plain.standing(on: try day("2030-03-01"))?.endedOn == (try day("2030-03-01")))
    let early = try #require(plain.standing(on: try day("2029-08-27")))
    #expect(early.problem(of: .renewalRequested(reasons: "-")) == .renewalNotOpen(try day("2029-08-28")))
    let asked = try life(granted: "2027-03-01", [("2030-02-28", .renewalRequested(reasons: "-"))])
    #expect(asked.standing(on: try day("2030-06-01"))?.state == .renewalRequested)
    let refused = try life(
      granted: "2027-03-01",
      [("2030-02-28", .renewalRequested(reasons: "-")), ("2030-06-01", .renewalRefused(reasons: "-"))])
    #expect(refused.standing(on: try day("2030-06-01"))?.state.mark == .valid)
    #expect(refused.standing(on: try day("2030-06-02"))?.state == .expired)
    let next = LabelLifeTests.scheme.term(from: try day("2030-03-01"))
    let renewed = try life(
      granted: "2027-03-01",
      [("2030-02-28", .renewalRequested(reasons: "-")), ("2030-06-01", .renewed(term: next, reasons: "-"))])
    #expect(renewed.standing(on: try day("2030-06-01"))?.endsOn == (try day("2033-02-28")))
    #expect(renewed.periods.map(\.until) == [try day("2033-03-01")])
  }

  @Test func `a correction counts from its recording on, and what was known before can still be told`() throws {
    var events = try life(
      granted: "2027-03-01",
      [
        ("2027-06-01", try notice(by: "2027-06-16")), ("2027-07-01", .withdrawn(reasons: "-", wasAnswered: false)),
      ]
    ).events
    let court = try day("2027-12-01")
    events.append(
      LabelEvent(
        number: 4, day: try day("2027-07-01"), recordedAt: court.start, author: person(2), replaces: 3,
        content: .annulled(reasons: "-")))
    let (now, then) = (LabelLife(events), LabelLife(events, knownAt: court.start.addingTimeInterval(-1)))
    let autumn = try day("2027-10-01")
    #expect(then.standing(on: autumn)?.state == .withdrawn)
    #expect(now.standing(on: autumn)?.state == .underNotice)
    #expect(now.contradiction == nil && now.periods.count == 1)
  }

  /// What the register says is made from periods; here it is computed again, day by day, from the events alone.
  @Test(arguments: 0..<60)
  func `on any day there is one state, the periods tell it, and nobody lost a label unheard`(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed) &* 7919 &+ 13)
    let first = try day("2027-01-0\(1 + seed % 9)").adding(days: seed * 3)
    let act = seed % 5 == 0 ? LabelAct.unstated : LabelLifeTests.scheme.act(grantedOn: first, adding: nil)
    var events = [
      LabelEvent(number: 1, day: first, recordedAt: first.start, author: nil, content: .granted(act: act))
    ]
    var today = first
    for _ in 0..<60 {
      today = today.adding(days: Int.random(in: 0...40, using: &random))
      guard let standing = LabelLife(events).standing(on: today) else { break }
      let content = try candidate(standing, today, &random)
      guard standing.problem(of: content) == nil else { continue }
      events.append(
        LabelEvent(
          number: events.count + 1, day: today, recordedAt: today.start.addingTimeInterval(Double(events.count)),
          author: person(1), content: content))
    }
    let life = LabelLife(events)
    #expect(life.contradiction == nil)
    let periods = life.periods
    for offset in -3...1600 {
      let day = first.adding(days: offset)
      let standing = life.standing(on: day)
      let holding = periods.filter { $0.from <= day && ($0.until.map { day < $0 } ?? true) }
      let mark = standing?.state.mark
      #expect(holding.count == (mark == nil || mark == .ended ? 0 : 1), "\(day)")
      if let period = holding.first {
        #expect(period.mark == mark && period.perimeter == standing?.perimeter, "\(day)")
      }
    }
    try checkHeard(events)
  }

  private func candidate(
    _ standing: LabelStanding, _ today: Day, _ random: inout SeededGenerator
  ) throws -> LabelContent {
    let place = PlaceCode(level: .municipality, code: "9000\(Int.random(in: 1...9, using: &random))")
    let ground: LabelNotice.Ground = Bool.random(using: &random) ? .illegal : .conditionFailed(condition: "report")
    let next = standing.endsOn.map { LabelLifeTests.scheme.term(from: $0.adding(days: 1)) }
    let all: [LabelContent] = [
      .noticeGiven(
        LabelNotice(
          measure: Bool.random(using: &random) ? .suspension : .withdrawal, ground: ground, facts: "-",
          answerBy: today.adding(days: 15))),
      .answered(text: "-"), .hearingAsked, .hearingHeld(minutes: "-"), .noticeDropped(reasons: "-"),
      .suspended(reasons: "-", wasAnswered: false), .resumed(reasons: "-"),
      .withdrawn(reasons: "-", wasAnswered: false), .renewalRequested(reasons: "-"),
      next.map { .renewed(term: $0, reasons: "-") } ?? .hearingAsked, .renewalRefused(reasons: "-"),
      .changeRequested(.perimeter([place]), reasons: "-"),
      standing.change.map { .changeGranted($0.change, reasons: "-") } ?? .hearingAsked,
      standing.reportDueOn.map { .reportFiled(due: $0, dossier: ID(UUID())) } ?? .hearingAsked,
    ]
    // Giving up is rare, or few lives would be long.
    if Int.random(in: 0..<80, using: &random) == 0 { return .relinquished(reasons: "-") }
    return all.randomElement(using: &random) ?? .hearingAsked
  }

  /// Reads the events with plain eyes: before each measure stands a notice of its own, and the end of its time.
  private func checkHeard(_ events: [LabelEvent]) throws {
    for (index, event) in events.enumerated() {
      let isMeasure =
        switch event.content.step {
        case .suspend, .withdraw: true
        default: false
        }
      guard isMeasure else { continue }
      let before = events[..<index]
      let given = try #require(before.lastIndex { $0.content.step == .giveNotice })
      let since = before[given...]
      guard case .noticeGiven(let notice) = events[given].content else { continue }
      #expect(!since.contains { [.suspend, .dropNotice].contains($0.content.step) })
      #expect(event.day > notice.answerBy)
      if since.contains(where: { $0.content.step == .askForHearing }) {
        #expect(since.contains { $0.content.step == .recordHearing })
      }
    }
  }

  @Test func `a code is read as people type it, and two secrets give two codes`() throws {
    let code = VerificationCode(secret: "x")
    #expect(VerificationCode(" \(code.description.lowercased().replacing("-", with: " ")) ") == code)
    #expect(code != VerificationCode(secret: "y"))
    for wrong in ["", "7K3M", "\(code)0", String(repeating: "U", count: 16), String(repeating: "A", count: 4000)] {
      #expect(VerificationCode(wrong) == nil)
    }
    #expect(Set((0..<500).map { "\(VerificationCode(secret: "\($0)"))" }).count == 500)
  }

  @Test func `what happens to a label is possible in some state, and a label that is over changes no more`() {
    for step in LabelStep.allCases where step != .grant && step != .annul {
      #expect(!step.states.isEmpty)
      #expect(step.states.allSatisfy { !$0.isEnded && $0 != .granted })
    }
  }
}

/// Random numbers that are the same at each run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
