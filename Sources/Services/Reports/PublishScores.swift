package import Domain
import Foundation
import Storage

extension Operations {
  /// The scores of a published wave, from which anybody can recount its ranking (docs/wave-scores.md), as canonical JSON.
  ///
  /// They are made once, when they are first asked for after the publication, and stay as they are: what is erased or
  /// decided anew later changes no published number. Codes follow a secret that nobody keeps.
  ///
  /// - Throws: `Refusal.notFound` until everything that was decided in the wave is public, and where nothing was scored.
  package func publishedScores(of slug: Slug) async throws -> String {
    let (now, secret) = (world.now(), world.newSecret())
    let known = try await database.read { transaction in
      let wave = try settledWave(slug, in: transaction)
      return try WaveScoresRecords(transaction).document(of: wave.id)
    }
    if let known { return known }
    return try await database.write { transaction in
      let wave = try settledWave(slug, in: transaction)
      let records = WaveScoresRecords(transaction)
      // Somebody else asked at the same time.
      if let made = try records.document(of: wave.id) { return made }
      guard let (sheets, rule) = try scores(of: wave, in: transaction), !sheets.isEmpty else { throw Refusal.notFound }
      let document = WaveScoresFormat.json(
        WaveScores(publishing: Operations.opaque(sheets, rule, secret: secret), under: rule))
      guard case .object(let members) = document, case .string(let digest)? = members["digest"] else {
        throw Refusal.notFound
      }
      try records.insert(document.canonical, digest: digest, of: wave.id, at: now)
      try JournalRecords(transaction).append(
        "wave.scoresPublished", on: "wave:\(wave.id)", by: Principal.setUp.actor, at: now,
        change: ["digest": .string(digest), "dossiers": .integer(Int64(sheets.count))])
      return document.canonical
    }
  }

  /// Whether there is something to recount: a rubric under which the wave was scored.
  package func hasScores(_ wave: Wave) async throws -> Bool {
    try await database.read { transaction in
      guard try isSettled(wave, in: transaction) else { return false }
      return try scores(of: wave, in: transaction).map { !$0.0.isEmpty } ?? false
    }
  }

  /// The same sheets under codes that tell nothing, each line judged: what somebody left out, they could not judge.
  private static func opaque(_ dossiers: [DossierSheets], _ rule: ScoringRule, secret: String) -> [DossierSheets] {
    let codes = OpaqueCode.codes(for: dossiers.map(\.code), letter: "D", secret: secret)
    let people = OpaqueCode.codes(
      for: dossiers.flatMap { $0.sheets.map(\.reviewer) }, letter: "R", secret: secret)
    return dossiers.map { dossier in
      DossierSheets(
        code: codes[dossier.code] ?? "",
        gates: Dictionary(rule.gates.map { ($0, dossier.gates[$0] ?? false) }) { first, _ in first },
        sheets: dossier.sheets.map { sheet in
          ScoreSheet(
            reviewer: people[sheet.reviewer] ?? "",
            judgements: Dictionary(rule.lines.map { ($0.id, sheet.judgements[$0.id] ?? .cannotJudge) }) { first, _ in
              first
            })
        })
    }
  }
}
