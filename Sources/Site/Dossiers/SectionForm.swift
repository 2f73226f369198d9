package import Domain

/// What the button that somebody pressed asks for.
package enum FormAction: Hashable, Sendable {
  case save
  case saveAndContinue
  case add(group: String)
  case remove(item: String)
  case searchPlace(String)
  case addPlace(String)
  /// Somebody else's text in the place of one's own, by the path of the value.
  case take(path: String)

  /// - Parameter members: the members of the form, in its order.
  package init(_ members: [(name: String, value: String)]) {
    func value(_ name: String) -> String? { members.last { $0.name == name }?.value }
    if let group = value("add") {
      self = .add(group: group)
    } else if let item = value("remove") {
      self = .remove(item: item)
    } else if let path = value("take") {
      self = .take(path: path)
    } else if let place = value("addPlace") {
      self = .addPlace(place)
    } else if value("searchPlace") != nil {
      self = .searchPlace(value("placeQuery") ?? "")
    } else {
      self = value("continue") == nil ? .save : .saveAndContinue
    }
  }
}

/// Reads the members of a posted form back into answers: the inverse of `FieldItem`.
package enum SectionForm {
  /// More items than a form can have are dropped: a hostile index must not make a thousand empty ones.
  private static let spareItems = 3

  /// The id of the element of a field or group on the page, for an address that leads there.
  package static func elementID(of path: String) -> String { FieldItem.htmlID(path) }

  /// The answers of the dossier with this section as it was typed. Other sections stay as they are, and so does an item
  /// that the form does not hold: somebody else may have added it since the form was drawn. Items are taken away by a
  /// button of their own.
  ///
  /// - Parameters:
  ///   - members: name and value, in the order of the form; unknown names are ignored.
  ///   - existing: the answers that the form was drawn from. An item keeps its identity only if they know it.
  ///   - isWhole: false for some fields alone, as they are saved while somebody types.
  ///   - naming: the identity of an item that the page itself has named.
  package static func answers(
    from members: [(name: String, value: String)], section: Procedure.Section, keeping existing: Answers,
    isWhole: Bool = true, naming: @escaping (String) -> String? = { _ in nil }
  ) -> Answers {
    var root = Branch()
    for (name, value) in members { root.insert(value, at: name.split(separator: ".")[...]) }
    return Reading(isWhole: isWhole, naming: naming).written(section.fields, in: root, over: existing)
  }

  /// How the members of one form are read.
  private struct Reading {
    let isWhole: Bool
    let naming: (String) -> String?

    func written(_ fields: [Field], in branch: Branch, over existing: Answers) -> Answers {
      var result = existing
      for field in fields {
        if let own = branch.children[field.id] {
          result[field.id] = answer(to: field, in: own, over: existing[field.id])
        } else if isWhole, !field.kind.isGroup {
          result[field.id] = nil
        }
      }
      return result
    }

    private func answer(to field: Field, in own: Branch, over existing: Answer?) -> Answer? {
      switch field.kind {
      case .text, .longText, .wholeNumber, .decimal, .money, .day, .choice, .yesNo, .declaration:
        return .text(own.values.last.map(normalised) ?? "")
      case .choices: return .list(own.values.filter { !$0.isEmpty })
      case .list:
        return .list(own.values.flatMap { lines($0) })
      case .perimeter:
        let codes = own.values.flatMap {
          $0.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
        }
        var seen: Set<String> = []
        return .list(codes.filter { seen.insert($0).inserted })
      case .group(_, let fields, _, let maximum):
        return items(own, fields, maximum: maximum, over: existing)
      }
    }

    /// An identity is given once: two items that bear the same could never be published.
    private func items(_ own: Branch, _ fields: [Field], maximum: Int, over existing: Answer?) -> Answer {
      var items: [Answers] = []
      if case .group(let written)? = existing { items = written }
      var taken: Set<String> = []
      // As a page writes them: "01" and "+1" would be the same item twice.
      for index in Set(own.children.keys.compactMap { Int($0) }.filter { $0 >= 0 }).sorted() {
        guard let child = own.children[String(index)] else { continue }
        let name = child.children["#"]?.values.last ?? ""
        let identity = naming(name) ?? (name.isEmpty ? nil : name)
        if let identity, let place = items.firstIndex(where: { $0.item == identity }) {
          guard taken.insert(identity).inserted else { continue }
          items[place] = written(fields, in: child, over: items[place])
        } else if items.indices.contains(index), child.children["#"] == nil || items[index].item == nil {
          // A form without identities, or an item that has none: its place tells which it is.
          items[index] = written(fields, in: child, over: items[index])
        } else if naming(name) != nil || isWhole, items.count < maximum + spareItems {
          items.append(written(fields, in: child, over: Answers(item: naming(name))))
        }
      }
      return .group(items)
    }
  }

  /// Browsers end lines with CR LF; what is stored has LF, so that a length is the same everywhere.
  private static func normalised(_ text: String) -> String {
    // Characters that control a terminal or a printer have no place in an answer.
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .filter { $0 == "\n" || $0 == "\t" || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
  }

  private static func lines(_ text: String) -> [String] {
    normalised(text).split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
  }

  /// The members of a form as the tree that their names describe.
  private struct Branch {
    var values: [String] = []
    var children: [String: Branch] = [:]

    mutating func insert(_ value: String, at path: ArraySlice<Substring>) {
      guard let first = path.first, path.count <= 6 else {
        if path.isEmpty { values.append(value) }
        return
      }
      children[String(first), default: Branch()].insert(value, at: path.dropFirst())
    }
  }
}

extension Answers {
  /// The answers with one more blank item in a group; unchanged where there is no such group.
  ///
  /// - Parameters:
  ///   - minimum: the least number of items of a group by its path; nil where the form has none there.
  ///   - naming: gives each item that is added its identity; without one it counts only once something is in it.
  package func addingItem(
    to path: String, naming: () -> String? = { nil }, minimum: (String) -> Int?
  ) -> Answers {
    guard let minimum = minimum(path) else { return self }
    return changing(path.split(separator: ".").map(String.init)[...]) { answer in
      var items: [Answers] = []
      if case .group(let written)? = answer { items = written }
      // The form shows blank items up to the least that is asked for; the new one comes after them.
      while items.count < minimum { items.append(Answers(item: naming())) }
      items.append(Answers(item: naming()))
      return .group(items)
    }
  }

  /// The answers without the item of a path, `challenges.1`; unchanged where there is none.
  package func removingItem(at path: String) -> Answers {
    let steps = path.split(separator: ".").map(String.init)
    guard let last = steps.last, let index = Int(last) else { return self }
    return changing(steps.dropLast()) { answer in
      guard case .group(var items)? = answer, items.indices.contains(index) else { return answer }
      items.remove(at: index)
      return .group(items)
    }
  }

  /// The path of an item on a page as it is in these answers: items that others added or took away since the page was
  /// drawn have moved the rest.
  package func place(
    of path: String, in members: [(name: String, value: String)], naming: (String) -> String? = { _ in nil }
  ) -> String {
    var (place, page, answers): ([String], [String], Answers?) = ([], [], self)
    var field = ""
    for step in path.split(separator: ".").map(String.init) {
      page.append(step)
      guard let index = Int(step) else {
        field = step
        place.append(step)
        continue
      }
      let name = members.last { $0.name == page.joined(separator: ".") + ".#" }?.value ?? ""
      let identity = naming(name) ?? name
      var items: [Answers] = []
      if case .group(let written)? = answers?[field] { items = written }
      let found = items.firstIndex { $0.item == identity } ?? index
      answers = items.indices.contains(found) ? items[found] : nil
      place.append(String(found))
    }
    return place.joined(separator: ".")
  }

  /// Without the items that a form shows for somebody to fill and that nobody filled.
  package var withoutBlankNewItems: Answers {
    var copy = self
    for (field, answer) in values {
      guard case .group(let items) = answer else { continue }
      copy[field] = .group(items.filter { $0.item != nil || !$0.isBlank }.map(\.withoutBlankNewItems))
    }
    return copy
  }

  private func changing(_ path: ArraySlice<String>, _ change: (Answer?) -> Answer?) -> Answers {
    guard let field = path.first else { return self }
    var copy = self
    let rest = path.dropFirst()
    if rest.isEmpty {
      copy[field] = change(self[field])
    } else if let index = rest.first.flatMap({ Int($0) }), case .group(var items)? = self[field],
      items.indices.contains(index)
    {
      items[index] = items[index].changing(rest.dropFirst(), change)
      copy[field] = .group(items)
    }
    return copy
  }
}

extension Procedure.Section {
  /// The least number of items of a group, by its path: `challenges`, `challenges.0.objectives`. Nil where the
  /// section has no such group.
  package func minimumItems(of path: String) -> Int? {
    var fields = self.fields
    var minimum: Int?
    for (place, step) in path.split(separator: ".").map(String.init).enumerated() {
      guard place.isMultiple(of: 2) else {
        guard Int(step) != nil else { return nil }
        minimum = nil
        continue
      }
      guard case .group(_, let inner, let least, _)? = fields.first(where: { $0.id == step })?.kind else {
        return nil
      }
      fields = inner
      minimum = least
    }
    return minimum
  }
}
