import Domain
import Foundation
import Server
import Testing

@Suite struct MultipartTests {
  private struct Part: Equatable {
    var name: String
    var fileName: String?
    var bytes: [UInt8] = []
    var isWhole = false
  }

  private func parts(_ body: [UInt8], in pieces: Int, boundary: String = "XX") throws -> [Part] {
    var reader = try #require(MultipartReader(contentType: "multipart/form-data; boundary=\(boundary)"))
    var parts: [Part] = []
    for start in stride(from: 0, to: body.count, by: pieces) {
      try reader.read(body[start..<min(start + pieces, body.count)]) { event in
        switch event {
        case .part(let name, let fileName): parts.append(Part(name: name, fileName: fileName))
        case .bytes(let bytes): parts[parts.count - 1].bytes += bytes
        case .partEnd: parts[parts.count - 1].isWhole = true
        }
      }
    }
    try reader.finish()
    return parts
  }

  private let body = Array(
    """
    preamble\r\n--XX\r\nContent-Disposition: form-data; name="csrf"\r\n\r\ntoken\r\n--XX\r\n\
    content-disposition: form-data; name="file"; filename="l%22été \\"x\\".pdf"\r\nContent-Type: text/html\r\n\r\n\
    a\r\n--X\r\n-XX--\r\n\r\n--XX\r\nContent-Disposition: form-data; name="empty"\r\n\r\n\r\n--XX--\r\nafter
    """.utf8)

  @Test(arguments: [1, 2, 3, 5, 7, 64, 10_000])
  func `a form is the same however its bytes come in`(pieces: Int) throws {
    #expect(
      try parts(body, in: pieces) == [
        Part(name: "csrf", fileName: nil, bytes: Array("token".utf8), isWhole: true),
        Part(name: "file", fileName: "l\"été \"x\".pdf", bytes: Array("a\r\n--X\r\n-XX--\r\n".utf8), isWhole: true),
        Part(name: "empty", fileName: nil, bytes: [], isWhole: true),
      ])
  }

  @Test func `a form that breaks off anywhere is refused`() throws {
    let end = body.count - "\r\nafter".utf8.count
    for length in 0..<end {
      #expect(throws: MultipartReader.Malformed.self) { try parts(Array(body.prefix(length)), in: 16) }
    }
  }

  @Test(arguments: [
    "--XX\r\n\r\nx\r\n--XX--", "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--", "--XXgarbage", "",
    "--XX\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--XX--",
  ])
  func `what no browser makes is refused`(body: String) {
    #expect(throws: MultipartReader.Malformed.self) { try parts(Array(body.utf8), in: 4) }
  }

  @Test func `headers without end and parts without number are refused before they fill the memory`() throws {
    let header = "--XX\r\nX: " + String(repeating: "a", count: 20_000)
    #expect(throws: MultipartReader.Malformed.self) { try parts(Array(header.utf8), in: 1000) }
    let part = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n"
    #expect(throws: MultipartReader.Malformed.self) {
      try parts(Array((String(repeating: part, count: 101) + "--XX--").utf8), in: 1000)
    }
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=XX", "multipart/mixed; boundary=XX",
    "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
  ])
  func `a type without a usable boundary is none`(type: String) {
    #expect(MultipartReader(contentType: type) == nil)
  }
}
