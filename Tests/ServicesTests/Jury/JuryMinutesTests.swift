import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// The minutes as they are printed.
@Suite struct JuryMinutesTests {
  private let labelled = JuryChoice(.labelled)
  private let rejected = JuryChoice(.rejected)

  /// The words of a document, without its tags.
  private func words(_ html: String) -> String {
    html.replacing(/<[^>]+>/, with: " ").replacing("\u{a0}", with: " ").replacing("\u{202f}", with: " ")
      .replacing(/\s+/, with: " ")
  }

  @Test func `the minutes hold for each item its quorum, who was recused and absent, and the counts`() async throws {
    let jury = try await JuryHouse(members: 5)
    let dossiers = [try await jury.reviewed("Pays d’Un"), try await jury.reviewed("Pays de Deux")]
    let id = try await jury.opened(dossiers, present: 4)
    let names = try await jury.house.database.read { transaction in
      try jury.jurors.map { try $0.person.flatMap { try PersonRecords(transaction).find($0)?.name } ?? "" }
    }
    let open = try await jury.voting(0, in: id)
    try await jury.operations.depart(nil, from: open.id, in: id, by: jury.jurors[3])
    for (juror, choice) in [labelled, labelled, rejected].enumerated() {
      try await jury.vote(choice, juror, on: open, in: id)
    }
    try await jury.close(try await jury.end(open, in: id), reason: "Un motif du jury.", in: id)
    let secret = try await jury.voting(1, .secret, in: id)
    var codes: [BallotCode] = []
    for (juror, choice) in [rejected, labelled, rejected, .abstention].enumerated() {
      if case .kept(let code?) = try await jury.vote(choice, juror, on: secret, in: id) { codes.append(code) }
    }
    try await jury.close(try await jury.end(secret, in: id), in: id)
    try await jury.step(.close, id)
    let (minutes, _) = try await jury.operations.minutes(of: id, for: jury.jurors[0])
    let text = words(try jury.operations.letters.minutes(minutes, in: .french))
    let parts = text.split(separator: "Pays de Deux").map(String.init)
    try #require(parts.count >= 2)
    let (first, second) = (parts[0], parts.dropFirst().joined())
    // Five members, one of them recused: three of four; all five: four of them are there, three needed.
    #expect(first.contains("Quorum atteint. Présents : 3, nécessaires : 3"))
    #expect(second.contains("Quorum atteint. Présents : 4, nécessaires : 3"))
    #expect(first.contains("Déportés : \(names[3])") && !second.contains("Déportés"))
    #expect(first.contains("Absents : \(names[4])") && second.contains("Absents : \(names[4])"))
    #expect(first.contains("2 voix") && first.contains("1 voix") && second.contains("2 voix"))
    // Openly by name, in secret by code.
    for (juror, name) in names.prefix(3).enumerated() {
      #expect(first.contains("\(name) : ") && !second.contains("\(name) : "), "\(juror)")
    }
    #expect(codes.count == 4 && codes.allSatisfy { second.contains($0.value) && !first.contains($0.value) })
    #expect(first.contains("Un motif du jury."))
    // Whoever was recused has minutes without the item, numbered without a hole.
    let (own, _) = try await jury.operations.minutes(of: id, for: jury.jurors[3])
    let theirs = words(try jury.operations.letters.minutes(own, in: .french))
    #expect(!theirs.contains("Pays d’Un") && theirs.contains("1. Pays de Deux") && text.contains("2. Pays de Deux"))
  }
}
