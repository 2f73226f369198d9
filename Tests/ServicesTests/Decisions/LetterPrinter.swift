import Domain
import Foundation
import Services
import Synchronization

/// Prints nothing: it keeps the HTML that was to be printed.
final class LetterPrinter: DocumentPrinter, MailCarrier, WebhookCaller {
  private let printed = Mutex<[String]>([])

  var documents: [String] { printed.withLock { $0 } }

  func pdf(_ html: String) async throws -> Data {
    printed.withLock { $0.append(html) }
    return Data("%PDF-1.7 \(html)".utf8)
  }

  func carry(_: OutgoingMail) async -> Delivery { .done }
  func call(_: String, headers _: [(name: String, value: String)], body _: Data) async -> Delivery { .done }

  /// Prints all that is ordered.
  func printAll(_ operations: Operations) async throws {
    let carriers = Carriers(mail: self, webhooks: self, printer: self) { _, _ in "https://exemple.example" }
    while try await operations.deliverNext([.document], by: carriers) {}
  }
}
