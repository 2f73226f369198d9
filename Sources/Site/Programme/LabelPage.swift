import Domain

/// The label: five criteria, eight services, the calendar.
package struct LabelPage: PageModel {
  package static let template = "Programme/label"

  let summary: String
  let criteria: [Item]
  let services: [Item]
  let calendar: [Line]
  let source: String

  struct Item: Sendable {
    let title: String
    let summary: String
  }

  struct Line: Sendable {
    let on: String
    let title: String
    let source: String
  }

  package init(in wording: Wording) {
    let programme = wording.programme
    let language = wording.language
    summary = programme.summary[language]
    criteria = programme.criteria.map { Item(title: $0.title[language], summary: $0.summary[language]) }
    services = programme.services.map { Item(title: $0.title[language], summary: $0.summary[language]) }
    calendar = programme.calendar.map {
      Line(on: wording.milestone($0.on), title: $0.title[language], source: $0.source)
    }
    source = wording.catalogue("sourceOf", programme.source.title, wording.day(programme.source.date))
  }
}
