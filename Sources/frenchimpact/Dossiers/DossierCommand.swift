import ArgumentParser
import Domain
import Foundation
import Services
import Storage

struct DossierCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier", abstract: "Dossiers as JSON, out and in: docs/dossier-format.md describes it.",
    subcommands: [Export.self, Import.self])

  /// `frenchimpact dossier export REFERENCE`
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints a dossier, as its applicant may know it.")

    @Argument(help: "The number of the dossier.")
    var reference: String
    @OptionGroup var files: FileOptions

    func run() async throws {
      let operations = try await Wiring.operations(files)
      do {
        print(DossierFormat.json(try await operations.dossierToExport(reference)).canonical)
      } catch Refusal.notFound {
        throw CommandFailure.negative("there is no dossier \(reference)")
      }
    }
  }

  /// `frenchimpact dossier import FILE --owner EMAIL --call SLUG`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a draft out of a file; tells everything that is wrong with it at once.")

    @Argument(help: "The file, or - for standard input.")
    var file: String
    @Option(help: "The e-mail address of the applicant.")
    var owner: String
    @Option(help: "The call, by the name in its address.")
    var call: String
    @OptionGroup var files: FileOptions

    func run() async throws {
      guard let owner = EmailAddress(owner) else { throw CommandFailure.unusable("\(owner) is not an e-mail address") }
      guard let slug = Slug(call) else { throw CommandFailure.unusable("\(call) is no name of a call") }
      let json: JSONValue
      var text = ""
      do {
        let data =
          file == "-"
          ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: file))
        text = String(decoding: data, as: UTF8.self)
        json = try JSONValue(parsing: text)
      } catch let error as JSONValue.Malformed {
        let line = text.utf8.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
        throw CommandFailure.unusable(
          "\(file): line \(line), byte \(error.offset): this is no JSON, or it has a number with a fraction")
      } catch {
        throw CommandFailure.unusable("\(file) cannot be read: \(error.localizedDescription)")
      }
      let operations = try await Wiring.operations(files)
      do {
        let (dossier, left, problems) = try await operations.importDossier(json, owner: owner, in: slug)
        guard let dossier else {
          throw CommandFailure.unusable(
            problems.map(\.line).joined(separator: "\n") + "\n\(problems.count) problem(s) in \(file); nothing was made"
          )
        }
        if !left.isEmpty {
          let fields = left.map(\.fr).joined(separator: "; ")
          FileHandle.standardError.write(Data("not taken over, to be answered anew: \(fields)\n".utf8))
        }
        print(dossier.reference)
      } catch Refusal.notFound {
        throw CommandFailure.unusable("there is no call \(slug), or nobody has the address \(owner)")
      } catch Refusal.notAllowed {
        throw CommandFailure.unusable("\(owner) may start no dossier: give the role of applicant first")
      } catch Refusal.waveNotOpen {
        throw CommandFailure.unusable("the call \(slug) is not open now")
      }
    }
  }
}

extension DossierProblem {
  /// Where it is, what it is, and what to do.
  fileprivate var line: String {
    switch problem {
    case .unknownFormat: "\(path): this is no dossier; write \"\(DossierFormat.name)\""
    case .unknownVersion: "\(path): another version of the format; write \(DossierFormat.version)"
    case .otherProcedure(let id): "\(path): the call is for procedure \(id); choose another call"
    case .missing: "\(path): there is no such member; add it"
    case .notAnObject: "\(path): no object; write the fields by their ids, {…}"
    case .notAList: "\(path): no list; write the items, [{…}, …]"
    case .notText: "\(path): neither text nor a list of texts; write values as people type them, in quotes"
    case .controlCharacter: "\(path): there is a control character in it; take it out"
    case .finding(let finding): "\(path): \(finding.forAuthors.message); \(finding.forAuthors.remedy)"
    }
  }
}
