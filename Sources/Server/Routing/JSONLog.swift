package import Domain
import Foundation
package import Logging

/// One line of JSON for each line of the log, on standard error.
package struct JSONLog: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level = .info
  private let label: String
  private let world: World
  private let write: @Sendable (String) -> Void

  /// - Parameter write: takes a line, without its end.
  package init(label: String, world: World, write: @escaping @Sendable (String) -> Void = JSONLog.toStandardError) {
    self.label = label
    self.world = world
    self.write = write
  }

  package static let toStandardError: @Sendable (String) -> Void = { line in
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var members: [String: JSONValue] = [:]
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
      members[key == "hb.request.id" ? "request" : key] = JSONLog.value(value)
    }
    members["time"] = .string(Instant.text(world.now()))
    members["level"] = .string(event.level.rawValue)
    members["message"] = .string("\(event.message)")
    members["log"] = .string(label)
    write(JSONValue.object(members).canonical)
  }

  private static func value(_ value: Logger.Metadata.Value) -> JSONValue {
    switch value {
    case .string(let text): .string(text)
    case .stringConvertible(let number as Int): .integer(Int64(number))
    case .stringConvertible(let other): .string("\(other)")
    case .array(let values): .array(values.map(JSONLog.value))
    case .dictionary(let members): .object(members.mapValues(JSONLog.value))
    }
  }
}
