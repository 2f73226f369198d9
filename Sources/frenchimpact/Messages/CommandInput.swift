import Foundation
import Services
import Subprocess
import SystemPackage

/// What a command reads, in a file without a name: a command that ends before it has read everything then breaks no
/// pipe. Subprocess 1.0.2 ends the whole program where one breaks.
enum CommandInput {
  /// - Throws: where the temporary folder takes no more.
  static func of(_ data: Data) throws -> FileDescriptorInput {
    let pattern = FileManager.default.temporaryDirectory.appending(path: "frenchimpact-input-XXXXXX").path
    var name = Array(pattern.utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw PrintFault("no room for a temporary file") }
    unlink(name)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    do {
      try file.write(contentsOf: data)
      try file.seek(toOffset: 0)
    } catch {
      try file.close()
      throw error
    }
    return .fileDescriptor(FileDescriptor(rawValue: descriptor), closeAfterSpawningProcess: true)
  }
}
