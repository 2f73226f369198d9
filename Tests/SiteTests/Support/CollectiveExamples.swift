import Domain
import Site

/// The pages of those who write a dossier together.
struct CollectiveExamples {
  typealias V = ExampleValues
  typealias D = ExampleDossiers

  let base: PrivateExamples
  let wording: Wording

  static func person(_ number: Int) -> Person {
    guard let email = EmailAddress("nom\(number)@exemple.example") else { preconditionFailure("no address") }
    return Person(id: V.identity(number), email: email, name: V.hostile, language: .french)
  }

  static let presence = Presence(person: person(9), section: "everything", field: "line")

  static let conflicts = [
    AnswerConflict(
      path: "line", mine: .string("la mienne"), theirs: .string(V.hostile), author: person(9), at: V.moment),
    AnswerConflict(path: "several", mine: .array([]), theirs: .array([.string("o1")]), author: nil, at: nil),
    AnswerConflict(
      path: "items/item-1/title", mine: .string("x"), theirs: nil, author: person(9), at: V.moment),
    AnswerConflict(path: "items/item-2/title", mine: nil, theirs: .string(V.hostile), author: person(9), at: V.moment),
    AnswerConflict(
      path: "items/gone/title", mine: .string(V.hostile), theirs: nil, author: person(9), at: V.moment),
  ]

  private func collective(manages: Bool, state: DossierState = .draft, signed: Bool = true) -> CollectiveFile {
    let file = D.file(state)
    func party(_ id: String, signs: Bool) -> Party {
      Party(id: id, index: 0, name: V.hostile, kind: signs ? "k1" : nil, signs: signs)
    }
    func signOff(_ party: String, _ person: ID<Person>?) -> SignOff {
      SignOff(
        party: party, person: person, name: V.hostile, capacity: V.hostile, version: 3, digest: "0a", covered: [:],
        signedAt: V.moment)
    }
    let standings = [
      PartyStanding(party: party("a", signs: true), signOff: nil, changed: []),
      PartyStanding(party: party("b", signs: false), signOff: nil, changed: []),
      PartyStanding(party: party("c", signs: true), signOff: signOff("c", V.identity(9)), changed: []),
      PartyStanding(party: party("d", signs: true), signOff: signOff("d", nil), changed: ["", "everything", "x"]),
    ]
    let members = DossierMember.Part.allCases.enumerated().map { index, part in
      CollectiveFile.Member(
        person: CollectiveExamples.person(20 + index),
        member: DossierMember(
          number: index + 1, person: V.identity(20 + index), part: part,
          sections: part == .writer ? ["everything"] : nil, party: part == .reader ? nil : "a", since: V.moment))
    }
    let invitation = EmailAddress("invite@exemple.example").map {
      DossierInvitation(
        id: V.identity(30), dossier: file.dossier.id, email: $0, part: .writer, sections: nil, party: nil,
        createdAt: V.moment)
    }
    return CollectiveFile(
      file: file, lead: manages ? CollectiveExamples.person(9) : nil, members: members,
      invitations: manages ? [invitation].compactMap { $0 } : [], standings: signed ? standings : [],
      present: manages ? [CollectiveExamples.presence] : [], mayManage: manages,
      mySignatures: manages ? ["a", "b", "c", "d"] : ["a"], mayLeave: !manages)
  }

  func all() throws -> [PageExample] { try pages() + (try comments()) + (try dossiers()) }

  private func pages() throws -> [PageExample] {
    let link = Link.collective(V.identity(5))
    var draft = CollectivePage.Draft()
    (draft.email, draft.name, draft.party) = (V.hostile, V.hostile, "a")
    draft.findings = [
      Finding(field: "email", problem: .notAnAddress), Finding(field: "name", problem: .missing),
      Finding(field: "capacity", problem: .missing), Finding(field: "paper", problem: .mustBeOnPaper),
    ]
    draft.message = V.hostile
    func page(_ file: CollectiveFile, _ draft: CollectivePage.Draft = .init(), saved: Bool = false) -> CollectivePage {
      CollectivePage(file, draft: draft, isSaved: saved, csrf: "token", reader: V.hostile, in: wording)
    }
    let invitation = EmailAddress("invite@exemple.example").map {
      DossierInvitation(
        id: V.identity(30), dossier: V.identity(5), email: $0, part: .writer, sections: nil, party: nil,
        createdAt: V.moment)
    }
    return [
      try base.example("collective of a lead", page(collective(manages: true), draft), link),
      try base.example("collective, saved", page(collective(manages: true), saved: true), link),
      try base.example("collective of a member", page(collective(manages: false)), link),
      try base.example("collective, submitted", page(collective(manages: true, state: .submitted)), link),
      try base.example("collective without organisations", page(collective(manages: true, signed: false)), link),
    ]
      + (try [invitation].compactMap { $0 }.map { invitation in
        try base.example(
          "invitation to a dossier",
          DossierInvitationPage(
            invitation, title: V.hostile, party: V.hostile, token: "x", csrf: "token", in: wording),
          .dossierInvitation("x"))
      })
  }

  private func comments() throws -> [PageExample] {
    let link = Link.comments(V.identity(5))
    func comment(_ number: Int, _ path: String, answers thread: Int? = nil, resolved: Bool = false) -> DossierComment {
      DossierComment(
        id: V.identity(number), section: "everything", path: path, thread: thread.map { V.identity($0) },
        author: thread == nil ? CollectiveExamples.person(9) : nil, body: "\(V.hostile)\nfin", createdAt: V.moment,
        resolvedAt: resolved ? V.moment : nil)
    }
    let all = [
      comment(40, "items/item-1/title"), comment(41, "", answers: 40), comment(42, "", resolved: true),
      comment(43, "line"),
    ]
    func page(_ comments: [DossierComment], isOpen: Bool, place: (String, String)?, findings: [Finding] = [])
      -> CommentsPage
    {
      CommentsPage(
        collective(manages: true), base.page(comments), isOpen: isOpen,
        place: place.map { (section: $0.0, path: $0.1) }, text: V.hostile, findings: findings, csrf: "token",
        mayRemark: true, in: wording)
    }
    let finding = Finding(field: "body", problem: .noRemark(maximum: 4000))
    return [
      try base.example(
        "remarks", page(all, isOpen: false, place: ("everything", "line"), findings: [finding]), link),
      try base.example("no remark", page([], isOpen: true, place: nil), link),
    ]
  }

  private func dossiers() throws -> [PageExample] {
    let plain = D.file(.draft)
    let members = collective(manages: true).members.map(\.member)
    let dossier = Dossier(
      id: plain.dossier.id, reference: "FI-0001", wave: plain.dossier.wave, procedure: plain.dossier.procedure,
      owner: plain.dossier.owner, title: V.hostile, state: .draft, answers: plain.dossier.answers, version: 7,
      createdAt: V.moment, updatedAt: V.moment, submittedAt: nil, members: members)
    let digest = D.procedure.sectionDigests(in: dossier.answers)["everything"]
    func file(_ work: [SectionWork], events: [DossierEvent]) -> DossierFile {
      DossierFile(
        dossier: dossier, wave: plain.wave, procedure: plain.procedure, submissions: [], history: [], decisions: [],
        findings: events.isEmpty ? [] : plain.findings + [Finding(field: "items.0", problem: .notSigned(V.hostile))],
        territory: nil, possibleEvents: events, timing: D.timing(.draft), openComments: ["line": 2, "#last": 1],
        work: work)
    }
    let work = [
      SectionWork(
        section: "everything", assignee: CollectiveExamples.person(9), readyAt: V.moment, digest: digest),
      SectionWork(section: "last", assignee: nil, readyAt: V.moment, digest: "old"),
    ]
    let lead = Principal(person: V.identity(9), roles: [.applicant])
    let people = [CollectiveExamples.person(9), CollectiveExamples.person(20)]
    return [
      try base.example(
        "dossier of a standing call", DossierPage(D.file(.draft, wave: V.standing), csrf: "token", in: wording),
        .dossier(dossier.id)),
      try base.example(
        "dossier of several, its lead",
        DossierPage(
          file(work, events: [.submit]), people: people, reader: lead, csrf: "token", isChecked: true, in: wording),
        .dossier(dossier.id)),
      try base.example(
        "dossier of several, a member",
        DossierPage(
          file([], events: []), people: people, reader: Principal(person: V.identity(20), roles: [.applicant]),
          csrf: "token", isChecked: true, in: wording),
        .dossier(dossier.id)),
    ]
  }
}
