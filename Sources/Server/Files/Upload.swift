import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Services

/// A form with a file, as it came in: the fields in memory, the file in a temporary place.
struct Upload: Sendable {
  let form: Form
  let file: IncomingFile?
  /// The file went over the limit, and was not read to its end.
  let isTooLarge: Bool

  /// What is read of a body at most: a browser shows an answer only once it has sent all that it has.
  static let mostRead = 4 * Attachment.Limits.bytes

  /// Reads the body of a request. A form without a file may also come as any other form does.
  ///
  /// - Parameter place: an empty file, into which the one that comes in is written. The caller takes it away.
  /// - Throws: 400 for what is no form, 413 for one that is too large beside its file, 415 for another type.
  init(_ request: Request, to place: URL) async throws {
    guard let type = request.headers[.contentType], var reader = MultipartReader(contentType: type) else {
      form = try await Form(request)
      file = nil
      isTooLarge = false
      return
    }
    var intake = Intake(place: place)
    var body = request.body.makeAsyncIterator()
    do {
      while let buffer = try await body.next() {
        try reader.read(buffer.readableBytesView) { try intake.take($0) }
      }
      try reader.finish()
    } catch is MultipartReader.Malformed {
      throw HTTPError(.badRequest)
    } catch is Intake.TooLarge {
      var more = Upload.mostRead - Attachment.Limits.bytes
      while more > 0, let buffer = try await body.next() { more -= buffer.readableBytes }
      form = Form(members: intake.members)
      file = nil
      isTooLarge = true
      return
    }
    form = Form(members: intake.members)
    file = try intake.finish()
    isTooLarge = false
  }
}

/// What becomes of the parts of a form: fields are kept, the one file goes to its place.
private struct Intake {
  struct TooLarge: Error {}

  private static let longestField = 65_536
  let place: URL
  private(set) var members: [(name: String, value: String)] = []
  private var field: (name: String, bytes: [UInt8])?
  private var fileName: String?
  private var output: FileHandle?
  private var written = 0
  private var isIgnored = false

  init(place: URL) { self.place = place }

  mutating func take(_ event: MultipartReader.Event) throws {
    switch event {
    case .part(let name, let fileName?): try beginFile(name, fileName)
    case .part(let name, nil):
      isIgnored = false
      field = (name, [])
    case .bytes(let bytes): try take(bytes)
    case .partEnd:
      if let field {
        guard let value = String(validating: field.bytes, as: UTF8.self), !value.unicodeScalars.contains("\0") else {
          throw HTTPError(.badRequest)
        }
        members.append((field.name, value))
      }
      field = nil
    }
  }

  /// A browser sends a field of files that was left empty as a file without a name. Only one file is taken.
  private mutating func beginFile(_ name: String, _ fileName: String) throws {
    field = nil
    isIgnored = fileName.isEmpty || self.fileName != nil || name != "file"
    guard !isIgnored else { return }
    self.fileName = fileName
    output = try FileHandle(forWritingTo: place)
  }

  private mutating func take(_ bytes: [UInt8]) throws {
    if field != nil {
      field?.bytes += bytes
      guard (field?.bytes.count ?? 0) <= Intake.longestField else { throw HTTPError(.contentTooLarge) }
      return
    }
    written += bytes.count
    guard written <= Attachment.Limits.bytes else {
      try output?.close()
      throw TooLarge()
    }
    guard !isIgnored, let output else { return }
    do {
      try output.write(contentsOf: Data(bytes))
    } catch {
      // The temporary place takes no more: for the sender it is the same as a full disk.
      throw Outage.noRoom
    }
  }

  func finish() throws -> IncomingFile? {
    try output?.close()
    return fileName.map { IncomingFile(name: $0, place: place) }
  }
}
