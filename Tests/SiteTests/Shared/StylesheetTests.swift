import Domain
import Foundation
import Site
import Testing

@Suite struct StylesheetTests {
  private let css = String(decoding: Assets.stylesheet.bytes, as: UTF8.self)

  @Test func `the sheet is small, whole, and asks nobody else`() {
    #expect((4_000..<18_432).contains(css.utf8.count))
    #expect(css.count { $0 == "{" } == css.count { $0 == "}" })
    for forbidden in ["@import", "url(", "http:", "https:", "Marianne"] { #expect(!css.contains(forbidden)) }
  }

  @Test func `an address of an asset bears the hash of its content`() {
    for asset in Assets.all {
      let hash = sha256(String(decoding: asset.bytes, as: UTF8.self)).prefix(12)
      #expect(!asset.bytes.isEmpty && asset.path.contains(hash))
    }
  }

  @Test func `every class that a template names has a rule, and every rule a place`() throws {
    let named = try TemplateFiles.all().values.flatMap { text in
      text.matches(of: /class="([a-z -]+)"/).flatMap { $0.1.split(separator: " ").map(String.init) }
    }
    let sheets = css + (try String(contentsOf: PrintStyle.file, encoding: .utf8))
    let ruled = Set(sheets.matches(of: /\.([a-z][a-z-]+)/).map { String($0.1) })
    #expect(Set(named).subtracting(ruled).subtracting(StylesheetTests.plain) == [])
    #expect(ruled.subtracting(named).subtracting(["area", "dot"]) == [])
  }

  /// Classes that only name a thing.
  private static let plain: Set = ["frame-name"]

  /// The text colours, on what they stand on, with the least contrast that WCAG 2.2 asks for.
  @Test(arguments: [
    ("ink", "paper", 4.5), ("ink", "wash", 4.5), ("soft", "paper", 4.5), ("soft", "wash", 4.5), ("link", "paper", 4.5),
    ("link", "wash", 4.5), ("accent", "paper", 4.5), ("accent", "wash", 4.5), ("bad", "paper", 4.5),
    ("bad", "wash", 4.5),
    ("soft", "paper", 3), ("mark", "brand", 3), ("link", "paper", 3), ("ink", "land", 4.5), ("ink", "sea", 4.5),
  ]) func `colours can be told apart in both schemes`(front: String, back: String, least: Double) throws {
    let schemes = css.split(separator: "prefers-color-scheme: dark")
    for scheme in [schemes[0], schemes[1].prefix { $0 != "*" }] {
      func colour(_ name: String) throws -> Double {
        let found = scheme.firstMatch(of: try Regex("--\(name): #([0-9a-f]{6})", as: (Substring, Substring).self))
        return try luminance(#require(found?.1))
      }
      let (one, other) = (try colour(front), try colour(back))
      #expect((max(one, other) + 0.05) / (min(one, other) + 0.05) >= least)
    }
  }

  private func luminance(_ hex: Substring) throws -> Double {
    let value = try #require(Int(hex, radix: 16))
    let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
