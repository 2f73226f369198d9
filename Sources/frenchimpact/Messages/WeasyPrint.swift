import Foundation
import Services
import Site
import Subprocess

/// Makes PDF files with WeasyPrint: tagged for screen readers (PDF/UA), with bookmarks, fonts inside.
struct WeasyPrint: DocumentPrinter {
  private static let longest = 64_000_000
  /// `weasyprint`, or where it lies.
  let command: String

  func pdf(_ html: String) async throws -> Data {
    let style = PrintStyle.file.path
    let arguments = [command, "--quiet", "--pdf-variant", "pdf/ua-1", "--encoding", "utf-8", "-s", style, "-", "-"]
    return try await withThrowingTaskGroup(of: Data.self) { group in
      group.addTask {
        let result = try await run(
          .name("env"), arguments: Arguments(arguments), input: CommandInput.of(Data(html.utf8)),
          output: .data(limit: WeasyPrint.longest), error: .string(limit: 65_536))
        let content = result.standardOutput
        guard case .exited(0) = result.terminationStatus, content.starts(with: Data("%PDF-".utf8)) else {
          let said = result.standardError.trimmingCharacters(in: .whitespacesAndNewlines)
          throw PrintFault("\(command): \(result.terminationStatus)" + (said.isEmpty ? "" : ": \(said)"))
        }
        return content
      }
      group.addTask {
        try await Task.sleep(for: .seconds(120))
        throw PrintFault("\(command) took longer than two minutes")
      }
      defer { group.cancelAll() }
      guard let content = try await group.next() else { throw PrintFault("\(command) said nothing") }
      return content
    }
  }
}
