import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Random worlds: what the database finds is what a plain reading finds.
@Suite struct ConflictWorldTests {
  @Test(arguments: 1...24) func `whom a dossier binds, and why, is what a plain reading of the world finds`(
    seed: UInt64
  ) async throws {
    let world = try await ConflictWorld(seed: seed, in: try await TestHouse())
    let (house, wave) = (world.house, world.wave.id)
    let pairs = try await house.database.read { try ConflictRecords($0).pairs(in: wave) }
    for one in world.cases {
      let loaded = try await house.load(one.id)
      let bound = Set(world.service.map(\.id).filter { world.binds(one, $0) })
      #expect(loaded.conflicted == bound)
      #expect(pairs[one.id, default: []] == bound)
      for person in world.people {
        let found = try await house.database.read {
          try ConflictRecords($0).findings(of: person.id, in: one.id)
        }
        #expect(Set(found) == world.findings(of: person.id, in: one), "\(person.name) \(one.reference)")
        #expect(
          try await house.database.read { try ConflictRecords($0).binds(one.id, person.id) }
            == world.binds(one, person.id))
      }
    }
    for person in world.people {
      let found = try await house.database.read { try ConflictRecords($0).dossiers(binding: person.id, in: wave) }
      #expect(found == Set(world.cases.filter { world.binds($0, person.id) }.map(\.id)))
    }
  }

  @Test func `the worlds hold every ground, and dossiers that bind nobody`() async throws {
    var grounds: Set<ConflictGround> = []
    var (bound, free) = (0, 0)
    for seed in UInt64(1)...12 {
      let world = try await ConflictWorld(seed: seed, in: try await TestHouse())
      for one in world.cases {
        for person in world.service {
          grounds.formUnion(world.findings(of: person.id, in: one).map(\.ground))
          if world.binds(one, person.id) { bound += 1 } else { free += 1 }
        }
      }
    }
    #expect(grounds == Set(ConflictGround.allCases))
    #expect(bound > 40 && free > 10)
  }

  @Test(arguments: 1...8) func `nothing that somebody does with what is theirs frees them from a dossier`(
    seed: UInt64
  ) async throws {
    let world = try await ConflictWorld(seed: seed, in: try await TestHouse())
    let (house, wave) = (world.house, world.wave.id)
    func bound() async throws -> [ID<Person>: Set<ID<Dossier>>] {
      var found: [ID<Person>: Set<ID<Dossier>>] = [:]
      for person in world.service {
        found[person.id] = try await house.database.read {
          try ConflictRecords($0).dossiers(binding: person.id, in: wave)
        }
      }
      return found
    }
    let before = try await bound()
    let today = Day(house.clock.world.now())
    for person in world.service {
      let own = try await house.operations.ownInterests(.longest, for: person.principal).interests.items
      for (index, interest) in own.enumerated() {
        for days in [20_000, 1_100, 400, index * 7] {
          try? await house.operations.endInterest(
            interest.id, on: today.adding(days: -days).description, by: person.principal)
        }
      }
      let organisations = try await house.database.read { try OrganisationRecords($0).list(of: person.id, .longest) }
      for organisation in organisations.items where organisation.mergedInto == nil {
        // Whatever it takes to be its manager.
        var entry = OrganisationEntry(organisation.card)
        for name in ["Tout Autre Nom", "Encore Un"] {
          entry.name = name
          let version = try await house.database.read { try OrganisationRecords($0).find(organisation.id)?.version }
          try await house.operations.editOrganisation(
            organisation.id, version: version ?? 0, entry, by: .setUp)
        }
        try await house.operations.removeMember(person.id, of: organisation.id, by: person.principal)
      }
    }
    let after = try await bound()
    for (person, dossiers) in before { #expect(after[person, default: []].isSuperset(of: dossiers)) }
    #expect(before.values.contains { !$0.isEmpty })
  }

  @Test(arguments: 1...6) func `every list, count and operation heeds it`(seed: UInt64) async throws {
    let world = try await ConflictWorld(seed: seed, in: try await TestHouse())
    let operations = world.house.operations
    for person in world.service where [.instructor, .administrator].contains(person.role) {
      let open = world.cases.filter { !world.binds($0, person.id) }
      let queue = try await operations.queue(QueueFilter(), for: person.principal, .longest)
      #expect(Set(queue.items.map(\.id)) == Set(open.map(\.id)) && queue.total == open.count)
      let counts = try await operations.queueDesk(QueueFilter(), of: [], for: person.principal).counts
      #expect(counts.values.reduce(0, +) == open.count)
      let statistics = try await operations.statistics(of: world.wave.slug, for: person.principal).statistics
      #expect(statistics.states.values.reduce(0, +) == open.count)
      #expect(statistics.days.map(\.count).reduce(0, +) == open.count)
      let register = try await operations.conflictRegister(in: nil, .longest, for: person.principal)
      #expect(register.items.allSatisfy { line in open.contains { $0.id == line.finding.dossier } })
      for one in world.cases {
        let isBound = world.binds(one, person.id)
        #expect((try await operations.desk(of: one.id, for: person.principal) == nil) == isBound)
        let opened = try? await operations.dossier(one.id, for: person.principal)
        #expect((opened != nil) == (!isBound || one.isFiled(by: person.id)))
      }
    }
  }
}
