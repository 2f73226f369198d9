import Foundation
import Hummingbird

/// The measure of the page cache: a bare route that answers the bytes of a file, and nothing else.
///
/// usage: BareServer PORT FILE
@main
struct BareServer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let port = Int(arguments[1]) else {
      print("usage: BareServer PORT FILE")
      exit(2)
    }
    let bytes = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: arguments[2])))
    let router = Router()
    router.get("/") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: ResponseBody(byteBuffer: bytes))
    }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
    try await application.runService()
  }
}
