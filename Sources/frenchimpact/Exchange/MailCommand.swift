import ArgumentParser
import Documents
import Domain
import Foundation
import Services
import Site

struct MailCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "Mail that comes in.", subcommands: [Receive.self])

  /// `frenchimpact mail receive`: at the end of a mail server's pipe.
  struct Receive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Files one mail, read from standard input, as a message on the dossier that it answers about.",
      discussion: """
        A mail to no address of ours, of a program or of a stranger is dropped without a word. The exit code tells the \
        mail server the rest, as sysexits.h has it: 65, the sender must be told why (it is printed); 75, try again.
        """)

    @Option(help: "The address that the mail server delivers to; else the headers are looked at.")
    var recipient: String?
    @Option(help: "The sender of the envelope; nothing is ever answered to an empty one.")
    var sender: String?
    @Option(help: "Where the site is reached, for links in mail: https://example.org.")
    var publicAddress: String?
    @OptionGroup var hardening: HardeningOptions
    @OptionGroup var files: FileOptions

    func run() async throws {
      let bytes = try Receive.input()
      guard var mail = MailReader.read(bytes) else {
        throw CommandFailure(message: "this is no mail that can be read", code: 65)
      }
      if let recipient { mail.recipients = [recipient] }
      if let sender, sender.isEmpty || sender == "<>" { mail.isAutomatic = true }
      let folder = FileManager.default.temporaryDirectory.appending(path: "frenchimpact-mail-\(Wiring.world.newID())")
      defer { try? FileManager.default.removeItem(at: folder) }
      do {
        let incoming = try Receive.keep(mail.files, in: folder)
        let operations = try await Wiring.operations(files)
        let address = publicAddress.map { PublicAddress(base: $0) }
        let outcome = try await operations.receiveMail(mail, files: incoming, scanner: try hardening.scanner()) {
          address?.absolute(Link.exchange($0).path($1))
        }
        switch outcome {
        case .filed(let id): print("filed as \(id)")
        case .ignored(let reason): print("dropped: \(reason)")
        }
      } catch Refusal.invalid(let findings) {
        throw CommandFailure(message: try Receive.told(findings), code: 65)
      } catch {
        let failure = error as? CommandFailure
        throw CommandFailure(message: failure?.message ?? "not now: \(error)", code: 75)
      }
    }

    /// Standard input, no further than a mail may be long.
    private static func input() throws -> Data {
      var bytes = Data()
      while let piece = try FileHandle.standardInput.read(upToCount: 1_000_000), !piece.isEmpty {
        bytes.append(piece)
        guard bytes.count <= MailReader.largest else {
          throw CommandFailure(message: "the mail is too large: at most \(MailReader.largest / 1_000_000) MB", code: 65)
        }
      }
      return bytes
    }

    private static func keep(_ files: [IncomingMail.File], in folder: URL) throws -> [IncomingFile] {
      guard !files.isEmpty else { return [] }
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return try files.enumerated().map { index, file in
        let place = folder.appending(path: "\(index)")
        try file.content.write(to: place)
        return IncomingFile(name: file.name, place: place)
      }
    }

    /// What is wrong, in both languages: the mail server sends it back to whoever wrote.
    private static func told(_ findings: [Finding]) throws -> String {
      let renderer = try Renderer()
      let sentences = Language.allCases.flatMap { language in
        findings.compactMap { finding in
          renderer.catalogue(language)?.fill("finding_\(finding.problem.key)", finding.problem.values)
        }
      }
      return sentences.joined(separator: "\n")
    }
  }
}
