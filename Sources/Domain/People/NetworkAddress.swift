/// An address of the Internet Protocol. An IPv4 address that came in the clothes of IPv6 is taken out of them.
package struct NetworkAddress: Hashable, Sendable {
  /// Four bytes or sixteen.
  package let bytes: [UInt8]

  package var isIPv6: Bool { bytes.count == 16 }

  /// Nil for what is not an address. A zone (`%eth0`) is left out.
  package init?(_ text: String) {
    let plain = text.prefix { $0 != "%" }
    guard let bytes = plain.contains(":") ? NetworkAddress.six(plain) : NetworkAddress.four(plain) else { return nil }
    let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xff, 0xff]
    self.bytes = bytes.count == 16 && Array(bytes.prefix(12)) == mapped ? Array(bytes.suffix(4)) : bytes
  }

  private static func four(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { $0.count <= 3 && $0.allSatisfy(\.isASCIIDigit) ? UInt8($0) : nil }
    return parts.count == 4 && bytes.count == 4 ? bytes : nil
  }

  private static func six(_ text: Substring) -> [UInt8]? {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0], isLast: halves.count == 1),
      let tail = groups(halves.count == 2 ? halves[1] : "", isLast: true)
    else { return nil }
    let missing = 16 - head.count - tail.count
    guard halves.count == 2 ? missing >= 2 : missing == 0 else { return nil }
    return head + Array(repeating: 0, count: missing) + tail
  }

  /// Groups of sixteen bits, of which the very last may be an IPv4 address.
  private static func groups(_ text: Substring, isLast: Bool) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    var bytes: [UInt8] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isLast, part.contains("."), index == parts.count - 1, let four = four(part) {
        bytes += four
      } else if (1...4).contains(part.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16) {
        bytes += [UInt8(group >> 8), UInt8(group & 0xff)]
      } else {
        return nil
      }
    }
    return bytes
  }

  /// Whether it belongs to a machine or a network of somebody's own, not to the public network: loopback, private,
  /// link-local, shared, multicast and unspecified addresses (RFC 6890).
  package var isPrivate: Bool { NetworkAddress.privateRanges.contains { $0.contains(self) } }

  private static let privateRanges = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3", "::/127", "64:ff9b::/96", "fc00::/7", "fe80::/10", "ff00::/8",
  ].compactMap { NetworkRange($0) }

  /// What limits count as one: an IPv4 address, or the /64 of an IPv6 one, which is one household.
  package var household: String { isIPv6 ? prefix(64) : prefix(32) }

  /// Whereabouts somebody was, for their own list of sessions: neither the machine nor the household.
  package var shortened: String { isIPv6 ? prefix(48) : prefix(24) }

  private func prefix(_ length: Int) -> String {
    let kept = bytes.enumerated().map { index, byte in index * 8 < length ? byte : 0 }
    guard isIPv6 else {
      let text = kept.map(String.init).joined(separator: ".")
      return length == 32 ? text : "\(text)/\(length)"
    }
    let groups = stride(from: 0, to: length / 8, by: 2).map { index in
      String(UInt16(kept[index]) << 8 | UInt16(kept[index + 1]), radix: 16)
    }
    return groups.joined(separator: ":") + "::/\(length)"
  }
}

/// A range of addresses as operators write it, `10.0.0.0/8`; an address alone is a range of one.
package struct NetworkRange: Hashable, Sendable {
  private let address: NetworkAddress
  private let length: Int

  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = NetworkAddress(String(parts[0])) else { return nil }
    let longest = address.bytes.count * 8
    guard parts.count == 2 else {
      self.address = address
      length = longest
      return
    }
    guard parts[1].allSatisfy(\.isASCIIDigit), let length = Int(parts[1]), length <= longest else { return nil }
    self.address = address
    self.length = length
  }

  package func contains(_ other: NetworkAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    for (index, pair) in zip(address.bytes, other.bytes).enumerated() {
      let bits = min(max(length - index * 8, 0), 8)
      let mask = UInt8(truncatingIfNeeded: 0xff00 >> bits)
      if pair.0 & mask != pair.1 & mask { return false }
    }
    return true
  }
}
