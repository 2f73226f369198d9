package import Domain
import Foundation
import Mustache

/// A page: a struct of ready-to-print values, and the template that places them.
package protocol PageModel: Sendable {
  /// The name of the template, `Territories/territory`.
  static var template: String { get }
}

/// Puts page models into their templates.
package struct Renderer: Sendable {
  private let library: MustacheLibrary
  private let catalogues: [Language: Catalogue]

  package init() throws {
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in try TemplateFiles.all() { templates[name] = try MustacheTemplate(string: text) }
    library = MustacheLibrary(templates: templates)
    catalogues = Dictionary(uniqueKeysWithValues: try Language.allCases.map { ($0, try Catalogue($0)) })
  }

  package func catalogue(_ language: Language) -> Catalogue? { catalogues[language] }

  /// The whole page in HTML.
  package func render<Model: PageModel>(_ model: Model, in layout: Layout, _ wording: Wording) throws
    -> String
  {
    let context: [String: Any] = [
      "layout": Reflected(layout), "page": Reflected(model), "t": wording.catalogue.strings,
    ]
    guard let text = library.render(context, withTemplate: Model.template) else {
      throw RenderFault.noTemplate(Model.template)
    }
    return text
  }

  /// A picture of its own, without the frame of a page.
  package func picture(_ model: BadgePicture, in wording: Wording) throws -> String {
    try standalone(model, wording.catalogue.strings)
  }

  /// A letter or a document in HTML, without the frame of a page.
  func standalone<Model: PageModel>(_ model: Model, _ strings: [String: String]) throws -> String {
    guard let html = library.render(Renderer.context(model, strings), withTemplate: Model.template) else {
      throw RenderFault.noTemplate(Model.template)
    }
    return html
  }

  /// A letter in plain text: its first line is the subject.
  func letter(_ model: some PageModel, template: String, _ strings: [String: String]) throws -> LetterText {
    guard let text = library.render(Renderer.context(model, strings), withTemplate: template) else {
      throw RenderFault.noTemplate(template)
    }
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: true)
    return LetterText(
      subject: String(lines.first ?? "").trimmed, body: lines.count > 1 ? String(lines[1]).trimmed + "\n" : ""
    )
  }

  private static func context(_ model: some PageModel, _ strings: [String: String]) -> [String: Any] {
    ["page": Reflected(model), "t": strings]
  }
}

enum RenderFault: Error {
  case noTemplate(String)
}

/// The templates of the module, by name.
package enum TemplateFiles {
  package static func all() throws -> [String: String] {
    let root = SiteFiles.folder.appending(path: "Templates").standardizedFileURL
    var found: [String: String] = [:]
    guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else {
      return [:]
    }
    for case let file as URL in files where file.pathExtension == "mustache" {
      let path = file.standardizedFileURL.deletingPathExtension().path
      let name = String(path.dropFirst(root.path.count).drop { $0 == "/" })
      found[name] = try String(contentsOf: file, encoding: .utf8)
    }
    return found
  }
}
