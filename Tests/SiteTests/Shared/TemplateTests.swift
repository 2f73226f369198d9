import Foundation
import Site
import Testing

/// Mustache prints nothing for a tag that does not exist: these tests look instead of it.
@Suite struct TemplateTests {
  /// The names of all stored properties of the page models and their parts, and of the catalogue.
  private func properties() throws -> Set<String> {
    var names: Set<String> = []
    for text in try SiteSources.all().values {
      for match in text.matches(of: /(?m)^\s*(?:package )?(?:private )?(?:let|var) ([A-Za-z]+)\s*[:=]/) {
        names.insert(String(match.1))
      }
    }
    return names
  }

  private func unknownTags(in text: String, _ known: Set<String>) -> [String] {
    text.matches(of: /\{\{[#^\/&]?([A-Za-z][A-Za-z.]*)\}\}/).map { String($0.1) }
      .filter { !$0.hasPrefix("t.") }
      .flatMap { $0.split(separator: ".").map(String.init) }
      .filter { !known.contains($0) && !["main", "layout", "page"].contains($0) }
  }

  @Test func `every tag of every template is a property of a page model`() throws {
    let known = try properties()
    for (name, text) in try TemplateFiles.all() {
      #expect(unknownTags(in: text, known) == [], "\(name)")
    }
  }

  @Test func `a misspelt tag is found`() throws {
    #expect(unknownTags(in: "{{#page}}{{nmae}}{{/page}}", try properties()) == ["nmae"])
  }

  @Test func `no template prints text unescaped, or carries a script or a style`() throws {
    for (name, text) in try TemplateFiles.all() {
      #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
      // The frame of every page names the one script, which is a file.
      let text = text.replacing("<script src=\"{{layout.script}}\" defer></script>", with: "")
      for forbidden in [" style=", "<script", "javascript:", " onclick", " onload", " onerror", "<style"] {
        #expect(!text.contains(forbidden), "\(name): \(forbidden)")
      }
    }
  }

  @Test func `every section that opens closes`() throws {
    for (name, text) in try TemplateFiles.all() {
      var open: [String] = []
      for match in text.matches(of: /\{\{([#^\/<$])([A-Za-z.\/]+)\}\}/) {
        let tag = String(match.2)
        if match.1 == "/" {
          #expect(open.popLast() == tag, "\(name): \(tag)")
        } else {
          open.append(tag)
        }
      }
      #expect(open == [], "\(name)")
    }
  }

  @Test func `every pattern of the router is the shape of a link`() {
    for pattern in Link.Pattern.allCases {
      #expect(pattern.rawValue.hasPrefix("/"))
      #expect(pattern.rawValue == pattern.rawValue.lowercased())
    }
    #expect(Set(Link.Pattern.allCases.map(\.rawValue)).count == Link.Pattern.allCases.count)
  }

  @Test func `an address is encoded, and members without a value are left out`() {
    #expect(address("/a", [("q", "é&=?"), ("b", nil), ("c", "")]) == "/a?q=%C3%A9%26%3D%3F")
    #expect(address("/a", []) == "/a")
  }
}
