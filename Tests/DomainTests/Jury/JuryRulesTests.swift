import Domain
import Foundation
import Testing

/// Quorum and votes over random juries.
@Suite struct JuryRulesTests {
  /// A generator of its own, so that a run can be repeated.
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 33)
    }
  }

  private func person(_ number: Int) -> ID<Person> {
    let digits = String(number)
    let padded = String(repeating: "0", count: 12 - digits.count) + digits
    return ID<Person>("00000000-0000-7000-8000-\(padded)") ?? ID(UUID())
  }

  private func session(_ members: [JuryMember], _ quorum: JuryRule.Quorum) -> JurySession {
    JurySession(
      id: ID(UUID()), wave: ID(UUID()), title: "x", place: "", plannedAt: Date(timeIntervalSince1970: 0),
      rule: JuryRule(quorum: quorum, majority: .relative, hasCastingVote: true, ballot: .open), members: members)
  }

  @Test
  func `over random sessions the room is whole, nobody bound counts, and the quorum is the part that the rule says`() {
    var random = Random(state: 7)
    let parts = [(1, 2), (2, 3), (3, 4), (1, 1)]
    for _ in 0..<2000 {
      let count = Int.random(in: 2...25, using: &random)
      let voters = (0..<count).map { number in
        JuryMember(
          person: person(number), part: number == 0 ? .president : .member,
          attendance: JuryMember.Attendance.allCases.randomElement(using: &random) ?? .present)
      }
      let clerk = JuryMember(person: person(99), part: .secretary, attendance: .present)
      let bound = Set((0..<count).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }.map(person))
      let part = parts[Int.random(in: 0..<parts.count, using: &random)]
      let quorum = JuryRule.Quorum(
        part: part.0, whole: part.1, isStrict: Bool.random(using: &random) && part.0 < part.1,
        base: Bool.random(using: &random) ? .entitled : .whole)
      let session = session(voters + [clerk], quorum)
      let item = JuryItem(id: ID(UUID()), place: 1, subject: .free("x"), ballot: .open)
      let room = session.room(for: item, bound: bound)
      let all = room.present + room.recused + room.absent
      #expect(all.count == count && Set(all) == Set(voters.map(\.person)))
      #expect(bound.isDisjoint(with: room.present + room.absent) && Set(room.recused) == bound)
      #expect(room.base == (quorum.base == .whole ? count : count - bound.count))
      // By its definition, in whole numbers: so many reach the part, one fewer does not.
      func reaches(_ present: Int) -> Bool {
        let (have, want) = (present * quorum.whole, quorum.part * room.base)
        return present >= JuryRule.leastPresent && (quorum.isStrict ? have > want : have >= want)
      }
      #expect(reaches(room.needed) && !reaches(room.needed - 1))
      #expect(room.hasQuorum == reaches(room.present.count))
      // One more recusal never asks for more people, and never adds one.
      if let next = room.present.first {
        let fewer = session.room(for: item, bound: bound.union([next]))
        #expect(fewer.needed <= room.needed && fewer.present.count == room.present.count - 1)
      }
    }
  }

  @Test func `over random votes nothing is lost, and the verdict is that of the definition, whatever the order`() {
    var random = Random(state: 11)
    let choices = [JuryChoice(.labelled), JuryChoice(.deepening), JuryChoice(.rejected), .abstention]
    for _ in 0..<2000 {
      let votes = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in choices.randomElement(using: &random) }
      let tally = JuryTally(votes)
      #expect(tally.cast == votes.count)
      #expect(JuryTally(votes.shuffled(using: &random)) == tally)
      let expressed = votes.filter { $0 != .abstention }
      func count(_ choice: JuryChoice) -> Int { expressed.count { $0 == choice } }
      let most = choices.map(count).max() ?? 0
      let first = Set(choices.filter { most > 0 && count($0) == most })
      switch tally.verdict(by: .relative) {
      case .chosen(let choice): #expect(first == [choice])
      case .tied(let tied): #expect(Set(tied) == first && tied.count > 1)
      case .undecided: #expect(expressed.isEmpty)
      }
      switch tally.verdict(by: .absolute) {
      case .chosen(let choice): #expect(2 * count(choice) > expressed.count)
      case .tied(let tied): #expect(tied.count == 2 && tied.allSatisfy { 2 * count($0) == expressed.count })
      case .undecided:
        let isHalved = 2 * most == expressed.count && first.count == 2
        #expect(expressed.isEmpty || (2 * most <= expressed.count && !isHalved))
      }
    }
  }

  @Test func `the advice of the grid and an outcome that parts from it: a reason is asked for`() {
    let rule = ScoringRule(
      version: "1", criteria: [], gates: [],
      bands: [
        .init(id: "label", total: 65, everyCriterion: 50, needsGaps: false),
        .init(id: "deepening", total: 45, everyCriterion: nil, needsGaps: true),
        .init(id: "no", total: 0, everyCriterion: nil, needsGaps: false),
      ], ties: [], flags: .init(spread: 2, cannotJudge: 2, reviewers: 3),
      gaps: .init(weak: 1, middling: 2, criterionBelow: 50))
    let agreed: [(String, [Procedure.Outcome.Kind])] = [
      ("label", [.favourable, .conditional]), ("deepening", [.deferred]), ("no", [.refused]),
    ]
    for (band, kinds) in agreed {
      for kind in Procedure.Outcome.Kind.allCases {
        #expect(JuryAdvice.band(band).needsReason(for: kind, under: rule) == !kinds.contains(kind), "\(band) \(kind)")
      }
    }
    #expect(JuryAdvice.missing.needsReason(for: .favourable, under: rule))
    #expect(!JuryAdvice.unscored.needsReason(for: .refused, under: nil))
    for advice in [JuryAdvice.unscored, .missing, .band("label")] {
      #expect(JuryAdvice(stored: advice.stored) == advice)
    }
  }

  @Test func `a code is read as it was drawn, and what was not drawn is none`() {
    let codes = Set((0..<500).map { BallotCode(drawnWith: "key", for: "\($0)") })
    #expect(codes.isDisjoint(with: (0..<500).map { BallotCode(drawnWith: "another", for: "\($0)") }))
    #expect(codes.count == 500 && codes.allSatisfy { BallotCode($0.value) == $0 })
    for text in ["", "ABCDE", "ABCDE-FGHIJ", "abcde-fghjk", "ABCDE-FGHJ", "ABCDE-FGHJK-"] {
      #expect(BallotCode(text) == nil)
    }
  }
}
