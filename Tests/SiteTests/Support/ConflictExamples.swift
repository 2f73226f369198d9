import Domain
import Site
import TestSupport

/// The pages of conflicts of interest.
struct ConflictExamples {
  private typealias V = ExampleValues
  let base: PrivateExamples
  let wording: Wording

  func all() throws -> [PageExample] { try interests() + recusals() + (try registers()) }

  private func interests() throws -> [PageExample] {
    let place = PlaceCode(level: .municipality, code: "90001")
    let own = [
      interest(70, .organisation, words: V.hostile), interest(71, .residence, place: place, ended: V.day(1)),
      interest(72, .relation),
    ]
    let waves = [InterestWave(wave: V.wave(), statedAt: V.moment), InterestWave(wave: V.standing, statedAt: nil)]
    let wrong = OwnInterestsPage.Outcome(
      draft: InterestDraft(kind: .mandate, name: V.hostile, words: V.hostile, endedOn: V.hostile),
      findings: [
        Finding(field: "name", problem: .notOneCommune(V.hostile)), Finding(field: "words", problem: .missing),
        Finding(field: "endedOn", problem: .dayAhead),
      ])
    let end = OwnInterestsPage.Outcome(findings: [Finding(field: "end-\(own[0].id)", problem: .notADay)])
    let cases: [(String, [DeclaredInterest], [InterestWave], OwnInterestsPage.Outcome)] = [
      ("empty", [], [], .init()), ("filled", own, waves, .init(notice: "interestDeclared")),
      ("refused", own, waves, wrong), ("with a refused end", own, waves, end),
    ]
    return try cases.map { name, items, waves, outcome in
      try base.example(
        "own interests \(name)",
        OwnInterestsPage(base.page(items), waves: waves, outcome: outcome, csrf: "token", in: wording), .ownInterests)
    }
  }

  private func interest(
    _ number: Int, _ kind: DeclaredInterest.Kind, words: String = "", place: PlaceCode? = nil, ended: Day? = nil
  ) -> DeclaredInterest {
    DeclaredInterest(
      id: V.identity(number), kind: kind, name: V.hostile, place: place, words: words, declaredAt: V.moment,
      endedOn: ended)
  }

  private func recusals() throws -> [PageExample] {
    let id: ID<Dossier> = V.identity(5)
    return [
      try base.example("recusal", RecusalPage(of: id, csrf: "token", in: wording), .recusal(id)),
      try base.example(
        "refused recusal",
        RecusalPage(
          of: id, typed: V.hostile, findings: [Finding(field: "words", problem: .missing)], csrf: "token",
          in: wording), .recusal(id)),
    ]
  }

  private func registers() throws -> [PageExample] {
    let person = try ReviewExamples.person()
    let reader = Principal(person: V.identity(3), roles: [.administrator])
    func listing(_ ground: ConflictGround, _ aside: ConflictSetAside? = nil, of bound: ID<Person>) -> ConflictListing {
      ConflictListing(
        finding: ConflictFinding(person: bound, dossier: V.identity(5), ground: ground, basis: V.hostile),
        person: V.hostile, reference: "FI-0001", thing: ground == .part ? nil : V.hostile, setAside: aside)
    }
    let aside = ConflictSetAside(reason: V.hostile, by: person, at: V.moment)
    let lines =
      ConflictGround.allCases.map { listing($0, of: person.id) }
      + [
        listing(.partner, aside, of: person.id),
        listing(.partner, ConflictSetAside(reason: "x", by: nil, at: V.moment), of: V.identity(3)),
      ]
    func page(
      _ lines: [ConflictListing], _ failed: (finding: ConflictFinding, reason: String, refusal: Refusal)? = nil
    ) -> ConflictsPage {
      ConflictsPage(
        base.page(lines), waves: [V.wave(), V.standing], wave: V.wave().slug, failed: failed, reader: reader,
        csrf: "token", in: wording)
    }
    let missing = Refusal.invalid([Finding(field: "reason", problem: .missing)])
    return [
      try base.example("no conflict", page([]), .conflicts), try base.example("conflicts", page(lines), .conflicts),
      try base.example(
        "conflicts with a refused reason", page(lines, (lines[1].finding, V.hostile, missing)), .conflicts),
      try base.example(
        "conflicts that may not be judged", page(lines, (lines[1].finding, "", .notAllowed(.setConflictAside))),
        .conflicts),
    ]
  }
}
