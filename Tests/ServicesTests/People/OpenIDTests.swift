import Domain
import Foundation
import Services
import Storage
import TestSupport
import Testing

/// Signing in with an identity provider whose answers are true, and with all that may be false in them.
@Suite struct OpenIDTests {
  private let redirect = "https://site.exemple.example/retour"
  private let key = SigningKey.elliptic("k1")

  /// A house beside a provider, and a visit on its way.
  private struct Scene {
    let house: TestHouse
    let fake: FakeProvider
    let provider: OpenIDProvider
    var visit: [String: String]
  }

  private func scene(_ settings: OpenIDSettings = FakeProvider.settings) async throws -> Scene {
    let house = try await TestHouse()
    let fake = FakeProvider(key)
    let provider = OpenIDProvider(settings: settings, fetcher: fake, now: house.clock.world.now)
    var scene = Scene(house: house, fake: fake, provider: provider, visit: [:])
    scene.visit = try await start(scene)
    return scene
  }

  /// Begins a visit, and reads what the provider is told.
  private func start(_ scene: Scene, browser: String = "browser") async throws -> [String: String] {
    let address = try await scene.house.operations.startProviderVisit(
      to: scene.provider, browser: browser, redirect: redirect)
    let items = URLComponents(string: address)?.queryItems ?? []
    return Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
  }

  private func claims(_ scene: Scene, _ changes: [String: JSONValue?] = [:]) -> [String: JSONValue] {
    let now = Int64(scene.house.clock.world.now().timeIntervalSince1970)
    var claims: [String: JSONValue] = [
      "iss": .string(FakeProvider.issuer), "aud": .string("site"), "sub": .string("alice-1"),
      "exp": .integer(now + 300), "iat": .integer(now), "nonce": .string(scene.visit["nonce"] ?? ""),
      "email": .string("alice@exemple.example"), "email_verified": .bool(true), "given_name": .string("Alice"),
      "usual_name": .string("Exemple"),
    ]
    for (name, value) in changes { claims[name] = value }
    return claims
  }

  @discardableResult
  private func finish(
    _ scene: Scene, state: String? = nil, browser: String = "browser", error: String? = nil, issuer: String? = nil
  ) async throws -> Session {
    let answer = ProviderAnswer(
      state: state ?? scene.visit["state"], code: "code", error: error, issuer: issuer)
    let secret = try await scene.house.operations.signIn(
      answer, from: scene.provider, browser: SigningBrowser(secret: browser), redirect: redirect, language: .english)
    return try #require(try await scene.house.operations.session(secret))
  }

  @Test func `the provider is asked for a code with PKCE, a state and a nonce, none of which the database holds`()
    async throws
  {
    let scene = try await scene()
    #expect(scene.visit["response_type"] == "code" && scene.visit["client_id"] == "site")
    #expect(scene.visit["redirect_uri"] == redirect && scene.visit["scope"] == OpenIDSettings.usualScopes)
    #expect(scene.visit["code_challenge_method"] == "S256" && scene.visit["code_challenge"]?.count == 43)
    let stored = try await scene.house.database.read { transaction in
      try transaction.rows("SELECT state_hash, browser_hash FROM provider_visits").flatMap {
        [try $0.text("state_hash"), try $0.text("browser_hash")]
      }
    }
    #expect(stored.count == 2)
    for secret in ["state", "nonce", "code_challenge"] { #expect(!stored.contains(scene.visit[secret] ?? "")) }
  }

  @Test func `who comes back with a true token is signed in, with an account and the role of an applicant`()
    async throws
  {
    let scene = try await scene()
    scene.fake.give(token: try key.token(claims(scene)))
    let session = try await finish(scene)
    #expect(session.person.name == "Alice Exemple" && session.person.language == .english)
    #expect(session.person.email.value == "alice@exemple.example" && session.principal.roles == [.applicant])
    let exchange = scene.fake.exchange
    #expect(exchange.authorization == "Basic " + Data("site:geheim%2F%3A".utf8).base64EncodedString())
    #expect(exchange.form["grant_type"] == "authorization_code" && exchange.form["redirect_uri"] == redirect)
    #expect(exchange.form["client_secret"] == nil && exchange.form["code_verifier"]?.count == 64)
  }

  @Test func `a provider that takes no Basic gets the secret in the form`() async throws {
    let scene = try await scene()
    let fake = FakeProvider(key)
    fake.state(["token_endpoint_auth_methods_supported": .array([.string("client_secret_post")])])
    let provider = OpenIDProvider(
      settings: FakeProvider.settings, fetcher: fake, now: scene.house.clock.world.now)
    fake.give(token: try key.token(claims(scene)))
    try await finish(Scene(house: scene.house, fake: fake, provider: provider, visit: scene.visit))
    #expect(fake.exchange.form["client_secret"] == "geheim/:" && fake.exchange.authorization == nil)
  }

  @Test func `a token signed by RSA serves as well, and a list of audiences that names its party`() async throws {
    let rsa = try SigningKey.rsa("r1")
    let scene = try await scene()
    scene.fake.publish(key, rsa)
    let audience: JSONValue = .array([.string("site"), .string("other")])
    scene.fake.give(token: try rsa.token(claims(scene, ["aud": audience, "azp": .string("site")])))
    #expect(try await finish(scene).person.name == "Alice Exemple")
  }

  @Test(
    arguments: [
      ("nonce", JSONValue.string("another"), "the token was made for another visit"),
      ("nonce", nil, "the token was made for another visit"),
      ("iss", .string("https://id.exemple.example/"), "the token is another issuer's"),
      ("aud", .string("other"), "the token is for another site"), ("aud", nil, "the token is for another site"),
      ("aud", .array([.string("site"), .string("other")]), "the token was given to another site"),
      ("azp", .string("other"), "the token was given to another site"),
      ("exp", .integer(1_700_000_000), "the token has expired"), ("exp", nil, "the token has expired"),
      ("iat", .integer(1_700_000_000), "the token was not made just now"),
      ("iat", .integer(4_000_000_000), "the token was not made just now"),
      ("iat", nil, "the token was not made just now"),
      ("nbf", .integer(4_000_000_000), "the token does not hold yet"),
      ("sub", nil, "the token names nobody"), ("sub", .string(""), "the token names nobody"),
    ] as [(String, JSONValue?, String)])
  func `a token with one claim that does not fit opens nothing`(
    name: String, value: JSONValue?, reason: String
  ) async throws {
    let scene = try await scene()
    scene.fake.give(token: try key.token(claims(scene, [name: value])))
    await #expect(throws: ProviderFault(.notProven, reason)) { try await finish(scene) }
    let sessions = try await scene.house.database.read { try $0.count("SELECT COUNT(*) AS count FROM sessions") }
    #expect(sessions == 0)
  }

  @Test func `a token that nobody, or somebody else, signed opens nothing`() async throws {
    let rsa = try SigningKey.rsa("r1")
    let forger = SigningKey.elliptic("k1")
    let scene = try await scene()
    scene.fake.publish(key, rsa)
    let untaken = ProviderFault(.notProven, "the token is signed in a way that is not taken")
    let forged = ProviderFault(.notProven, "the signature does not hold")
    let claims = claims(scene)
    let genuine = try key.token(claims)
    let altered =
      genuine.split(separator: ".")[0] + "."
      + SigningKey.unsigned([:], ["sub": .string("bob")])
      .split(separator: ".")[1] + "." + genuine.split(separator: ".")[2]
    let tokens: [(String, ProviderFault)] = [
      (SigningKey.unsigned(["alg": .string("none")], claims) + ".", untaken),
      (SigningKey.unsigned(["alg": .string("None"), "kid": .string("k1")], claims) + ".", untaken),
      (SigningKey.shared(rsa.publicText, kid: "r1", claims), untaken),
      (SigningKey.shared("geheim/:", kid: "r1", claims), untaken),
      (try key.token(claims, header: ["crit": .array([.string("x")])]), untaken), ("x.y", untaken), ("", untaken),
      (try forger.token(claims), forged), (String(altered), forged),
      // The key of one algorithm is not asked about another.
      (
        try rsa.token(claims, header: ["kid": .string("k1")]), ProviderFault(.notProven, "the provider has no such key")
      ),
    ]
    for (index, (token, fault)) in tokens.enumerated() {
      var next = scene
      next.visit["state"] = try await start(scene)["state"]
      scene.fake.give(token: token)
      await #expect(throws: fault, "\(index)") { try await finish(next) }
    }
  }

  @Test func `a key that is new is fetched, at most once a minute for one that is unknown`() async throws {
    let scene = try await scene()
    scene.fake.give(token: try key.token(claims(scene)))
    try await finish(scene)
    #expect(scene.fake.count("/keys") == 1)
    let rotated = SigningKey.elliptic("k2")
    func attempt(_ key: SigningKey) async throws -> Session {
      var next = scene
      next.visit = try await start(scene)
      scene.fake.give(token: try key.token(claims(next)))
      return try await finish(next)
    }
    // The provider changes its key within the minute: it is asked again only when that is over.
    scene.fake.publish(rotated)
    let unknown = ProviderFault(.notProven, "the provider has no such key")
    await #expect(throws: unknown) { try await attempt(rotated) }
    #expect(scene.fake.count("/keys") == 1)
    scene.house.clock.advance(seconds: 60)
    #expect(try await attempt(rotated).person.name == "Alice Exemple")
    #expect(scene.fake.count("/keys") == 2)
    // Forged names make it ask no more than that.
    for number in 0..<5 {
      await #expect(throws: unknown) { try await attempt(SigningKey.elliptic("forged-\(number)")) }
    }
    #expect(scene.fake.count("/keys") == 2)
    // The old key is not taken any more.
    await #expect(throws: unknown) { try await attempt(key) }
  }

  @Test func `a state serves once, for ten minutes, in its own browser`() async throws {
    let ended = ProviderFault(.visitEnded, "the state is not one of this browser's")
    let scene = try await scene()
    scene.fake.give(token: try key.token(claims(scene)))
    await #expect(throws: ended) { try await finish(scene, browser: "another") }
    await #expect(throws: ended) { try await finish(scene, state: "invented") }
    try await finish(scene)
    await #expect(throws: ended) { try await finish(scene) }
    var late = scene
    late.visit = try await start(scene)
    scene.house.clock.advance(seconds: 600)
    await #expect(throws: ended) { try await finish(late) }
  }

  @Test func `of two returns with one state at once one counts`() async throws {
    let scene = try await scene()
    scene.fake.give(token: try key.token(claims(scene)))
    let won = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<6 { group.addTask { (try? await finish(scene)) != nil } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
  }

  @Test func `an address that the provider does not vouch for opens nothing, unless the operator trusts it`()
    async throws
  {
    for verified in [JSONValue.bool(false), .string("false"), .integer(1), nil] {
      let scene = try await scene()
      _ = try await scene.house.operations.grantRole(
        .administrator, to: try #require(EmailAddress("alice@exemple.example")), name: "A", by: .setUp)
      scene.fake.give(token: try key.token(claims(scene, ["email_verified": verified])))
      await #expect(throws: ProviderFault(.addressUnverified, "the provider does not vouch for the address")) {
        try await finish(scene)
      }
    }
    let trusting = OpenIDSettings(
      issuer: FakeProvider.issuer, clientID: "site", clientSecret: "s", trustsAddresses: true)
    let scene = try await scene(trusting)
    scene.fake.give(token: try key.token(claims(scene, ["email_verified": nil])))
    #expect(try await finish(scene).person.email.value == "alice@exemple.example")
    var bare = scene
    bare.visit = try await start(scene)
    scene.fake.give(token: try key.token(claims(bare, ["email": .string("no address"), "sub": .string("x")])))
    await #expect(throws: ProviderFault(.addressMissing, "the provider gives no address")) { try await finish(bare) }
  }

  @Test func `an identity stays with its account; the address alone hands it to nobody else`() async throws {
    let scene = try await scene()
    let email = try #require(EmailAddress("alice@exemple.example"))
    let id = try await scene.house.operations.grantRole(.instructor, to: email, name: "A", by: .setUp)
    scene.fake.give(token: try key.token(claims(scene)))
    #expect(try await finish(scene).person.id == id)
    // The address changed at the provider: it is still she.
    var next = scene
    next.visit = try await start(scene)
    scene.fake.give(
      token: try key.token(claims(next, ["email": .string("new@exemple.example"), "email_verified": .bool(false)])))
    #expect(try await finish(next).person.id == id)
    // The address went on to somebody else.
    next.visit = try await start(scene)
    scene.fake.give(token: try key.token(claims(next, ["sub": .string("bob-1")])))
    await #expect(
      throws: ProviderFault(.addressTaken, "the account of the address has another identity of this provider")
    ) { try await finish(next) }
  }

  @Test func `userinfo counts when it is of the same person, plain or signed`() async throws {
    let scene = try await scene()
    let bare: [String: JSONValue?] = ["email": nil, "email_verified": nil, "given_name": nil, "usual_name": nil]
    let user: [String: JSONValue] = [
      "sub": .string("alice-1"), "email": .string("alice@exemple.example"), "email_verified": .bool(true),
      "given_name": .string("Al\nice"), "usual_name": .string("E"), "iss": .string(FakeProvider.issuer),
      "aud": .string("site"),
    ]
    func attempt(_ body: String, _ contentType: String) async throws -> Session {
      scene.fake.giveUserinfo(body, contentType: contentType)
      let provider = OpenIDProvider(
        settings: FakeProvider.settings, fetcher: scene.fake, now: scene.house.clock.world.now)
      var next = Scene(house: scene.house, fake: scene.fake, provider: provider, visit: [:])
      next.visit = try await start(next)
      scene.fake.give(token: try key.token(claims(next, bare)))
      return try await finish(next)
    }
    #expect(try await attempt(JSONValue.object(user).canonical, "application/json").person.name == "Al ice E")
    #expect(try await attempt(try key.token(user), "application/jwt").person.name == "Al ice E")
    func changed(_ name: String, _ value: String) -> [String: JSONValue] { user.merging([name: .string(value)]) { $1 } }
    await #expect(throws: ProviderFault(.notProven, "the userinfo is of somebody else")) {
      try await attempt(JSONValue.object(changed("sub", "bob-1")).canonical, "application/json")
    }
    for (name, reason) in [
      ("iss", "the userinfo is another issuer's"), ("aud", "the token is for another site"),
      ("sub", "the userinfo is of somebody else"),
    ] {
      await #expect(throws: ProviderFault(.notProven, reason)) {
        try await attempt(try key.token(changed(name, "x")), "application/jwt; charset=utf-8")
      }
    }
    await #expect(throws: ProviderFault(.notProven, "the signature does not hold")) {
      try await attempt(try SigningKey.elliptic("k1").token(user), "application/jwt")
    }
  }

  @Test func `what the provider refuses, or does not answer, is told apart`() async throws {
    var scene = try await scene()
    await #expect(throws: ProviderFault(.cancelled, "the provider answered access_denied")) {
      try await finish(scene, error: "access_denied")
    }
    scene.visit = try await start(scene)
    await #expect(throws: ProviderFault(.cancelled, "the provider answered without a code")) {
      try await finish(scene, error: "<script>")
    }
    scene.visit = try await start(scene)
    await #expect(throws: ProviderFault(.notProven, "the answer is another issuer's")) {
      try await finish(scene, issuer: "https://evil.example")
    }
    scene.visit = try await start(scene)
    scene.fake.give(token: "", status: 400)
    await #expect(throws: ProviderFault(.visitEnded, "the token endpoint answered 400 invalid_grant")) {
      try await finish(scene)
    }
    scene.visit = try await start(scene)
    scene.fake.setDown(true)
    await #expect(throws: ProviderFault(.unavailable, "the provider does not answer: Unreachable")) {
      try await finish(scene)
    }
  }

  @Test func `a provider that speaks for another issuer, or sends us into the clear, is not used`() async throws {
    for members in [
      ["issuer": JSONValue.string("https://evil.example")], ["token_endpoint": .string("http://id.exemple.example/t")],
      ["jwks_uri": .string("file:///etc/passwd")],
    ] {
      let house = try await TestHouse()
      let fake = FakeProvider(key)
      fake.state(members)
      let provider = OpenIDProvider(settings: FakeProvider.settings, fetcher: fake, now: house.clock.world.now)
      await #expect(throws: ProviderFault.self) { try await provider.discover() }
    }
  }

  @Test func `what the provider says of itself is kept for an hour, and for a day where it does not answer`()
    async throws
  {
    let scene = try await scene()
    #expect(scene.fake.count("/openid-configuration") == 1)
    scene.house.clock.advance(seconds: 3599)
    try await scene.provider.discover()
    #expect(scene.fake.count("/openid-configuration") == 1)
    scene.house.clock.advance(seconds: 1)
    try await scene.provider.discover()
    #expect(scene.fake.count("/openid-configuration") == 2)
    scene.fake.setDown(true)
    scene.house.clock.advance(seconds: 86_399)
    try await scene.provider.discover()
    scene.house.clock.advance(seconds: 1)
    await #expect(throws: ProviderFault.self) { try await scene.provider.discover() }
  }

  @Test func `signing out hands back the token that the provider wants to see`() async throws {
    let scene = try await scene()
    let token = try key.token(claims(scene))
    scene.fake.give(token: token)
    let answer = ProviderAnswer(state: scene.visit["state"], code: "code", error: nil, issuer: FakeProvider.issuer)
    let secret = try await scene.house.operations.signIn(
      answer, from: scene.provider, browser: SigningBrowser(secret: "browser"), redirect: redirect, language: .french)
    let principal = try #require(try await scene.house.operations.session(secret)).principal
    #expect(try await scene.house.operations.signOut(secret, by: principal) == token)
    let address = await scene.provider.signOutAddress(token, state: "s", redirect: "https://site.exemple.example/c")
    #expect(address?.hasPrefix(FakeProvider.issuer + "/logout?id_token_hint=") == true)
    #expect(address?.hasSuffix("&post_logout_redirect_uri=https%3A%2F%2Fsite.exemple.example%2Fc&state=s") == true)
  }

  @Test func `settings are read from the environment, and all that is wrong in them is told at once`() throws {
    #expect(try OpenIDSettings.read([:]) == nil)
    let plain = ["OIDC_ISSUER": "https://id.exemple.example/api", "OIDC_CLIENT_ID": "i", "OIDC_CLIENT_SECRET": "s"]
    let settings = try #require(try OpenIDSettings.read(plain))
    #expect(
      settings.name == "ProConnect" && settings.origin == "https://id.exemple.example" && !settings.trustsAddresses)
    let local = plain.merging(["OIDC_ISSUER": "http://127.0.0.1:9000/o", "OIDC_TRUST_EMAIL": "yes"]) { $1 }
    #expect(try OpenIDSettings.read(local)?.origin == "http://127.0.0.1:9000")
    do {
      _ = try OpenIDSettings.read([
        "OIDC_ISSUER": "http://id.exemple.example", "OIDC_SCOPES": "email", "OIDC_TRUST_EMAIL": "1",
      ])
      Issue.record("nothing was found")
    } catch {
      #expect(error.problems.count == 5)
    }
  }
}
