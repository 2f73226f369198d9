package import Foundation

/// JSON as we publish it: members in a fixed order, so that the same data are the same bytes.
package enum JSONDocument {
  package static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }
}
