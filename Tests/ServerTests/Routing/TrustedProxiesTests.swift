import Domain
import Server
import Testing

@Suite struct TrustedProxiesTests {
  private func client(
    _ neighbour: String, for list: [String] = [], forwarded: [String] = [], trusting: String = "10.0.0.0/8, ::1"
  ) throws -> String? {
    try #require(TrustedProxies(trusting)).client(
      neighbour: NetworkAddress(neighbour), forwardedFor: list, forwarded: forwarded)?.household
  }

  @Test func `without a proxy of ours nobody is believed`() throws {
    #expect(try client("203.0.113.7", for: ["198.51.100.1"], forwarded: ["for=198.51.100.1"]) == "203.0.113.7")
    #expect(try client("10.0.0.1", for: ["198.51.100.1"], trusting: "") == "10.0.0.1")
  }

  @Test func `the chain is read from its end to the first that is not a proxy of ours`() throws {
    #expect(try client("10.0.0.1", for: ["198.51.100.1"]) == "198.51.100.1")
    #expect(try client("10.0.0.1", for: ["6.6.6.6, 198.51.100.1, 10.0.0.2"]) == "198.51.100.1")
    #expect(try client("10.0.0.1", for: ["6.6.6.6", "198.51.100.1"]) == "198.51.100.1")
    #expect(try client("::1", for: ["10.0.0.3, 10.0.0.2"]) == "10.0.0.3")
    #expect(try client("10.0.0.1", for: ["6.6.6.6, unknown"]) == "10.0.0.1")
    #expect(try client("10.0.0.1", for: ["6.6.6.6, , 10.0.0.2"]) == "10.0.0.2")
    #expect(try client("10.0.0.1") == "10.0.0.1")
  }

  @Test func `ports and brackets are left out`() throws {
    #expect(try client("10.0.0.1", for: ["198.51.100.1:4711"]) == "198.51.100.1")
    #expect(try client("10.0.0.1", for: ["[2001:db8::1]:4711"]) == "2001:db8:0:0::/64")
    #expect(try client("10.0.0.1", for: ["2001:db8::1"]) == "2001:db8:0:0::/64")
  }

  @Test func `the header of RFC 7239 is read as well`() throws {
    #expect(
      try client("10.0.0.1", forwarded: ["for=192.0.2.43, For=\"[2001:db8::1]:47\";proto=https"])
        == "2001:db8:0:0::/64")
    #expect(try client("10.0.0.1", forwarded: ["proto=https;for=192.0.2.43;by=10.0.0.1"]) == "192.0.2.43")
    #expect(try client("10.0.0.1", forwarded: ["for=_hidden"]) == "10.0.0.1")
    // A quote that the client left open does not swallow what our proxy wrote.
    #expect(try client("10.0.0.1", forwarded: ["for=\"6.6.6.6, for=192.0.2.43"]) == "192.0.2.43")
  }

  @Test func `of two headers that disagree neither is believed`() throws {
    #expect(try client("10.0.0.1", for: ["198.51.100.1"], forwarded: ["for=6.6.6.6"]) == "10.0.0.1")
    #expect(try client("10.0.0.1", for: ["198.51.100.1"], forwarded: ["for=198.51.100.1"]) == "198.51.100.1")
  }

  @Test func `what is no list of addresses is refused`() {
    for text in ["10.0.0.0/8,x", "localhost", "10.0.0.0/64"] { #expect(TrustedProxies(text) == nil, "\(text)") }
    #expect(TrustedProxies(" ") == TrustedProxies.none)
  }
}
