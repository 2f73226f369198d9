import Domain
import Foundation
import Server
import TestSupport
import Testing

/// A button that makes something new, pressed twice.
@Suite struct RepeatedFormsTests {
  @Test func `pressed five times at once, the button makes one dossier, and a while later another`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    @Sendable func start() async throws -> String? {
      try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie).location
    }
    let places = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<5 { group.addTask { try await start() } }
      return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(places.count == 1)
    house.clock.advance(seconds: 10)
    #expect(try await start() != places.first ?? nil)
  }

  @Test func `what was refused is tried again, and another text is another form`() async throws {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let start = [("csrf", session.csrf)]
    let path = try #require(
      try await client.post("/appels/exemple/dossiers", start, cookie: session.cookie).location)
    func remark(_ text: String) async throws -> Int {
      let form = [("csrf", session.csrf), ("section", "territory"), ("path", "name"), ("body", text)]
      return try await client.post(path + "/remarques", form, cookie: session.cookie).status
    }
    for _ in 0..<2 { #expect(try await remark("") == 422) }
    for text in ["Une remarque", "Une remarque", "Une autre"] { #expect(try await remark(text) == 303) }
    let page = try await client.get(path + "/remarques", cookie: session.cookie).body
    #expect(page.components(separatedBy: "Une remarque").count == 2 && page.contains("Une autre"))
  }
}
