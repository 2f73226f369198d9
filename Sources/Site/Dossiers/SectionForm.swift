package import Domain

/// What the button that somebody pressed asks for.
package enum FormAction: Hashable, Sendable {
  case save
  case saveAndContinue
  case add(group: String)
  case remove(item: String)
  case searchPlace(String)
  case addPlace(String)

  /// - Parameter members: the members of the form, in its order.
  package init(_ members: [(name: String, value: String)]) {
    func value(_ name: String) -> String? { members.last { $0.name == name }?.value }
    if let group = value("add") {
      self = .add(group: group)
    } else if let item = value("remove") {
      self = .remove(item: item)
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

  /// The answers of the dossier with this section as it was typed. Other sections stay as they are.
  ///
  /// - Parameters:
  ///   - members: name and value, in the order of the form; unknown names are ignored.
  ///   - existing: an item keeps its identity only if the dossier already knows it.
  ///   - open: what the form lets one write. Of other fields it says nothing, unless it was made up.
  package static func answers(
    from members: [(name: String, value: String)], section: Procedure.Section, keeping existing: Answers,
    open: OpenFields = .all
  ) -> Answers {
    var root = Branch()
    for (name, value) in members { root.insert(value, at: name.split(separator: ".")[...]) }
    var known = identities(in: existing)
    var result = existing
    for field in section.fields where open.allows(field.id) || root.children[field.id] != nil {
      result[field.id] = answer(to: field, in: root, &known)
    }
    return result
  }

  private static func answer(to field: Field, in branch: Branch, _ known: inout Set<String>) -> Answer? {
    guard let own = branch.children[field.id] else { return nil }
    switch field.kind {
    case .text, .longText, .wholeNumber, .decimal, .money, .day, .choice, .yesNo, .declaration:
      return .text(own.values.last.map(normalised) ?? "")
    case .choices: return .list(own.values)
    case .list:
      return .list(own.values.flatMap { lines($0) })
    case .perimeter:
      let codes = own.values.flatMap {
        $0.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
      }
      var seen: Set<String> = []
      return .list(codes.filter { seen.insert($0).inserted })
    case .group(_, let fields, _, let maximum):
      // As a page writes them: "01" and "+1" would be the same item twice.
      let indexes = own.children.keys.compactMap { Int($0) }.filter { $0 >= 0 }.sorted()
      var items: [Answers] = []
      for index in Set(indexes).sorted().prefix(maximum + spareItems) {
        if let child = own.children[String(index)] { items.append(item(child, fields, &known)) }
      }
      return .group(items)
    }
  }

  /// An identity is given once: two items that bear the same could never be published.
  private static func item(_ branch: Branch, _ fields: [Field], _ known: inout Set<String>) -> Answers {
    var item = Answers()
    if let identity = branch.children["#"]?.values.last, known.remove(identity) != nil { item.item = identity }
    for field in fields { item[field.id] = answer(to: field, in: branch, &known) }
    return item
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

  private static func identities(in answers: Answers) -> Set<String> {
    var found: Set<String> = []
    for answer in answers.values.values {
      guard case .group(let items) = answer else { continue }
      for item in items {
        if let identity = item.item { found.insert(identity) }
        found.formUnion(identities(in: item))
      }
    }
    return found
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
  /// - Parameter minimum: the least number of items of a group by its path; nil where the form has none there.
  package func addingItem(to path: String, minimum: (String) -> Int?) -> Answers {
    guard let minimum = minimum(path) else { return self }
    return changing(path.split(separator: ".").map(String.init)[...]) { answer in
      var items: [Answers] = []
      if case .group(let written)? = answer { items = written }
      // The form shows blank items up to the least that is asked for; the new one comes after them.
      while items.count < minimum { items.append(Answers()) }
      items.append(Answers())
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
