import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// What a conflict of interest closes, and how it is set aside.
@Suite struct ConflictOperationTests {
  private struct Scene {
    let house: TestHouse
    let dossier: Dossier
    let applicant: Principal
    let bound: Principal
    let free: Principal
    let administrator: Principal
    var operations: Operations { house.operations }
  }

  /// A submitted dossier, and an instructor who declared a relation to its collective beforehand.
  private func scene(binding role: Role = .instructor) async throws -> Scene {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant, "lea")
    let bound = try await house.person(role, "ines")
    try await house.operations.declareInterest(
      InterestDraft(kind: .relation, name: "Pays d’Exemple", words: "Ma sœur le préside."), by: bound)
    let draft = try await house.draft(in: wave, by: applicant)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    return Scene(
      house: house, dossier: dossier, applicant: applicant, bound: bound,
      free: try await house.person(.instructor, "sacha"),
      administrator: try await house.person(.administrator, "ali"))
  }

  private func finding(_ scene: Scene) async throws -> ConflictFinding {
    let id = try #require(scene.bound.person)
    let found = try await scene.house.database.read {
      try ConflictRecords($0).findings(of: id, in: scene.dossier.id)
    }
    return try #require(found.first)
  }

  @Test(arguments: [Role.instructor, .administrator])
  func `for whom it binds a dossier does not exist, administrators included`(role: Role) async throws {
    let scene = try await scene(binding: role)
    let (operations, id, bound) = (scene.operations, scene.dossier.id, scene.bound)
    for attempt: @Sendable () async throws -> Void in [
      { _ = try await operations.dossier(id, for: bound) },
      { _ = try await operations.exchange(on: id, .longest, for: bound) },
      { _ = try await operations.notes(on: id, .longest, for: bound) },
      { try await operations.writeNote("x", on: id, by: bound) },
      { _ = try await operations.files(of: id, for: bound) },
      { _ = try await operations.candidacies(overlapping: id, for: bound) },
      {
        try await operations.moveDossier(
          id, version: scene.dossier.version, by: .findAdmissible, reasons: nil, principal: bound)
      },
      { try await operations.sendMessage("x", on: id, scanner: nil, by: bound) },
    ] { await #expect(throws: Refusal.notFound) { try await attempt() } }
    #expect(try await operations.desk(of: id, for: bound) == nil)
    #expect(try await operations.queue(QueueFilter(), for: bound, .longest).total == 0)
    #expect(try await operations.queueDesk(QueueFilter(), of: [], for: bound).counts.isEmpty)
    #expect(try await operations.statistics(of: Slug(naming: "exemple"), for: bound).statistics.states.isEmpty)
    #expect(try await !operations.awaitedTasks(of: bound).contains { $0.reference == scene.dossier.reference })
    #expect(try await operations.queue(QueueFilter(), for: scene.free, .longest).total == 1)
    #expect(try await operations.statistics(of: Slug(naming: "exemple"), for: scene.free).statistics.states.count == 1)
  }

  @Test(arguments: [
    (DeclaredInterest.Kind.organisation, "Pays d’Exemple", true), (.relation, "le président du Pays d’Exemple", true),
    (.relation, "LEA", true), (.relation, "la référence", true),

    (.relation, "Exemple", true), (.relation, "Le Pays d’Exem\u{ad}ple (PE)", true), (.relation, "Une autre", false),
    (.organisation, "Pays", false),
  ]) func `a declared tie binds by whatever name of a dossier it bears: its collective, its people, its reference`(
    kind: DeclaredInterest.Kind, name: String, binds: Bool
  ) async throws {
    let house = try await TestHouse()
    let wave = try await house.openWave()
    let applicant = try await house.person(.applicant, "lea")
    let reader = try await house.person(.instructor, "ines")
    let draft = try await house.draft(in: wave, by: applicant)
    let dossier = try await house.operations.submitDossier(draft.id, version: draft.version, by: applicant)
    try await house.operations.declareInterest(
      InterestDraft(kind: kind, name: name == "la référence" ? dossier.reference : name, words: ""), by: reader)
    let shown = try await house.operations.queue(QueueFilter(), for: reader, .longest).total
    #expect(shown == (binds ? 0 : 1))
  }

  @Test func `what a dossier named when it was submitted binds on when it is submitted again without it`() async throws
  {
    let scene = try await scene()
    let (operations, id) = (scene.operations, scene.dossier.id)
    try await operations.moveDossier(
      id, version: scene.dossier.version, by: .resume, reasons: nil, principal: scene.applicant)
    var answers = ExampleProgramme.candidacy
    answers["name"] = .text("Tout autre nom")
    let draft = try await operations.saveAnswers(
      answers, of: id, version: try await scene.house.load(id).version, by: scene.applicant)
    _ = try await operations.submitDossier(id, version: draft.version, by: scene.applicant)
    #expect(try await scene.house.load(id).title == "Tout autre nom")
    await #expect(throws: Refusal.notFound) { _ = try await operations.dossier(id, for: scene.bound) }
    #expect(try await operations.queue(QueueFilter(), for: scene.free, .longest).total == 1)
  }

  @Test func `whoever files a dossier reads it as its applicant, whatever their other roles`() async throws {
    let scene = try await scene()
    let (operations, id) = (scene.operations, scene.dossier.id)
    let both = Principal(person: try #require(scene.applicant.person), roles: [.applicant, .instructor])
    #expect(try await operations.dossier(id, for: both).isFiledByReader)
    for reader in [both, scene.applicant, scene.bound] {
      await #expect(throws: Refusal.notFound) { _ = try await operations.examinedDossier(id, for: reader) }
    }
    #expect(try await operations.examinedDossier(id, for: scene.free).dossier.id == id)
  }

  @Test func `nobody gives a dossier to whom it binds, or writes to them about it`() async throws {
    let scene = try await scene()
    let report = try await scene.operations.giveDossiers(
      [DossierToGive(scene.dossier.id, heldBy: nil)], to: scene.bound.person, by: scene.free
    ) { "\($0)" }
    #expect(report.given.isEmpty && report.refused.first?.refusal == .notAnExaminer("ines"))
    let desk = try #require(try await scene.operations.desk(of: scene.dossier.id, for: scene.free))
    #expect(desk.candidates.map(\.name) == ["sacha"])
    try await scene.operations.sendMessage("Une question.", on: scene.dossier.id, scanner: nil, by: scene.applicant)
    let letters = try await scene.operations.outbox(.longest, for: .setUp).items.filter { $0.kind == "exchange" }
    #expect(letters.map(\.person) == [scene.free.person])
  }

  @Test func `where a dossier binds all who could examine it, administrators learn that there is one, and no more`()
    async throws
  {
    let scene = try await scene()
    func told(_ principal: Principal) async throws -> [AwaitedTask] {
      try await scene.operations.awaitedTasks(of: principal).filter { $0.kind == .nobodyExamines }
    }
    #expect(try await told(scene.administrator) == [])
    let relation = InterestDraft(kind: .relation, name: "Pays d’Exemple", words: "Un lien.")
    for principal in [scene.free, scene.administrator] {
      try await scene.operations.declareInterest(relation, by: principal)
    }
    let task = try #require(try await told(scene.administrator).first)
    #expect(task.count == 1 && task.title.isEmpty && task.reference.isEmpty && task.place == .conflicts)
    for principal in [scene.free, scene.bound, scene.applicant] { #expect(try await told(principal) == []) }
    // Whoever is named for it can examine it, and set aside what does not matter.
    let new = try await scene.house.person(.instructor, "noa")
    #expect(try await told(scene.administrator) == [])
    #expect(try await scene.operations.queue(QueueFilter(), for: new, .longest).total == 1)
    #expect(try await scene.operations.conflictRegister(in: nil, .longest, for: new).total == 3)
  }

  @Test func `letters about a dossier are not shown to an administrator whom it binds`() async throws {
    let scene = try await scene(binding: .administrator)
    let all = try await scene.operations.messages(nil, .longest, for: scene.administrator)
    let shown = try await scene.operations.messages(nil, .longest, for: scene.bound)
    #expect(all.items.contains { $0.subject.contains(scene.dossier.reference) })
    #expect(!shown.items.contains { $0.subject.contains(scene.dossier.reference) } && shown.total < all.total)
    let hidden = try #require(all.items.first { $0.subject.contains(scene.dossier.reference) })
    try await scene.operations.giveUpMessage(hidden.id, by: scene.bound)
    #expect(try await scene.operations.retryMessages(hidden.id, by: scene.bound) == 0)
    #expect(try await scene.operations.messageCounts(for: scene.administrator)[.dead] == nil)
    let counts = try await (
      scene.operations.messageCounts(for: scene.bound), scene.operations.messageCounts(for: scene.administrator)
    )
    #expect(counts.0.values.reduce(0, +) < counts.1.values.reduce(0, +))
  }

  @Test func `somebody else sets a finding aside with a reason; it is put back; the journal has both`() async throws {
    let scene = try await scene()
    let finding = try await finding(scene)
    await #expect(throws: Refusal.notFound) {
      try await scene.operations.setConflictAside(finding, reason: "Je suis neutre.", by: scene.bound)
    }
    await #expect(throws: Refusal.invalid([Finding(field: "reason", problem: .missing)])) {
      try await scene.operations.setConflictAside(finding, reason: " ", by: scene.free)
    }
    await #expect(throws: Refusal.notAllowed(.setConflictAside)) {
      try await scene.operations.setConflictAside(finding, reason: "x", by: scene.applicant)
    }
    for _ in 1...2 {
      try await scene.operations.setConflictAside(finding, reason: "Un homonyme.", by: scene.administrator)
    }
    _ = try await scene.operations.dossier(scene.dossier.id, for: scene.bound)
    let line = try #require(
      try await scene.operations.conflictRegister(in: nil, .longest, for: scene.free).items.first {
        $0.finding == finding
      })
    #expect(line.setAside?.reason == "Un homonyme." && line.setAside?.by?.name == "ali")
    for _ in 1...2 { try await scene.operations.putConflictBack(finding, by: scene.free) }
    await #expect(throws: Refusal.notFound) {
      _ = try await scene.operations.dossier(scene.dossier.id, for: scene.bound)
    }
    let journal = try await scene.house.database.read {
      try $0.rows("SELECT action FROM journal WHERE action LIKE 'conflict.%' ORDER BY number").map {
        try $0.text("action")
      }
    }
    #expect(journal == ["conflict.setAside", "conflict.putBack"])
    // A relation that is declared anew binds anew, whatever was set aside before.
    try await scene.operations.setConflictAside(finding, reason: "Un homonyme.", by: scene.administrator)
    try await scene.operations.declareConflict(scene.dossier.id, words: "J’y travaille depuis lundi.", by: scene.bound)
    await #expect(throws: Refusal.notFound) {
      _ = try await scene.operations.dossier(scene.dossier.id, for: scene.bound)
    }
  }

  @Test func `a part in a dossier is never set aside, not even after it ended`() async throws {
    let scene = try await scene()
    let email = try #require(EmailAddress("sacha-instructor@exemple.example"))
    try await scene.operations.grantRole(.applicant, to: email, name: "sacha", isTold: false, by: .setUp)
    let both = Principal(person: try #require(scene.free.person), roles: [.applicant, .instructor])
    try await scene.house.join(
      scene.dossier.id, ledBy: scene.applicant, both, "sacha-instructor", as: .reader)
    _ = try await scene.operations.dossier(scene.dossier.id, for: both)
    let part = ConflictFinding(
      person: try #require(both.person), dossier: scene.dossier.id, ground: .part, basis: "")
    await #expect(throws: Refusal.notAllowed(.setConflictAside)) {
      try await scene.operations.setConflictAside(part, reason: "x", by: scene.administrator)
    }
    try await scene.operations.endDossierMember(try #require(both.person), of: scene.dossier.id, by: both)
    await #expect(throws: Refusal.notFound) { _ = try await scene.operations.dossier(scene.dossier.id, for: both) }
    #expect(try await scene.operations.queue(QueueFilter(), for: both, .longest).total == 0)
  }

  @Test func `the register tells neither one's own conflicts nor those in dossiers that bind oneself`() async throws {
    let scene = try await scene()
    #expect(try await scene.operations.conflictRegister(in: nil, .longest, for: scene.bound).total == 0)
    #expect(try await scene.operations.conflictRegister(in: nil, .longest, for: scene.free).total == 1)
    let wave = Slug(naming: "exemple")
    #expect(try await scene.operations.conflictRegister(in: wave, .longest, for: scene.free).total == 1)
    for role in Role.allCases where ![.instructor, .administrator].contains(role) {
      let other = try await scene.house.person(role, "tiers")
      await #expect(throws: Refusal.notAllowed(.readConflicts)) {
        _ = try await scene.operations.conflictRegister(in: nil, .longest, for: other)
      }
    }
  }

  @Test func `whoever steps aside from a dossier in hand gives it back, once, and learns nothing by trying others`()
    async throws
  {
    let scene = try await scene()
    _ = try await scene.operations.giveDossiers(
      [DossierToGive(scene.dossier.id, heldBy: nil)], to: scene.free.person, by: scene.administrator
    ) { "\($0)" }
    await #expect(throws: Refusal.invalid([Finding(field: "words", problem: .missing)])) {
      try await scene.operations.declareConflict(scene.dossier.id, words: "", by: scene.free)
    }
    for _ in 1...2 {
      try await scene.operations.declareConflict(scene.dossier.id, words: "Un ami le porte.", by: scene.free)
    }
    await #expect(throws: Refusal.notFound) {
      _ = try await scene.operations.dossier(scene.dossier.id, for: scene.free)
    }
    let desk = try #require(try await scene.operations.desk(of: scene.dossier.id, for: scene.administrator))
    #expect(desk.holder == nil)
    #expect(try await scene.operations.ownInterests(.longest, for: scene.free).interests.total == 0)
    // To whom it binds already the answer is the same as to everybody.
    try await scene.operations.declareConflict(scene.dossier.id, words: "Encore.", by: scene.bound)
  }

  @Test func `declarations are checked, kept once, end and count on; a relation never ends`() async throws {
    let scene = try await scene()
    func declare(_ kind: DeclaredInterest.Kind, _ name: String, end: String = "") async throws {
      try await scene.operations.declareInterest(
        InterestDraft(kind: kind, name: name, endedOn: end), by: scene.free)
    }
    for (kind, name, end, field) in [
      (DeclaredInterest.Kind.organisation, " ", "", "name"), (.residence, "Saint-Exemple", "", "name"),
      (.organisation, "A", "demain", "endedOn"), (.organisation, "A", "31/12/2999", "endedOn"),
    ] {
      await #expect { try await declare(kind, name, end: end) } throws: { error in
        guard case .invalid(let findings)? = error as? Refusal else { return false }
        return findings.map(\.field) == [field]
      }
    }
    for _ in 1...2 { try await declare(.organisation, "La Fabrique") }
    try await declare(.relation, "Une amie")
    let own = try await scene.operations.ownInterests(.longest, for: scene.free).interests
    #expect(own.total == 2)
    let (fabrique, relation) = (
      try #require(own.items.first { $0.kind == .organisation }), try #require(own.items.first { $0.kind == .relation })
    )
    // Whoever declared that it lasts does not take it back.
    let declared = Day(scene.house.clock.world.now())
    for day in ["1990-01-01", declared.adding(days: -1).description] {
      await #expect(throws: Refusal.invalid([Finding(field: "endedOn", problem: .dayBeforeDeclaration)])) {
        try await scene.operations.endInterest(fabrique.id, on: day, by: scene.free)
      }
    }
    scene.house.clock.advance(seconds: 3 * 86_400)
    let last = declared.adding(days: 1)
    try await scene.operations.endInterest(fabrique.id, on: last.description, by: scene.free)
    try await scene.operations.endInterest(fabrique.id, on: declared.description, by: scene.free)
    let after = try await scene.operations.ownInterests(.longest, for: scene.free).interests
    #expect(after.items.first { $0.id == fabrique.id }?.endedOn == last)
    await #expect(throws: Refusal.notFound) {
      try await scene.operations.endInterest(relation.id, on: last.description, by: scene.free)
    }
    await #expect(throws: Refusal.notFound) {
      try await scene.operations.endInterest(fabrique.id, on: last.description, by: scene.bound)
    }
    #expect(try await scene.operations.ownInterests(.longest, for: scene.free).waves.map(\.statedAt) == [nil])
    try await scene.operations.stateInterests(for: Slug(naming: "exemple"), by: scene.free)
    #expect(try await scene.operations.ownInterests(.longest, for: scene.free).waves.first?.statedAt != nil)
  }
}
