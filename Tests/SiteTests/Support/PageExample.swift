import Domain
import Foundation
import Site

/// A page with an example of its values: what is drawn, and what it is drawn from.
struct PageExample {
  let name: String
  let template: String
  /// What the template looks its tags up in: layout, page and the strings.
  let context: Context
  let html: String
  let reader: HTMLReader

  struct Context {
    let layout: Layout
    let page: any PageModel
    let t: [String: String]
  }

  init<Model: PageModel>(_ name: String, _ model: Model, _ layout: Layout, _ setting: Setting) throws {
    self.name = "\(name), \(setting.wording.language.rawValue)"
    template = Model.template
    context = Context(layout: layout, page: model, t: setting.wording.catalogue.strings)
    html = try setting.renderer.render(model, in: layout, setting.wording)
    reader = HTMLReader(html)
  }

  /// What all examples of a language share.
  struct Setting {
    let renderer: Renderer
    let wording: Wording

    init(_ language: Language) throws {
      renderer = try Renderer()
      wording = Wording(catalogue: try Catalogue(language), programme: ExampleValues.programme) { code in
        code.code == "00000" ? nil : "Lieu \(ExampleValues.hostile)"
      }
    }

    func layout(_ link: Link?, account: Layout.Account? = nil, query: String = "") -> Layout {
      Layout(
        title: ExampleValues.hostile, description: ExampleValues.hostile, link: link, query: query, account: account,
        isPrivate: account != nil, isDemonstration: true, in: wording)
    }
  }

  /// Every page of the site, in both languages, as many times as it takes to show every part of it.
  static let all: Result<[PageExample], any Error> = Result {
    try Language.allCases.flatMap { language in
      let setting = try Setting(language)
      return try PublicExamples(setting).all() + (try PrivateExamples(setting).all())
    }
  }
}
