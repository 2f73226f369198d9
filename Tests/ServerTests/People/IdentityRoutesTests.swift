import Domain
import Foundation
import HTTPTypes
import Server
import Services
import TestSupport
import Testing

/// Sessions and the identity provider as a browser meets them.
@Suite struct IdentityRoutesTests {
  private let key = SigningKey.elliptic("k1")

  private func client(_ house: TestHouse, _ fake: FakeProvider) throws -> SiteClient {
    try SiteClient(
      house, openID: OpenIDProvider(settings: FakeProvider.settings, fetcher: fake, now: house.clock.world.now))
  }

  private func cookies(_ answer: SiteClient.Answer) -> [String: String] {
    Dictionary(
      answer.headers[values: .setCookie].compactMap { line -> (String, String)? in
        let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return pair.count == 2 ? (String(pair[0]), String(pair[1])) : nil
      }, uniquingKeysWith: { $1 })
  }

  private func query(_ address: String?) -> [String: String] {
    Dictionary((address.flatMap { URLComponents(string: $0) }?.queryItems ?? []).map { ($0.name, $0.value ?? "") }) {
      $1
    }
  }

  @Test func `one signs in with the provider and comes back to the page that one wanted, in its language`() async throws
  {
    let house = try await TestHouse()
    let fake = FakeProvider(key)
    let client = try client(house, fake)
    let page = try await client.get("/en/connexion?retour=%2Fen%2Fespace%2Fconnexions")
    #expect(page.body.contains("Sign in with Exemple"))
    #expect(page.headers[.contentSecurityPolicy]?.contains("form-action 'self' https://id.exemple.example;") == true)
    let start = try await client.post("/en/connexion/oidc", [("retour", "/en/espace/connexions")])
    #expect(start.status == 303 && start.location?.hasPrefix(FakeProvider.issuer + "/authorize?") == true)
    let sent = query(start.location)
    #expect(sent["redirect_uri"] == "http://127.0.0.1:8080/connexion/oidc/retour")
    let now = Int64(house.clock.world.now().timeIntervalSince1970)
    fake.give(
      token: try key.token([
        "iss": .string(FakeProvider.issuer), "aud": .string("site"), "sub": .string("a"), "exp": .integer(now + 60),
        "iat": .integer(now), "nonce": .string(sent["nonce"] ?? ""), "email": .string("alice@exemple.example"),
        "email_verified": .bool(true),
      ]))
    let held = cookies(start).map { "\($0)=\($1)" }.joined(separator: "; ")
    let back = try await client.get("/connexion/oidc/retour?code=c&state=\(sent["state"] ?? "")", cookie: held)
    #expect(back.status == 303 && back.location == "/en/espace/connexions")
    let session = try #require(cookies(back)["session"])
    let space = try await client.get("/en/espace/connexions", cookie: "session=\(session)")
    #expect(space.body.contains("This browser"))
    let csrf = try #require(try await house.operations.session(session)).csrf
    let out = try await client.post("/en/deconnexion", [("csrf", csrf)], cookie: "session=\(session)")
    #expect(out.location?.hasPrefix(FakeProvider.issuer + "/logout?id_token_hint=") == true)
    #expect(query(out.location)["post_logout_redirect_uri"] == "http://127.0.0.1:8080/en/connexion")
    #expect(try await house.operations.session(session) == nil)
  }

  @Test func `what fails at the provider is told in our words, and nothing of the provider's is shown`() async throws {
    let house = try await TestHouse()
    let client = try client(house, FakeProvider(key))
    let start = try await client.post("/connexion/oidc", [("retour", "https://evil.example/")])
    let held = cookies(start).map { "\($0)=\($1)" }.joined(separator: "; ")
    let state = query(start.location)["state"] ?? ""
    let foreign = try await client.get("/connexion/oidc/retour?code=c&state=invented", cookie: held)
    #expect(foreign.status == 400 && foreign.body.contains("a expiré, a déjà servi, ou vient d’un autre navigateur"))
    let stolen = try await client.get("/connexion/oidc/retour?code=c&state=\(state)")
    #expect(stolen.status == 400 && cookies(stolen)["session"] == nil)
    let refused = try await client.get(
      "/connexion/oidc/retour?error=access_denied&error_description=%3Cscript%3Ehello&state=\(state)", cookie: held)
    #expect(refused.status == 400 && refused.body.contains("a été interrompue"))
    #expect(!refused.body.contains("hello") && !refused.body.contains("evil"))
  }

  @Test func `a provider that is down keeps nobody from a link`() async throws {
    let fake = FakeProvider(key)
    fake.setDown(true)
    let client = try client(try await TestHouse(), fake)
    let answer = try await client.post("/connexion/oidc", [])
    #expect(answer.status == 503 && answer.body.contains("ne répond pas") && answer.body.contains("name=\"email\""))
  }

  @Test func `without a provider there is no button, no page, and no foreign form target`() async throws {
    let client = try SiteClient(try await TestHouse())
    let page = try await client.get("/connexion")
    #expect(!page.body.contains("/connexion/oidc"))
    #expect(page.headers[.contentSecurityPolicy]?.contains("form-action 'self';") == true)
    #expect(try await client.post("/connexion/oidc", []).status == 404)
    #expect(try await client.get("/connexion/oidc/retour?state=x&code=y").status == 404)
  }

  @Test func `another site cannot send one to the provider`() async throws {
    var headers: HTTPFields = [:]
    headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = "cross-site"
    let client = try client(try await TestHouse(), FakeProvider(key))
    #expect(try await client.post("/connexion/oidc", [], headers: headers).status == 403)
  }

  @Test func `one ends another session of one's own, and then all of them; a stranger's is not there`() async throws {
    let client = try SiteClient(try await TestHouse())
    let (here, there) = (try await client.session(.applicant), try await client.session(.applicant))
    let stranger = try await client.session(.instructor)
    let page = try await client.get("/espace/connexions", cookie: here.cookie)
    let ends = page.body.matches(of: /action="(\/espace\/connexions\/[^"]*\/fin)"/).map { String($0.1) }
    #expect(ends.count == 1)
    let end = try #require(ends.first)
    #expect(try await client.post(end, [("csrf", stranger.csrf)], cookie: stranger.cookie).status == 404)
    #expect(try await client.get("/espace", cookie: there.cookie).status == 200)
    #expect(try await client.post(end, [("csrf", here.csrf)], cookie: here.cookie).location == "/espace/connexions")
    #expect(try await client.get("/espace", cookie: there.cookie).status == 303)
    let out = try await client.post("/espace/connexions/deconnexion", [("csrf", here.csrf)], cookie: here.cookie)
    #expect(out.status == 303)
    #expect(try await client.get("/espace", cookie: here.cookie).status == 303)
    #expect(try await client.get("/espace", cookie: stranger.cookie).status == 200)
  }

  @Test func `asking for a link from too many addresses of one network is told with when to come back`() async throws {
    let client = try SiteClient(try await TestHouse())
    for number in 0..<30 {
      #expect(try await client.post("/connexion", [("email", "n\(number)@exemple.example")]).status == 303)
    }
    let answer = try await client.post("/connexion", [("email", "x@exemple.example")])
    #expect(answer.status == 429 && answer.headers[.retryAfter] == "700")
  }
}
