import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

@Suite struct CollectiveTests {
  /// A procedure whose organisations sign, unless they only support.
  private static let procedure: Procedure = {
    let plain = ExampleProgramme.procedure
    return Procedure(
      id: plain.id, version: "signed", name: plain.name, effect: plain.effect, isHistorical: false,
      requiresSignatory: true, receipt: plain.receipt, sections: plain.sections,
      collective: Procedure.Collective(
        field: "organisations", name: "name", kind: nil,
        signs: Field.Condition(field: "role", values: ["lead", "member"])))
  }()

  private struct Scene {
    let house: TestHouse
    let dossier: Dossier
    let lead: Principal
    let member: Principal
    let parties: [Party]
  }

  private func scene() async throws -> Scene {
    let house = try await TestHouse()
    let (lead, member) = (try await house.person(.applicant), try await house.person(.applicant, "sacha"))
    let wave = try await house.openWave(procedure: CollectiveTests.procedure)
    let dossier = try await house.draft(in: wave, by: lead)
    let parties = CollectiveTests.procedure.parties(in: dossier.answers)
    try await house.join(dossier.id, ledBy: lead, member, "sacha-applicant", as: .writer, party: parties[1].id)
    return Scene(house: house, dossier: dossier, lead: lead, member: member, parties: parties)
  }

  private func sign(_ scene: Scene, _ party: Int, version: Int? = nil, by principal: Principal, paper: Bool = false)
    async throws
  {
    try await scene.house.operations.signDossier(
      scene.dossier.id, for: scene.parties[party].id, version: version ?? scene.dossier.version, name: "Lou Exemple",
      capacity: "Présidence", isOnPaper: paper, by: principal)
  }

  private func waiting(_ scene: Scene) async throws -> [String] {
    try await scene.house.operations.collective(of: scene.dossier.id, for: scene.member).standings.filter(\.blocks)
      .map(\.party.name)
  }

  @Test func `a dossier waits for the signature of each organisation, and everybody in it sees for whose`() async throws
  {
    let scene = try await scene()
    #expect(try await waiting(scene) == ["Association Exemple", "Ville d’Exemple"])
    await #expect(
      throws: Refusal.invalid([
        Finding(field: "organisations.0", problem: .notSigned("Association Exemple")),
        Finding(field: "organisations.1", problem: .notSigned("Ville d’Exemple")),
      ])
    ) {
      try await scene.house.operations.submitDossier(
        scene.dossier.id, version: scene.dossier.version, by: scene.lead)
    }
    try await sign(scene, 0, by: scene.lead, paper: true)
    try await sign(scene, 1, by: scene.member)
    #expect(try await waiting(scene) == [])
    let submitted = try await scene.house.operations.submitDossier(
      scene.dossier.id, version: scene.dossier.version, by: scene.lead)
    #expect(submitted.state == .submitted)
  }

  @Test func `a change asks again only those whose sections or commitments it touches`() async throws {
    let scene = try await scene()
    try await scene.house.operations.changeDossierMember(
      try #require(scene.member.person), of: scene.dossier.id, to: .writer, sections: ["challenges"], by: scene.lead)
    try await sign(scene, 0, by: scene.lead)
    try await sign(scene, 1, by: scene.member)
    // Another organisation joins: nobody has to sign again but it.
    var answers = scene.dossier.answers
    guard case .group(var organisations)? = answers["organisations"] else { return }
    organisations.append(Answers(["name": .text("Coopérative Exemple"), "role": .text("member")]))
    answers["organisations"] = .group(organisations)
    var saved = try await scene.house.operations.saveAnswers(
      answers, of: scene.dossier.id, version: scene.dossier.version, by: scene.lead)
    #expect(try await waiting(scene) == ["Coopérative Exemple"])
    // The presentation is not among the sections of the second one.
    answers = saved.answers
    answers["presentation"] = .text("Autrement")
    saved = try await scene.house.operations.saveAnswers(
      answers, of: saved.id, version: saved.version, by: scene.lead)
    #expect(try await waiting(scene) == ["Association Exemple", "Coopérative Exemple"])
    // What the form says of the second one is.
    answers = saved.answers
    guard case .group(var again)? = answers["organisations"] else { return }
    again[1]["role"] = .text("lead")
    answers["organisations"] = .group(again)
    _ = try await scene.house.operations.saveAnswers(answers, of: saved.id, version: saved.version, by: scene.lead)
    #expect(
      try await waiting(scene) == ["Association Exemple", "Ville d’Exemple", "Coopérative Exemple"])
  }

  @Test func `one signs the version that one has read, and for one's own organisation`() async throws {
    let scene = try await scene()
    await #expect(throws: Refusal.changedMeanwhile) {
      try await sign(scene, 1, version: scene.dossier.version - 1, by: scene.member)
    }
    await #expect(throws: Refusal.notAllowed(.signDossier)) { try await sign(scene, 0, by: scene.member) }
    await #expect(throws: Refusal.notAllowed(.signDossier)) {
      try await sign(scene, 1, by: scene.member, paper: true)
    }
    await #expect(throws: Refusal.invalid([Finding(field: "capacity", problem: .missing)])) {
      try await scene.house.operations.signDossier(
        scene.dossier.id, for: scene.parties[1].id, version: scene.dossier.version, name: "x", capacity: " ",
        isOnPaper: false, by: scene.member)
    }
    try await sign(scene, 1, by: scene.member)
    let standing = try await scene.house.operations.collective(of: scene.dossier.id, for: scene.lead).standings[1]
    #expect(standing.signOff?.digest == sha256(scene.dossier.answers.json.canonical))
    #expect(standing.signOff?.version == scene.dossier.version && standing.isSigned)
  }

  @Test func `the lead signs in person for one organisation that nobody represents, and records others from paper`()
    async throws
  {
    let scene = try await scene()
    let onPaper = Refusal.invalid([Finding(field: "paper", problem: .mustBeOnPaper)])
    await #expect(throws: onPaper) { try await sign(scene, 1, by: scene.lead) }
    try await sign(scene, 0, by: scene.lead)
    try await sign(scene, 0, by: scene.lead)
    try await sign(scene, 1, by: scene.lead, paper: true)
    let recorded = try await scene.house.operations.collective(of: scene.dossier.id, for: scene.lead).standings[1]
    #expect(recorded.isSigned && recorded.signOff?.person == nil)
    // Its representative signs over what the lead recorded.
    try await sign(scene, 1, by: scene.member)
    let signed = try await scene.house.operations.collective(of: scene.dossier.id, for: scene.lead).standings[1]
    #expect(signed.isSigned && signed.signOff?.person == scene.member.person)
  }

  @Test func `a member reads and writes, but only the lead invites, submits and withdraws`() async throws {
    let scene = try await scene()
    let (operations, id) = (scene.house.operations, scene.dossier.id)
    let seen = try await operations.dossier(id, for: scene.member)
    #expect(seen.isFiledByReader && seen.possibleEvents == [])
    #expect(try await operations.ownDossiers(of: scene.member, .longest).items.map(\.id) == [id])
    await #expect(throws: Refusal.notAllowed(.submitDossier)) {
      try await operations.submitDossier(id, version: scene.dossier.version, by: scene.member)
    }
    await #expect(throws: Refusal.notAllowed(.withdrawDossier)) {
      try await operations.moveDossier(
        id, version: scene.dossier.version, by: .withdrawDossier, reasons: nil, principal: scene.member)
    }
    await #expect(throws: Refusal.notAllowed(.manageCollective)) {
      try await operations.assignSection("territory", to: nil, of: id, by: scene.member)
    }
  }

  @Test(arguments: [(DossierMember.Part.commenter, true), (.reader, false)])
  func `a commenter remarks and does not write; a reader only reads`(part: DossierMember.Part, mayRemark: Bool)
    async throws
  {
    let scene = try await scene()
    let (operations, id) = (scene.house.operations, scene.dossier.id)
    try await operations.changeDossierMember(
      try #require(scene.member.person), of: id, to: part, sections: nil, by: scene.lead)
    await #expect(throws: Refusal.notAllowed(.editDossier)) {
      try await operations.saveAnswers(
        Answers(), of: id, version: scene.dossier.version, by: scene.member)
    }
    func remark() async throws {
      try await operations.comment(
        "À revoir", on: "name", in: "territory", answering: nil,
        mentioning: Set([scene.lead.person].compactMap { $0 }), of: id, by: scene.member, address: "https://exemple")
    }
    if mayRemark {
      try await remark()
      #expect(try await operations.dossier(id, for: scene.lead).openComments == ["name": 1])
      let first = try #require(
        try await operations.comments(of: id, isOpen: true, .longest, for: scene.lead).items.first)
      try await operations.resolveComment(first.id, of: id, by: scene.lead)
      #expect(try await operations.comments(of: id, isOpen: true, .longest, for: scene.lead).items == [])
    } else {
      await #expect(throws: Refusal.notAllowed(.commentDossier)) { try await remark() }
    }
  }

  @Test func `the service never sees the remarks, and one who has a part never examines`() async throws {
    let scene = try await scene()
    let (operations, id) = (scene.house.operations, scene.dossier.id)
    for party in 0...1 { try await sign(scene, party, by: scene.lead, paper: true) }
    let submitted = try await operations.submitDossier(id, version: scene.dossier.version, by: scene.lead)
    let instructor = try await scene.house.person(.instructor)
    await #expect(throws: Refusal.notFound) {
      try await operations.comments(of: id, isOpen: true, .longest, for: instructor)
    }
    await #expect(throws: Refusal.notFound) { try await operations.collective(of: id, for: instructor) }
    let both = Principal(person: try #require(scene.member.person), roles: [.applicant, .instructor])
    await #expect(throws: Refusal.notAllowed(.examineDossier)) {
      try await operations.moveDossier(
        id, version: submitted.version, by: .findAdmissible, reasons: nil, principal: both)
    }
    #expect(try await operations.queue(QueueFilter(), for: both, .longest).items == [])
    #expect(try await operations.queue(QueueFilter(), for: instructor, .longest).items.map(\.id) == [id])
  }

  @Test func `one leaves and is gone; the lead is handed over and the former lead writes on`() async throws {
    let scene = try await scene()
    let (operations, id) = (scene.house.operations, scene.dossier.id)
    let heir = try #require(scene.member.person)
    try await operations.handOverDossier(id, to: heir, by: scene.lead)
    let after = try await operations.dossier(id, for: scene.member).dossier
    #expect(after.owner == scene.member.actor && after.members.map(\.person) == [scene.lead.person])
    await #expect(throws: Refusal.notAllowed(.manageCollective)) {
      try await operations.handOverDossier(id, to: heir, by: scene.lead)
    }
    try await operations.endDossierMember(try #require(scene.lead.person), of: id, by: scene.lead)
    await #expect(throws: Refusal.notFound) { try await operations.dossier(id, for: scene.lead) }
    guard case .intact = try await verifyJournal(of: scene.house.database) else {
      Issue.record("the journal is broken")
      return
    }
  }

  @Test func `an invitation works once, at its own address, and not after it was withdrawn`() async throws {
    let scene = try await scene()
    let (operations, id) = (scene.house.operations, scene.dossier.id)
    let guest = try await scene.house.person(.expert, "invite")
    let token = try await scene.house.invite("invite-expert", to: id, ledBy: scene.lead, as: .reader)
    await #expect(throws: Refusal.invitedAtAnotherAddress) {
      try await operations.acceptDossierInvitation(token, by: scene.member)
    }
    #expect(try await operations.acceptDossierInvitation(token, by: guest) == id)
    await #expect(throws: Refusal.linkNotValid) {
      try await operations.acceptDossierInvitation(token, by: guest)
    }
    // An expert becomes an applicant by it.
    let session = Principal(person: try #require(guest.person), roles: [.expert, .applicant])
    #expect(try await operations.dossier(id, for: session).isFiledByReader)
    let other = try await scene.house.invite("nouveau-applicant", to: id, ledBy: scene.lead, as: .reader)
    let pending = try await operations.collective(of: id, for: scene.lead).invitations
    try await operations.withdrawDossierInvitation(try #require(pending.first?.id), of: id, by: scene.lead)
    let late = try await scene.house.person(.applicant, "nouveau")
    await #expect(throws: Refusal.linkNotValid) { try await operations.acceptDossierInvitation(other, by: late) }
  }

  @Test func `a section is given to somebody, called ready, and told when it changes afterwards`() async throws {
    let scene = try await scene()
    let (operations, id) = (scene.house.operations, scene.dossier.id)
    try await operations.assignSection("territory", to: scene.member.person, of: id, by: scene.lead)
    try await operations.markSection("territory", ready: true, of: id, by: scene.member)
    let work = try #require(try await operations.dossier(id, for: scene.lead).work.first)
    #expect(work.assignee?.id == scene.member.person && work.readyAt != nil)
    #expect(work.digest == CollectiveTests.procedure.sectionDigests(in: scene.dossier.answers)["territory"])
  }
}
