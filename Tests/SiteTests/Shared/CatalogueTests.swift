import Domain
import Foundation
import Site
import Testing

@Suite struct CatalogueTests {
  private let french = Result { try Catalogue(.french) }
  private let english = Result { try Catalogue(.english) }

  @Test func `both catalogues have the same keys and the same placeholders`() throws {
    let (french, english) = (try french.get().strings, try english.get().strings)
    #expect(Set(french.keys) == Set(english.keys))
    func placeholders(_ text: String) -> Set<String> {
      Set(text.matches(of: /\{\d\}/).map { String($0.output) })
    }
    for (key, text) in french { #expect(placeholders(text) == placeholders(english[key] ?? ""), "\(key)") }
  }

  @Test func `every French singular bears its number, since zero takes it too`() throws {
    for (key, text) in try french.get().strings where key.hasSuffix("_one") {
      #expect(text.contains("{0}"), "\(key)")
    }
    #expect(try french.get().count("points", 0) == "0 point" && english.get().count("points", 0) == "0 points")
  }

  @Test func `every value that people read has its words in both languages`() throws {
    var keys: [String] = DossierState.allCases.map { "state_\($0.rawValue)" }
    keys += DossierEvent.allCases.flatMap { ["event_\($0.rawValue)", "happened_\($0.rawValue)"] }
    keys += ["labelled", "labelledWithConditions", "deepening", "rejected"].map { "outcome_\($0)" }
    keys += Procedure.Outcome.Kind.allCases.map { "outcomeKind_\($0.rawValue)" }
    keys += ProcedureChanges.Aspect.allCases.map { "aspect_\($0.rawValue)" }
    keys += ProcedureChanges.Part.allCases.map { "changed_\($0.rawValue)" }
    keys += Role.allCases.map { "role_\($0.rawValue)" }
    keys += Wave.Phase.allCases.map { "phase_\($0.rawValue)" }
    keys += PlaceLevel.allCases.map { "level_\($0.rawValue)" }
    keys += CollectiveMember.Part.allCases.map { "part_\($0.rawValue)" }
    keys += Challenge.Kind.allCases.map { "kind_\($0.rawValue)" }
    keys += TerritoryProfile.PerimeterNote.Certainty.allCases.map { "certainty_\($0.rawValue)" }
    keys += SilenceRule.Effect.allCases.map { "silence_\($0.rawValue)" }
    keys += WaveReport.Stage.allCases.map { "reportStage_\($0.rawValue)" }
    keys += WaveReport.Span.allCases.map { "reportSpan_\($0.rawValue)" }
    keys += OverseasTime.allCases.map { "overseas_\($0.rawValue)" }
    keys += ProviderProblem.allCases.map { "provider_\($0.rawValue)" }
    for catalogue in [try french.get(), try english.get()] {
      for key in keys { #expect(catalogue.strings[key] != nil, "\(catalogue.language): \(key)") }
    }
  }

  @Test func `every string that a template or a page names is in the catalogue`() throws {
    let catalogue = try french.get()
    for (name, text) in try TemplateFiles.all() {
      for match in text.matches(of: /\{\{[#^\/]?t\.([A-Za-z_]+)\}\}/) {
        #expect(catalogue.strings[String(match.1)] != nil, "\(name): \(match.1)")
      }
    }
    for (name, text) in try SiteSources.all() {
      for match in text.matches(of: /(?:catalogue|words)\(\s*"([A-Za-z_]+)"/) {
        #expect(catalogue.strings[String(match.1)] != nil, "\(name): \(match.1)")
      }
      for match in text.matches(of: /\.count\("([A-Za-z]+)",/) {
        #expect(catalogue.strings["\(match.1)_one"] != nil, "\(name): \(match.1)")
      }
    }
  }

  @Test func `no string of the catalogue is unused`() throws {
    var used = try TemplateFiles.all().values.joined() + SiteSources.all().values.joined()
    used += try SiteSources.all(of: "Server").values.joined()
    for key in try french.get().strings.keys {
      let stem = key.replacing(/_(one|many)$/, with: "")
      let family = stem.split(separator: "_").first.map(String.init) ?? stem
      #expect(
        used.contains("t.\(key)}") || used.contains("\"\(stem)\"") || used.contains("\"\(family)_\\("),
        "\(key)")
    }
  }

  @Test func `numbers and plurals are written as each language does`() throws {
    let (french, english) = (try french.get(), try english.get())
    #expect(french.grouped(1_234_567) == "1\u{202f}234\u{202f}567")
    #expect(english.grouped("1234.5") == "1,234.5")
    #expect(french.grouped("-1234.5") == "-1\u{202f}234,5")
    #expect(french.count("territoryCount", 0) == "0 territoire")
    #expect(english.count("territoryCount", 0) == "0 territories")
    #expect(french.count("territoryCount", 2) == "2 territoires")
  }
}

/// The sources of a room of the house, read as text.
enum SiteSources {
  static func all(of room: String = "Site") throws -> [String: String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/\(room)")
    var found: [String: String] = [:]
    guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else {
      return [:]
    }
    for case let file as URL in files where file.pathExtension == "swift" {
      found[file.lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
    }
    return found
  }
}
