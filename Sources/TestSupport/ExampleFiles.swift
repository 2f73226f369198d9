package import Foundation

/// Small files for tests.
package enum ExampleFiles {
  /// A zip file whose members are stored as they are. Sums are left out: nothing is unpacked.
  package static func zip(_ members: [(name: String, content: String)]) -> Data {
    var (body, directory) = (Data(), Data())
    for member in members {
      let (name, content) = (Data(member.name.utf8), Data(member.content.utf8))
      let sizes = short(0) + short(0) + long(0) + long(content.count) + long(content.count) + short(name.count)
      directory += long(0x0201_4b50) + short(20) + short(20) + short(0) + short(0) + sizes + short(0) + short(0)
      directory += short(0) + short(0) + long(0) + long(body.count) + name
      body += long(0x0403_4b50) + short(20) + short(0) + short(0) + sizes + short(0) + name + content
    }
    let counts = short(0) + short(0) + short(members.count) + short(members.count)
    return body + directory + long(0x0605_4b50) + counts + long(directory.count) + long(body.count) + short(0)
  }

  private static func short(_ value: Int) -> Data {
    Data([UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)])
  }

  private static func long(_ value: Int) -> Data { short(value) + short(value >> 16) }
}
