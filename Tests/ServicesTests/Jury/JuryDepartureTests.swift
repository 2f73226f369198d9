import Domain
import Services
import Storage
import TestSupport
import Testing

/// Interests that come up in the midst of a session, and people who leave it.
@Suite struct JuryDepartureTests {
  private let labelled = JuryChoice(.labelled)
  private let rejected = JuryChoice(.rejected)

  @Test func `whoever departs from an item reads its dossier nowhere any more, nor its rank`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    let juror = jury.jurors[1]
    #expect(try await jury.operations.juryOverview(id, for: juror).dossiers.count == 1)
    try await jury.operations.depart(nil, from: item.id, in: id, by: juror)
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.juryDossier(dossier.id, for: juror) }
    let overview = try await jury.operations.juryOverview(id, for: juror)
    #expect(overview.dossiers.isEmpty && overview.scores?.results.isEmpty ?? true && overview.leftOut == 1)
    // A secretary too: the examination is closed to them.
    try await jury.operations.depart(nil, from: item.id, in: id, by: jury.secretary)
    await #expect(throws: Refusal.notFound) { _ = try await jury.operations.dossier(dossier.id, for: jury.secretary) }
    #expect(try await jury.house.load(dossier.id).conflicted.count == 2)
  }

  @Test func `whoever voted and went counts as present at that vote, openly and in secret`() async throws {
    let jury = try await JuryHouse(members: 4)
    let dossiers = [try await jury.reviewed("Un"), try await jury.reviewed("Deux")]
    let id = try await jury.opened(dossiers)
    for (place, ballot) in [JuryRule.Ballot.open, .secret].enumerated() {
      for juror in jury.jurors { try await jury.note(juror, .present, id) }
      let item = try await jury.voting(place, ballot, in: id)
      for (juror, choice) in [labelled, rejected, rejected].enumerated() {
        try await jury.vote(choice, juror, on: item, in: id)
      }
      try await jury.note(jury.jurors[1], .left, id)
      try await jury.note(jury.jurors[3], .left, id)
      let counted = try await jury.end(item, in: id)
      let result = try #require(counted.result)
      #expect(result.tally.cast == result.room.present.count)
      #expect(Set(result.room.present) == Set(jury.jurors.prefix(3).compactMap(\.person)))
      #expect(result.room.absent == [jury.jurors[3].person])
      try await jury.close(counted, in: id)
    }
  }

  @Test func `an interest of the last who leads does not end a session: the item waits, and somebody can be added`()
    async throws
  {
    let jury = try await JuryHouse(members: 5)
    let dossiers = [try await jury.reviewed("Un"), try await jury.reviewed("Deux")]
    let id = try await jury.opened(dossiers)
    let item = try await jury.voting(0, in: id)
    try await jury.vote(labelled, 2, on: item, in: id)
    try await jury.operations.depart(nil, from: item.id, in: id, by: jury.jurors[0])
    #expect(try await !jury.operations.jury(id, for: jury.secretary).isStuck)
    let second = try await jury.session(id).items[1]
    await #expect(throws: Refusal.jury(.itemUnfinished)) {
      try await jury.operations.callItem(second.id, in: id, by: jury.secretary)
    }
    try await jury.operations.depart(nil, from: item.id, in: id, by: jury.secretary)
    let view = try await jury.operations.jury(id, for: jury.secretary)
    #expect(view.isStuck && view.isAway)
    try await jury.operations.callItem(second.id, in: id, by: jury.secretary)
    let waiting = try await jury.session(id).items[0]
    #expect(waiting.state == .waiting && waiting.round == 2)

    let colleague = try await jury.house.person(.instructor, "camille")
    let version = try await jury.session(id).version
    for _ in 0..<2 {
      try await jury.operations.addSecretary(colleague.person, to: id, version: version, by: jury.secretary) {
        "…/\($0)"
      }
    }
    await #expect(throws: Refusal.invalid([Finding(field: "secretary", problem: .missing)])) {
      try await jury.operations.addSecretary(jury.applicant.person, to: id, version: version, by: jury.secretary) {
        "…/\($0)"
      }
    }
    try await jury.operations.callItem(waiting.id, in: id, by: colleague)
    try await jury.operations.openVote(on: waiting.id, round: 2, ballot: .open, in: id, by: colleague)
    for juror in 1...3 { try await jury.vote(labelled, juror, on: try await jury.session(id).items[0], in: id) }
    _ = try await jury.operations.endVote(on: waiting.id, round: 2, in: id, by: colleague)
    #expect(try await jury.session(id).items[0].result?.tally == JuryTally([labelled: 3]))
    try await jury.operations.closeItem(waiting.id, round: 2, reason: "Un motif.", in: id, by: colleague)
    #expect(try await jury.house.load(dossiers[0].id).state == .deliberated)
  }

  @Test func `a session whose item is kept from all who lead can be closed`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, .secret, in: id)
    for juror in 0..<3 { try await jury.vote(labelled, juror, on: item, in: id) }
    try await jury.operations.depart(nil, from: item.id, in: id, by: jury.jurors[0])
    await #expect(throws: Refusal.jury(.itemUnfinished)) { try await jury.step(.close, id) }
    try await jury.operations.depart(nil, from: item.id, in: id, by: jury.secretary)
    try await jury.step(.close, id)
    #expect(try await jury.session(id).items[0].state == .waiting)
    #expect(try await jury.house.load(dossier.id).state == .inReview)
  }

  @Test func `after the count an interest is noted by taking the item up again, and the refusal says so`() async throws
  {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    for juror in 0..<3 { try await jury.vote(labelled, juror, on: item, in: id) }
    let counted = try await jury.end(item, in: id)
    await #expect(throws: Refusal.jury(.counted)) {
      try await jury.operations.depart(nil, from: item.id, in: id, by: jury.jurors[1])
    }
    try await jury.close(counted, in: id)
    await #expect(throws: Refusal.jury(.movedOn)) {
      try await jury.operations.depart(nil, from: item.id, in: id, by: jury.jurors[1])
    }
  }

  @Test func `a dossier on an agenda is deliberated by its jury alone`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let other = try await jury.house.person(.instructor, "camille")
    func deliberate() async throws {
      try await jury.operations.moveDossier(
        dossier.id, version: try await jury.house.load(dossier.id).version, by: .deliberate,
        reasons: "La séance n’en a pas traité.", principal: other)
    }
    await #expect(throws: Refusal.jury(.onAgenda)) { try await deliberate() }
    try await jury.step(.close, id)
    try await deliberate()
    #expect(try await jury.house.load(dossier.id).state == .deliberated)
  }

  @Test func `an item that lost its quorum, or its dossier, is put off with a reason that the minutes keep`()
    async throws
  {
    let jury = try await JuryHouse()
    let dossiers = [try await jury.reviewed("Un"), try await jury.reviewed("Deux")]
    let id = try await jury.opened(dossiers, present: 2)
    let item = try await jury.voting(0, in: id)
    try await jury.vote(labelled, 0, on: item, in: id)
    try await jury.operations.depart(jury.jurors[1].person, from: item.id, in: id, by: jury.jurors[1])
    await #expect(throws: Refusal.self) { _ = try await jury.end(item, in: id) }
    func putOff(_ reason: String, _ item: JuryItem, by principal: Principal? = nil) async throws {
      try await jury.operations.putOffItem(
        item.id, round: item.round, reason: reason, in: id, by: principal ?? jury.secretary)
    }
    let voting = try #require(try await jury.session(id).item(item.id))
    await #expect(throws: Refusal.invalid([Finding(field: "putOff", problem: .missing)])) {
      try await putOff(" ", voting)
    }
    await #expect(throws: Refusal.self) { try await putOff("Non", voting, by: jury.jurors[2]) }
    try await putOff("Le quorum\nest perdu.", voting)
    await #expect(throws: Refusal.jury(.movedOn)) { try await putOff("Encore", voting) }
    let session = try await jury.session(id)
    #expect(session.item(item.id)?.state == .waiting && session.current == nil)
    // Of a dossier that is withdrawn nothing is voted any more.
    let other = session.items[1]
    try await jury.operations.callItem(other.id, in: id, by: jury.secretary)
    try await jury.operations.moveDossier(
      dossiers[1].id, version: try await jury.house.load(dossiers[1].id).version, by: .withdrawDossier, reasons: nil,
      principal: jury.applicant)
    await #expect(throws: Refusal.jury(.noLongerDue)) {
      try await jury.operations.openVote(on: other.id, round: 1, ballot: .open, in: id, by: jury.secretary)
    }
    try await putOff("Dossier retiré.", other)
    let minutes = try await jury.operations.minutes(of: id, for: jury.jurors[2]).minutes
    #expect(minutes.view.items.map(\.item.putOff) == [["Le quorum est perdu."], ["Dossier retiré."]])
    try await jury.step(.close, id)
    #expect(try await jury.house.load(dossiers[0].id).state == .inReview)
  }

  @Test func `a dossier that is withdrawn in the midst of its vote does not hold the session up`() async throws {
    let jury = try await JuryHouse()
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    for juror in 0..<3 { try await jury.vote(labelled, juror, on: item, in: id) }
    try await jury.operations.moveDossier(
      dossier.id, version: try await jury.house.load(dossier.id).version, by: .withdrawDossier, reasons: nil,
      principal: jury.applicant)
    try await jury.close(try await jury.end(item, in: id), in: id)
    try await jury.step(.close, id)
    #expect(try await jury.house.load(dossier.id).state == .withdrawn)
  }

  @Test func `what was dealt with keeps its place on the agenda, and no title turns the direction of writing`()
    async throws
  {
    let jury = try await JuryHouse()
    let dossiers = [try await jury.reviewed("Un"), try await jury.reviewed("Deux")]
    let id = try await jury.opened(dossiers)
    try await jury.add(.addFree("Points \u{202E}divers\u{2066}"), to: id)
    let items = try await jury.session(id).items
    #expect(items[2].subject == .free("Points divers"))
    try await jury.operations.callItem(items[0].id, in: id, by: jury.secretary)
    for change in [AgendaChange.lower(items[0].id), .raise(items[1].id)] { try await jury.add(change, to: id) }
    #expect(try await jury.session(id).items.map(\.id) == items.map(\.id))
    try await jury.add(.lower(items[1].id), to: id)
    #expect(try await jury.session(id).items.map(\.id) == [items[0].id, items[2].id, items[1].id])
  }

  @Test func `an interest that becomes known between the count and the end voids the vote`() async throws {
    let jury = try await JuryHouse(members: 5)
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    for juror in 0..<4 { try await jury.vote(juror < 2 ? labelled : rejected, juror, on: item, in: id) }
    let counted = try await jury.end(item, in: id)
    try await jury.operations.declareConflict(dossier.id, words: "Un lien.", by: jury.jurors[1])
    let isCast = try await jury.operations.castCastingVote(
      labelled, reason: "Un motif.", on: item.id, round: 1, in: id, by: jury.jurors[0])
    #expect(!isCast)
    let again = try await jury.session(id).items[0]
    #expect(again.state == .discussion && again.round == 2 && counted.result?.tally.cast == 4)
    try await jury.operations.openVote(on: item.id, round: 2, ballot: .open, in: id, by: jury.secretary)
    for juror in [0, 2, 3] { try await jury.vote(rejected, juror, on: again, in: id) }
    let second = try await jury.end(again, in: id)
    #expect(second.result?.room.recused == [try #require(jury.jurors[1].person)])
    #expect(
      try await jury.operations.closeItem(item.id, round: 2, reason: "Un motif.", in: id, by: jury.secretary))
  }

  @Test func `a member without the role any more counts nowhere, and their open vote is gone`() async throws {
    let jury = try await JuryHouse(members: 4)
    let dossier = try await jury.reviewed()
    let id = try await jury.opened([dossier])
    let item = try await jury.voting(0, in: id)
    for juror in 0..<3 { try await jury.vote(labelled, juror, on: item, in: id) }
    let administrator = try await jury.house.person(.administrator, "ada")
    let person = try #require(jury.jurors[2].person)
    let number = try #require(
      try await jury.house.database.read { try MandateRecords($0).list(of: person).first?.number })
    try await jury.operations.withdrawRole(mandate: number, of: person, by: administrator)
    let counted = try await jury.end(item, in: id)
    #expect(counted.result?.tally.cast == 2)
    let room = try #require(counted.result?.room)
    #expect(room.base == 3 && !(room.present + room.absent + room.recused).contains(person))
  }

  @Test func `whoever sits is told of the session, of another day, and finds it among what awaits them`() async throws {
    let jury = try await JuryHouse()
    let id = try await jury.operations.planJury(jury.draft(), in: jury.wave.slug, by: jury.secretary) { "…/\($0)" }
    func letters() async throws -> Int {
      try await jury.house.database.read {
        try $0.count("SELECT COUNT(*) AS count FROM outbox WHERE kind = 'jury' AND channel = 'mail'")
      }
    }
    // The secretary planned it.
    #expect(try await letters() == 4)
    let tasks = try await jury.operations.awaitedTasks(of: jury.jurors[1])
    #expect(tasks.map(\.place) == [.jury(id)])
    func change(_ draft: JuryDraft) async throws {
      try await jury.operations.changeJury(
        id, version: try await jury.session(id).version, to: draft, by: jury.secretary
      ) { "…/\($0)" }
    }
    try await change(jury.draft { $0.quorum = "1/2" })
    #expect(try await letters() == 4)
    try await change(jury.draft { $0.hour = "16:30" })
    #expect(try await letters() == 8)
  }
}
