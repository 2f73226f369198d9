import Domain
import Foundation
import Server
import Services
import TestSupport
import Testing

/// What is typed into an item that somebody else took away meanwhile.
@Suite struct GoneItemTests {
  private let gone = "01a211bd-27ff-895c-bee8-93c83978e7fa"

  private func draft() async throws -> (
    client: SiteClient, place: String, id: ID<Dossier>, form: [(String, String)], String
  ) {
    let house = try await TestHouse()
    _ = try await house.openWave()
    let client = try SiteClient(house)
    let session = try await client.session(.applicant)
    let answer = try await client.post("/appels/exemple/dossiers", [("csrf", session.csrf)], cookie: session.cookie)
    let path = try #require(answer.location)
    let id = try #require(path.split(separator: "/").last.flatMap { ID<Dossier>(String($0)) })
    let version = try await house.load(id).version
    let form = [
      ("csrf", session.csrf), ("version", "\(version)"), ("challenges.0.#", gone), ("challenges.0.title", "Perdu ?"),
    ]
    return (client, path + "/sections/challenges", id, form, session.cookie)
  }

  @Test func `a field that saves itself is told that its item is gone, and nothing is called saved`() async throws {
    let (client, place, id, form, cookie) = try await draft()
    let before = try await client.house.load(id)
    let answer = try await client.post(place + "/champs", form, cookie: cookie)
    #expect(answer.status == 200)
    #expect(answer.body.contains("\"isGone\":true") && answer.body.contains("challenges\\/\(gone)\\/title"))
    #expect(try await client.house.load(id) == before)
  }

  @Test func `a whole form puts the item back with what was typed, once however often it is sent`() async throws {
    let (client, place, id, form, cookie) = try await draft()
    for _ in 0..<2 { #expect(try await client.post(place, form, cookie: cookie).status == 303) }
    let items = try await client.house.load(id).answers.group("challenges")
    #expect(items.map { $0.text("title") } == ["Perdu ?"])
    #expect(items.first?.item != gone)
  }
}
