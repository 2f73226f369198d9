import Foundation
import NIOCore
import NIOPosix
import Services

/// The scanner `clamd`, asked over TCP with its command INSTREAM. Whatever is not a clear verdict is none: the file
/// is then refused, never taken in unscanned.
struct ClamdScanner: FileScanner {
  private static let chunk = 65_536
  private let host: String
  private let port: Int
  private let limit: Duration

  /// - Parameter address: `host:port`. Nil for what is none.
  init?(address: String, limit: Duration = .seconds(60)) {
    let parts = address.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]), (1...65_535).contains(port) else { return nil }
    host = String(parts[0])
    self.port = port
    self.limit = limit
  }

  func isInfected(_ file: URL) async throws -> Bool {
    let reply: String
    do {
      reply = try await withThrowingTaskGroup(of: String.self) { group in
        group.addTask { try await ask(about: file) }
        group.addTask {
          try await Task.sleep(for: limit)
          throw Outage.scanner
        }
        defer { group.cancelAll() }
        return try await group.next() ?? ""
      }
    } catch {
      throw Outage.scanner
    }
    if reply.hasSuffix(" OK") { return false }
    if reply.hasSuffix(" FOUND") { return true }
    throw Outage.scanner
  }

  private func ask(about file: URL) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(5))
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: "zINSTREAM\0"))
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      while let bytes = try handle.read(upToCount: ClamdScanner.chunk), !bytes.isEmpty {
        var buffer = ByteBuffer(integer: UInt32(bytes.count))
        buffer.writeBytes(bytes)
        try await outbound.write(buffer)
      }
      try await outbound.write(ByteBuffer(integer: UInt32(0)))
      var reply = ""
      for try await buffer in inbound {
        reply += String(buffer: buffer)
        if reply.hasSuffix("\0") || reply.count > 1000 { break }
      }
      return reply.trimmingCharacters(in: CharacterSet(charactersIn: "\0\r\n "))
    }
  }
}
