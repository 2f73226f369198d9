import Domain
import Foundation
import Testing

@Suite struct AffinityTests {
  /// Words are their own stems here.
  private func text(_ words: String) -> AffinityText {
    var text = AffinityText()
    for word in words.split(separator: " ") { text.add(String(word), word: "\(word)s") }
    return text
  }

  private func dossier(_ themes: Set<String>, _ words: String) -> AffinityDossier {
    AffinityDossier(themes: themes, text: text(words))
  }

  @Test func `declared themes, common words and dossiers read before add up to the points, which are told`() {
    let model = AffinityModel(dossiers: [
      dossier(["T1", "T2"], "bike bike bus road"), dossier(["T3"], "bread field road"), dossier([], ""),
    ])
    let expert = AffinityExpert(
      themes: ["T2", "T9"], text: text("bike road repair"), past: [text("bus"), text("field")])
    let found = model.affinities(of: expert)
    #expect(found[0].sharedThemes == ["T2"] && found[0].themePoints == 250)
    #expect(found[0].words.map(\.word) == ["bikes", "roads"], "the rarer word is the stronger one")
    #expect(found[0].pastPoints > 0 && found[1].themePoints == 0 && found[1].textPoints > 0)
    #expect(found[2].points == 0)
    for affinity in found {
      #expect(affinity.words.reduce(affinity.otherWordPoints) { $0 + $1.points } == affinity.textPoints)
      #expect(affinity.points == affinity.themePoints + affinity.textPoints + affinity.pastPoints)
      #expect((0...1000).contains(affinity.points))
    }
    #expect(model.affinities(of: expert) == found)
  }

  @Test func `the same text and the same themes have all the points, no word and no theme none`() {
    let model = AffinityModel(dossiers: [dossier(["T1"], "a b c d e f g h"), dossier(["T2"], "x y")])
    let same = model.affinities(
      of: AffinityExpert(themes: ["T1"], text: text("a b c d e f g h"), past: [text("a b c d e f g h")]))
    #expect(same.map(\.points) == [1000, 0])
    #expect(same[0].words.count == Affinity.shownWords && same[0].otherWordPoints > 0)
    #expect(model.affinities(of: AffinityExpert(themes: [], text: AffinityText())).map(\.points) == [0, 0])
  }

  @Test func `a word that every dossier has counts less than one of few`() {
    let model = AffinityModel(dossiers: ["all rare", "all other", "all more"].map { dossier([], $0) })
    let points = model.affinities(of: AffinityExpert(themes: [], text: text("rare all")))[0]
    #expect(points.words.map(\.word) == ["rares", "alls"] && points.words[0].points > points.words[1].points)
  }

  @Test func `what was written in sentences is compared, codes and choices are not`() {
    let answers = Answers([
      "b": .text("Deux mots"), "a": .text("code"), "c": .list(["un deux"]),
      "g": .group([Answers(["x": .text("Encore deux")])]),
      "challenges": .group([
        Answers(["theme": .text("T02"), "secondTheme": .text("T01")]), Answers(["theme": .text("T02")]),
      ]),
    ])
    #expect(answers.prose == ["Deux mots", "Encore deux"])
    #expect(answers.challengeThemes == ["T01", "T02"])
  }
}

@Suite struct PanelBoardTests {
  private static let people: [ID<Person>] = (0..<6).compactMap {
    ID("00000000-0000-7000-8000-00000000000\($0)")
  }
  private let people = PanelBoardTests.people

  /// Affinities 600, 500 …; the last but one is full, the last has a conflict.
  private func board(
    demand: Int = 2, colleges: [String] = [], chosen: [Int], asked: [Int] = [], balance: Int = 10
  ) -> PanelBoard {
    PanelBoard(
      settings: PanelSettings(
        demand: demand, objective: .total, colleges: colleges, sparesRegions: true, balance: balance),
      seats: people.enumerated().map { place, person in
        PanelBoard.Seat(
          person: person, college: ["a", "b", "a", "b", "a", "b"][place], capacity: 3, load: place == 4 ? 3 : 1,
          affinity: 600 - 100 * place, barrier: place == 5 ? .conflict : nil)
      }, chosen: Set(chosen.map { people[$0] }), asked: Set(asked.map { people[$0] }))
  }

  private func problem(_ board: PanelBoard, _ change: PanelChange) -> PanelProblem? {
    do throws(PanelProblem) {
      _ = try board.cost(of: change)
      return nil
    } catch {
      return error
    }
  }

  @Test func `the cost of a change is the difference that it makes, load included`() throws {
    let board = board(chosen: [0])
    let added = try board.cost(of: .add(people[1]))
    #expect(added.loss == 10 - 500 && added.load == 2 && added.capacity == 3)
    #expect(try board.cost(of: .remove(people[0])).loss == 600)
    let replaced = try board.cost(of: .replace(people[0], by: people[2]))
    #expect(replaced.loss == 600 - 400 + 10 && replaced.load == 2)
    #expect(board.alternates(for: people[0]).map(\.seat.person) == [people[1], people[2], people[3]])
    #expect(board.alternates().first?.cost == added)
  }

  @Test func `a conflict, a full load, a region, a full dossier and who was asked stand against a change`() {
    #expect(problem(board(chosen: []), .add(people[5])) == .conflict)
    #expect(problem(board(chosen: []), .add(people[4])) == .full)
    #expect(problem(board(chosen: [0, 1]), .add(people[2])) == .enough)
    #expect(problem(board(chosen: [0]), .add(people[0])) == .already)
    #expect(problem(board(chosen: [], asked: [0]), .add(people[0])) == .already)
    #expect(problem(board(chosen: [], asked: [0]), .remove(people[0])) == .asked)
    #expect(problem(board(chosen: [1]), .lock(people[0], true)) == .unknown)
    #expect(problem(board(chosen: [0]), .replace(people[0], by: people[5])) == .conflict)
  }

  @Test func `a change leaves each college that is asked for its place`() {
    let board = board(colleges: ["a", "b"], chosen: [0])
    #expect(board.openColleges == ["b"] && problem(board, .add(people[2])) == .college)
    #expect(problem(board, .add(people[1])) == nil && problem(board, .remove(people[0])) == nil)
    let whole = self.board(colleges: ["a", "b"], chosen: [0, 1])
    #expect(problem(whole, .replace(people[1], by: people[2])) == .college)
    #expect(problem(whole, .replace(people[1], by: people[3])) == nil)
  }

  @Test func `what is missing is told with its reason: conflicts, full loads, colleges`() throws {
    let shortage = try #require(PanelShortage(board(demand: 3, colleges: ["b"], chosen: [0])))
    #expect(shortage.missing == 2 && shortage.experts == 6)
    #expect(shortage.apart == [.full: 1, .conflict: 1])
    #expect(shortage.colleges.map(\.college) == ["b"] && shortage.colleges.map(\.free) == [2])
    #expect(PanelShortage(board(colleges: ["a", "b"], chosen: [0, 1])) == nil)
  }

  @Test func `whoever is kept from a dossier since they were proposed counts as missing, and cannot be locked`() throws
  {
    let board = board(demand: 2, chosen: [0, 5])
    #expect(board.reading == [people[0]] && board.missing == 1)
    #expect(problem(board, .lock(people[5], true)) == .conflict && problem(board, .lock(people[5], false)) == nil)
    #expect(problem(board, .remove(people[5])) == nil && problem(board, .add(people[1])) == nil)
    let shortage = try #require(PanelShortage(board))
    #expect(shortage.apart[.conflict] == 1 && shortage.free == 3)
    // Asked before the interest was declared: nothing comes of it either.
    #expect(self.board(demand: 2, chosen: [0], asked: [5]).missing == 1)
  }

  @Test func `where all experts are proposed already, nobody is free`() throws {
    let all = PanelBoard(
      settings: PanelSettings(demand: 3, objective: .total, colleges: [], sparesRegions: false, balance: 0),
      seats: people.prefix(2).map {
        .init(person: $0, college: nil, capacity: 3, load: 1, affinity: 1, barrier: nil)
      }, chosen: Set(people.prefix(2)), asked: [])
    let shortage = try #require(PanelShortage(all))
    #expect(shortage.missing == 1 && shortage.experts == 2 && shortage.free == 0 && shortage.apart == [:])
  }

  @Test func `settings are read as typed, with every fault at its field`() {
    func read(_ demand: String, _ colleges: [String] = [], _ balance: String = "20") -> [String] {
      PanelSettingsDraft(
        demand: demand, objective: "fair", colleges: colleges, sparesRegions: false, balance: balance
      ).read(PanelBoardTests.programme).findings.map(\.field)
    }
    #expect(read("2") == [] && read("") == ["demand"] && read("0") == ["demand"] && read("7") == ["demand"])
    #expect(read("2", ["x"]) == ["colleges"] && read("1", ["a", "b"]) == ["colleges"])
    #expect(read("2", ["b", "a"], "-1") == ["balance"])
  }

  private static let programme = Programme(
    id: "p", name: both, tagline: both, summary: both,
    source: .init(title: "", date: Day(.distantPast), note: nil), criteria: [], services: [], actorKinds: [],
    colleges: [Field.Option(id: "a", label: both), Field.Option(id: "b", label: both)], calendar: [], themes: [])
  private static let both = LocalisedText(fr: "a", en: "a")
}
