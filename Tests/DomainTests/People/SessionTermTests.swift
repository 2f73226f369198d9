import Domain
import Foundation
import TestSupport
import Testing

@Suite struct SessionTermTests {
  private let start = TestWorld.noon(2026, 11, 23)

  @Test func `a session ends two hours after it was last used, and twelve hours after it began`() {
    #expect(SessionTerm.end(startedAt: start, seenAt: start) == start.addingTimeInterval(2 * 3600))
    let seen = start.addingTimeInterval(9 * 3600)
    #expect(SessionTerm.end(startedAt: start, seenAt: seen) == seen.addingTimeInterval(2 * 3600))
    let late = start.addingTimeInterval(11.5 * 3600)
    #expect(SessionTerm.end(startedAt: start, seenAt: late) == start.addingTimeInterval(12 * 3600))
  }

  @Test func `it is marked as used at most once a minute`() {
    #expect(!SessionTerm.isRenewalDue(seenAt: start, at: start.addingTimeInterval(59)))
    #expect(SessionTerm.isRenewalDue(seenAt: start, at: start.addingTimeInterval(60)))
  }

  @Test(
    arguments: [
      ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
      (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
        "Edge, Windows"
      ),
      ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
      ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iOS"),
      ("curl/8.0 <script>", nil), ("", nil),
    ] as [(String, String?)])
  func `a browser is named by its kind and system, and nothing else of what it says is kept`(
    agent: String, name: String?
  ) {
    #expect(SessionOrigin(address: nil, userAgent: agent).browser == name)
  }
}

@Suite struct AttemptLimitTests {
  @Test(arguments: [AttemptLimit.linksToAddress, .signInsFromNetwork])
  func `what counts lies within the time of the limit, and a window more at most`(limit: AttemptLimit) {
    let now = TestWorld.noon(2026, 11, 23).addingTimeInterval(17)
    let window = limit.windowStart(at: now)
    #expect(window <= now && limit.windowStart(at: window) == window)
    // An attempt of just now counts for the whole time, and no longer than a sixth more.
    let end = window.addingTimeInterval(limit.seconds)
    #expect(window > limit.horizon(at: end))
    #expect(window <= limit.horizon(at: limit.expiry(of: window)))
    #expect(limit.wait(from: window, at: now) == Int(limit.expiry(of: window).timeIntervalSince(now)))
    #expect(limit.wait(from: window, at: limit.expiry(of: window).addingTimeInterval(5)) == 1)
  }
}

@Suite struct NetworkAddressTests {
  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7", "203.0.113.0/24"), ("2001:db8:a:b:1:2:3:4", "2001:db8:a:b::/64", "2001:db8:a::/48"),
    ("2001:DB8::1", "2001:db8:0:0::/64", "2001:db8:0::/48"), ("::ffff:203.0.113.7", "203.0.113.7", "203.0.113.0/24"),
    ("::1", "0:0:0:0::/64", "0:0:0::/48"), ("fe80::1%eth0", "fe80:0:0:0::/64", "fe80:0:0::/48"),
  ])
  func `an address is one household to limits, and its whereabouts to its owner`(
    text: String, household: String, shortened: String
  ) throws {
    let address = try #require(NetworkAddress(text))
    #expect(address.household == household)
    #expect(address.shortened == shortened)
  }

  @Test func `two addresses of one IPv6 network are one household, however they are written`() {
    let written = ["2001:db8:0:0:ffff::1", "2001:db8::2", "2001:0db8:0000:0000::abcd"]
    #expect(Set(written.map { NetworkAddress($0)?.household }).count == 1)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.256", "1.2.3.4.5", "1.2.3.-4", "1.2.3.+4", "a", ":", ":::", "1::2::3", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "12345::", "::g", "1.2.3.4::", "localhost", "1:2:3:4:5:6:7::8:9",
  ])
  func `what is no address is none`(text: String) { #expect(NetworkAddress(text) == nil) }

  @Test func `a range holds the addresses of its prefix and no others`() throws {
    let cases: [(String, [String], [String])] = [
      ("10.0.0.0/8", ["10.0.0.1", "10.255.255.255", "::ffff:10.1.2.3"], ["11.0.0.1", "::a00:1"]),
      ("192.0.2.128/25", ["192.0.2.128", "192.0.2.255"], ["192.0.2.127"]), ("192.0.2.1", ["192.0.2.1"], ["192.0.2.2"]),
      ("2001:db8::/33", ["2001:db8:7fff::1"], ["2001:db8:8000::1"]), ("0.0.0.0/0", ["1.2.3.4"], ["::1"]),
    ]
    for (text, inside, outside) in cases {
      let range = try #require(NetworkRange(text))
      for address in inside { #expect(range.contains(try #require(NetworkAddress(address))), "\(text) \(address)") }
      for address in outside { #expect(!range.contains(try #require(NetworkAddress(address))), "\(text) \(address)") }
    }
    for text in ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "x/8", ""] {
      #expect(NetworkRange(text) == nil, "\(text)")
    }
  }
}
