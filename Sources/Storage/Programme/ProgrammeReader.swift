import Domain
import Foundation

/// Reads `programme.yaml` and `themes.yaml`.
enum ProgrammeReader {
  static func programme(_ source: YAMLSource, themes: [Theme]) -> Programme {
    source.allow(
      "id", "name", "tagline", "summary", "source", "criteria", "services", "actorKinds", "calendar", "label")
    return Programme(
      id: source.text("id"), name: source.localised("name"), tagline: source.localised("tagline"),
      summary: source.localised("summary"), source: origin(source),
      criteria: source.list("criteria").map(point), services: source.list("services").map(point),
      actorKinds: source.list("actorKinds").map { kind in
        kind.allow("id", "name")
        return Field.Option(id: kind.text("id"), label: kind.localised("name"))
      },
      calendar: source.list("calendar").map(milestone), themes: themes,
      label: source.member("label").map(LabelSchemeReader.scheme))
  }

  static func themes(_ source: YAMLSource) -> [Theme] {
    source.allow("themes")
    var seen: Set<String> = []
    return source.list("themes").map { item in
      item.allow("id", "slug", "name", "goals", "targets")
      let theme = theme(item)
      if !seen.insert(theme.id).inserted || !seen.insert(theme.slug).inserted {
        item.report("theme \(theme.id) (\(theme.slug)) stands twice", "give each its own id and slug")
      }
      return theme
    }
  }

  private static func theme(_ item: YAMLSource) -> Theme {
    let goals = item.required("goals")
    goals?.allow("main", "other")
    let main = goals?.integer("main") ?? 0
    let others = goals?.optionalList("other").compactMap { Int($0.text) } ?? []
    for goal in [main] + others where !(1...17).contains(goal) {
      item.report("there is no Sustainable Development Goal \(goal)", "give a number from 1 to 17")
    }
    let slug = item.text("slug")
    if Slug(slug) == nil {
      item.report("slug \"\(slug)\" cannot stand in an address", "use lower-case letters, digits, hyphens")
    }
    return Theme(
      id: item.text("id"), slug: slug, name: item.localised("name"), mainGoal: main, otherGoals: others,
      targets: item.optionalList("targets").map(\.text))
  }

  private static func origin(_ source: YAMLSource) -> Programme.Source {
    guard let origin = source.required("source") else {
      return Programme.Source(title: "", date: Day(.distantPast), note: nil)
    }
    origin.allow("title", "date", "note")
    return Programme.Source(
      title: origin.text("title"), date: origin.day("date"), note: origin.optionalLocalised("note"))
  }

  private static func point(_ source: YAMLSource) -> Programme.Point {
    source.allow("id", "title", "summary")
    return Programme.Point(
      id: source.text("id"), title: source.localised("title"), summary: source.localised("summary"))
  }

  private static func milestone(_ source: YAMLSource) -> Programme.Milestone {
    source.allow("on", "title", "source")
    let on = source.text("on")
    if Day(on) == nil, Day(on + "-01") == nil {
      source.report("\"\(on)\" is neither a day nor a month", "write it as 2018-07-03 or 2018-07")
    }
    return Programme.Milestone(on: on, title: source.localised("title"), source: source.text("source"))
  }
}
