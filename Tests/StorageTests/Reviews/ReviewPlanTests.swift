import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// Reviews, the panel and conflicts must not read whole tables: the plan of each query that they really ask is looked at.
@Suite(.enabled(if: TestDatabase.engine == .sqlite, "plans are read in the words of SQLite"))
struct ReviewPlanTests {
  private let wave = ID<Wave>(UUID())
  private let dossier = ID<Dossier>(UUID())
  private let person = ID<Person>(UUID())

  /// Tables that grow with dossiers, people and what is declared. Roles are few, and looked at for each who is bound.
  private static let large = [
    "dossiers", "dossier_names", "dossier_places", "dossier_members", "sign_offs", "declared_interests",
    "declared_places", "memberships", "organisations", "organisation_names", "conflict_set_asides", "mandates",
    "review_assignments", "review_sheets", "review_freezes", "reconciliation_notes", "panel_choices",
    "panel_affinities", "panel_capacities", "dossier_examiners",
  ]

  private func scanned(in plans: [String]) -> [String] {
    plans.flatMap { $0.split(separator: "\n") }.map(String.init).filter { line in
      let words = line.split(separator: " ").map(String.init)
      return words.first == "SCAN" && words.count > 1 && ReviewPlanTests.large.contains(words[1])
        && !line.contains("USING")
    }
  }

  @Test func `reviews of a wave and of a dossier are read by their indexes`() async throws {
    let plans = try await readPlans { [wave, dossier, person] transaction in
      _ = try ReviewedDossierRecords(transaction).list(of: wave, after: dossier)
      _ = try ReviewAssignmentRecords(transaction).list(of: [dossier])
      _ = try ReviewAssignmentRecords(transaction).list(of: person, .accepted)
      _ = try ReviewSheetRecords(transaction).latest(of: [dossier])
      _ = try ReviewSheetRecords(transaction).versions(of: dossier)
      _ = try ReviewFreezeRecords(transaction).list(of: [dossier])
      _ = try ReconciliationRecords(transaction).list(of: [dossier])
    }
    #expect(plans.count == 7 && scanned(in: plans) == [])
    #expect(plans.contains { $0.contains("review_freezes") && $0.contains("SEARCH review_sheets") })
  }

  @Test func `the panel of a wave is read by its indexes`() async throws {
    let plans = try await readPlans { [wave, dossier, person] transaction in
      let records = PanelProposalRecords(transaction)
      _ = try records.choices(in: wave)
      _ = try records.dossiers(in: wave)
      _ = try records.parts(in: wave)
      _ = try records.facts(of: [dossier])
      _ = try PanelReviewRecords(transaction).asked(in: wave)
      _ = try PanelReviewRecords(transaction).past(of: [person], without: wave)
    }
    #expect(plans.count == 6 && scanned(in: plans) == [])
    #expect(plans[0].contains("panel_choices_by_wave") && !plans[0].contains("TEMP B-TREE"))
    #expect(plans[4].contains("review_assignments_by_dossier"))
  }

  @Test func `whether somebody is bound is found by indexes, from the person and from the dossier`() async throws {
    let plans = try await readPlans { [wave, dossier, person] transaction in
      let records = ConflictRecords(transaction)
      _ = try records.binds(dossier, person)
      _ = try records.findings(of: person, in: dossier)
      _ = try records.dossiers(binding: person, in: wave)
      _ = try records.people(boundBy: [dossier])
    }
    #expect(plans.count == 4 && scanned(in: plans) == [])
  }

  @Test func `what awaits somebody of the service is found by indexes`() async throws {
    let plans = try await readPlans { [wave, person] transaction in
      let records = AwaitedTaskRecords(
        transaction, of: person, in: [wave], at: TestWorld.noon(2026, 11, 26), limit: 20)
      _ = try records.list(.silenceNear)
      _ = try records.list(.silencePast)
    }
    #expect(plans.count == 2 && scanned(in: plans) == [])
    #expect(plans.allSatisfy { $0.contains("dossier_examiners_by_person") })
  }
}
