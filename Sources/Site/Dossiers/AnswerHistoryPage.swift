package import Domain

/// Who changed what in a dossier, the newest first, with a way back from each change.
package struct AnswerHistoryPage: PageModel {
  package static let template = "Dossiers/changes"

  let title: String
  let dossierHref: String
  let action: String
  let fields: [ChoiceOption]
  let isEmpty: Bool
  let saves: [Save]
  let message: [String]
  let pager: Pager

  struct Save: Sendable {
    let at: String
    let author: [String]
    let changes: [Change]
    let more: [String]
  }

  struct Change: Sendable {
    let label: String
    let lines: [Line]
    let undo: [Undo]
  }

  /// A line of text that came, went or stayed.
  struct Line: Sendable {
    let text: String
    let isAdded: Bool
    let isRemoved: Bool
  }

  struct Undo: Sendable {
    let action: String
    let csrf: String
    let version: String
    let path: String
    let name: String
  }

  /// - Parameters:
  ///   - chosen: the field whose history alone is shown.
  ///   - refusal: why the last change was not taken back.
  package init(
    _ file: DossierFile, _ page: Page<AnswerSave>, of chosen: String? = nil, csrf: String, refusal: Refusal? = nil,
    in wording: Wording
  ) {
    title = file.dossier.title
    dossierHref = wording.path(.dossier(file.dossier.id))
    isEmpty = page.items.isEmpty
    message = refusal.map { [wording.refusal($0)] } ?? []
    let place = wording.path(.answerHistory(file.dossier.id))
    action = place
    fields = file.procedure.sections.flatMap { section in
      section.fields.map { field in
        ChoiceOption(
          value: field.id, label: section.title[wording.language] + " · " + wording.label(of: field),
          isSelected: field.id == chosen)
      }
    }
    let current = AnswerLeaves(file.dossier.answers)
    saves = page.items.map { save in
      Save(
        at: wording.moment(save.at), author: save.author.map { [$0.name] } ?? [],
        changes: save.changes.map { change in
          let label = file.procedure.label(ofLeaf: change.path, now: current, in: wording)
          let undo = Undo(
            action: place, csrf: csrf, version: "\(save.version)", path: change.path, name: label)
          return Change(
            label: label, lines: AnswerHistoryPage.lines(change, file.procedure, wording),
            undo: file.timing.openFields.allows(String(change.path.prefix { $0 != "/" })) && current.canUndo(change)
              ? [undo] : [])
        },
        more: save.changeCount > save.changes.count
          ? [wording.catalogue.count("furtherChanges", save.changeCount - save.changes.count)] : [])
    }
    pager = Pager(page, in: wording) { number in address(place, [("champ", chosen), ("page", "\(number)")]) }
  }

  private static let longestCompared = 400

  /// The difference, line by line: what went before what came in its place.
  private static func lines(_ change: AnswerChange, _ procedure: Procedure, _ wording: Wording) -> [Line] {
    let field = procedure.field(at: change.path)
    let (old, new) = (shown(change.before, field, wording), shown(change.after, field, wording))
    // Comparing long lists line by line takes the square of their length; beyond this the whole stands for itself.
    guard old.count + new.count <= longestCompared else {
      return old.prefix(longestCompared).map { Line(text: $0, isAdded: false, isRemoved: true) }
        + new.prefix(longestCompared).map { Line(text: $0, isAdded: true, isRemoved: false) }
    }
    let (removed, added) = LineDifference.changed(from: old, to: new)
    var (lines, next): ([Line], Int) = ([], 0)
    func takeAdded() {
      while added.contains(next) {
        lines.append(Line(text: new[next], isAdded: true, isRemoved: false))
        next += 1
      }
    }
    for (offset, text) in old.enumerated() {
      if removed.contains(offset) {
        lines.append(Line(text: text, isAdded: false, isRemoved: true))
        continue
      }
      takeAdded()
      lines.append(Line(text: text, isAdded: false, isRemoved: false))
      next += 1
    }
    takeAdded()
    return lines
  }

  /// A value as its reader knows it: the label of an option, not its code.
  package static func shown(
    _ value: JSONValue?, at path: String, _ procedure: Procedure, in wording: Wording
  ) -> [String] {
    shown(value, procedure.field(at: path), wording)
  }

  private static func shown(_ value: JSONValue?, _ field: Field?, _ wording: Wording) -> [String] {
    guard let field else { return [] }
    switch value {
    case .string(let text)?: return ReadingSection.lines(field, .text(text), in: wording).flatMap(\.paragraphs)
    case .array(let items)?:
      if case .group = field.kind { return [wording.catalogue.count("itemCount", items.count)] }
      let texts = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
      return ReadingSection.lines(field, .list(texts), in: wording).flatMap(\.paragraphs)
    case .null?, .bool?, .integer?, .object?, nil: return []
    }
  }
}

extension Procedure {
  /// The field of a path of `AnswerLeaves`; of the order of a group, the group.
  fileprivate func field(at path: String) -> Field? {
    var (fields, found): ([Field], Field?) = (self.fields, nil)
    for (place, step) in path.split(separator: "/").enumerated() where place.isMultiple(of: 2) {
      found = fields.first { $0.id == step }
      if case .group(_, let inner, _, _)? = found?.kind { fields = inner } else { fields = [] }
    }
    return found
  }

  /// What the value of a path is called, its items without a number.
  func label(ofLeaf path: String, in wording: Wording) -> String {
    label(ofLeaf: path, now: AnswerLeaves(Answers()), in: wording)
  }

  /// "Défi 2, Titre": items by their place today; those that are gone without one.
  func label(ofLeaf leaf: String, now: AnswerLeaves, in wording: Wording) -> String {
    var (fields, parts, path): ([Field], [String], String) = (self.fields, [], "")
    for (place, step) in leaf.split(separator: "/").map(String.init).enumerated() {
      if place.isMultiple(of: 2) {
        guard let field = fields.first(where: { $0.id == step }) else { break }
        path += path.isEmpty ? step : "/\(step)"
        parts.append(wording.label(of: field))
        if case .group(_, let inner, _, _) = field.kind { fields = inner } else { fields = [] }
      } else if step != "#" {
        let order = now.values["\(path)/#"]
        if case .array(let items)? = order, let index = items.firstIndex(of: .string(step)), let last = parts.last {
          parts[parts.count - 1] = "\(last)\u{a0}\(index + 1)"
        }
        path += "/\(step)"
      }
    }
    return parts.isEmpty ? leaf : parts.joined(separator: ", ")
  }
}
