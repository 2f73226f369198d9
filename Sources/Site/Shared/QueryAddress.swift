/// An address with its query, percent-encoded; members without a value are left out.
package func address(_ path: String, _ query: [(name: String, value: String?)]) -> String {
  let members = query.compactMap { member -> String? in
    guard let value = member.value, !value.isEmpty else { return nil }
    return member.name + "=" + percentEncoded(value)
  }
  return members.isEmpty ? path : path + "?" + members.joined(separator: "&")
}

private func percentEncoded(_ text: String) -> String {
  var encoded = ""
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      encoded.append(Character(Unicode.Scalar(byte)))
    default:
      let hex = String(byte, radix: 16, uppercase: true)
      encoded += "%" + (hex.count == 1 ? "0" + hex : hex)
    }
  }
  return encoded
}
